package dev.pgmigrate.maven;

import dev.pgmigrate.command.DowngradeCommand;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.RunReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Takes applied revisions back with their down blocks, the newest first. */
@Mojo(name = "downgrade", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class DowngradeMojo extends ApplyingMojo {
  /**
   * How far: <code>-N</code>, <code>base</code>, or the id of the revision to stay at. Example:
   * {@code -2}.
   */
  @Parameter(property = "migrate.target", defaultValue = "-1")
  String target;

  /**
   * Takes back revisions that this checkout does not have, with the SQL that the journal recorded.
   */
  @Parameter(property = "migrate.fromJournal", defaultValue = "false")
  boolean fromJournal;

  @Override
  String target() {
    return target;
  }

  @Override
  void run() {
    if (sql) {
      script(ScriptCommand.Verb.DOWNGRADE, false);
      return;
    }
    DowngradeCommand.Result result =
        approved(
            project ->
                DowngradeCommand.run(
                    new DowngradeCommand.Input(project, target, fromJournal, progress())));
    RunReport.downgrade(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }

  @Override
  PlanCommand.Input plan(Project project) {
    return new PlanCommand.Input(
        project, PlanCommand.Kind.DOWNGRADE, target, false, fromJournal, true);
  }
}
