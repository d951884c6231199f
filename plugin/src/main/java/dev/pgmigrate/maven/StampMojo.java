package dev.pgmigrate.maven;

import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.Project;
import dev.pgmigrate.command.StampCommand;
import dev.pgmigrate.report.ConsoleReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Records revisions as applied without executing them. */
@Mojo(name = "stamp", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class StampMojo extends ApprovedMojo {
  /** How far, as in <code>migrate:upgrade</code>. Example: {@code 3f9c1a7be204}. */
  @Parameter(property = "migrate.target", defaultValue = "head")
  String target;

  @Override
  void run() {
    StampCommand.Result result =
        approved(
            project ->
                StampCommand.run(
                    new StampCommand.Input(project, target, new LogProgress(getLog()))));
    ConsoleReport.of(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }

  @Override
  PlanCommand.Input plan(Project project) {
    return new PlanCommand.Input(project, PlanCommand.Kind.STAMP, target, false, false, true);
  }
}
