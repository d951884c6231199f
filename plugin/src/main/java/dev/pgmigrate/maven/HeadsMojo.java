package dev.pgmigrate.maven;

import dev.pgmigrate.command.HeadsCommand;
import dev.pgmigrate.report.HistoryReport;
import org.apache.maven.plugins.annotations.Mojo;

/** Lists the heads: the revisions that no other revision follows. Needs no database. */
@Mojo(name = "heads", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class HeadsMojo extends MigrateMojo {
  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    HistoryReport.heads(HeadsCommand.run(project()))
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
