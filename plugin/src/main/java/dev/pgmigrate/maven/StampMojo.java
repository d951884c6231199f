package dev.pgmigrate.maven;

import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.command.StampCommand;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.RunReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Records where the database is, without executing anything: the target and all revisions that it
 * needs as applied, the revisions that depend on it as not applied.
 */
@Mojo(name = "stamp", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class StampMojo extends ApplyingMojo {
  /**
   * Where, as in <code>migrate:upgrade</code> and <code>migrate:downgrade</code>; <code>base</code>
   * : nothing is applied. Example: {@code 3f9c1a7be204}.
   */
  @Parameter(property = "migrate.target", defaultValue = "head")
  String target;

  @Override
  String target() {
    return target;
  }

  @Override
  void run() {
    if (sql) {
      script(ScriptCommand.Verb.STAMP, false);
      return;
    }
    StampCommand.Result result =
        approved(project -> StampCommand.run(new StampCommand.Input(project, target, progress())));
    RunReport.stamp(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }

  @Override
  PlanCommand.Input plan(Project project) {
    return new PlanCommand.Input(project, PlanCommand.Kind.STAMP, target, false, false, true);
  }
}
