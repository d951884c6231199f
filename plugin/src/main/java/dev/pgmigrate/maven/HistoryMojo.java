package dev.pgmigrate.maven;

import dev.pgmigrate.command.HistoryCommand;
import dev.pgmigrate.report.HistoryReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Lists all revisions, the oldest first, and which of them are applied. */
@Mojo(name = "history", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class HistoryMojo extends MigrateMojo {
  @Override
  void run() {
    HistoryReport.history(HistoryCommand.run(project()))
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
