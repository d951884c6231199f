package dev.pgmigrate.maven;

import dev.pgmigrate.command.StampCommand;
import dev.pgmigrate.report.ConsoleReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Records revisions as applied without executing them. */
@Mojo(name = "stamp", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class StampMojo extends MigrateMojo {
  /** How far, as in <code>migrate:upgrade</code>. Example: {@code 3f9c1a7be204}. */
  @Parameter(property = "migrate.target", defaultValue = "head")
  String target;

  @Override
  void run() {
    StampCommand.Result result =
        StampCommand.run(new StampCommand.Input(project(), target, new LogProgress(getLog())));
    ConsoleReport.of(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
