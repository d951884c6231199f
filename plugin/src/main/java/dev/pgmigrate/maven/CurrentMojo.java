package dev.pgmigrate.maven;

import dev.pgmigrate.command.CurrentCommand;
import dev.pgmigrate.report.ConsoleReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Says which revision the database is at, what is pending, and what failed. */
@Mojo(name = "current", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class CurrentMojo extends MigrateMojo {
  @Override
  void run() {
    ConsoleReport.of(CurrentCommand.run(project()))
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
