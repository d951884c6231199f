package dev.pgmigrate.maven;

import dev.pgmigrate.command.ShowCommand;
import dev.pgmigrate.report.HistoryReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows one revision: its file, its parents, its SQL. Needs no database. */
@Mojo(name = "show", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class ShowMojo extends MigrateMojo {
  /** Which: <code>head</code>, a revision id or its unique beginning. Example: {@code 3f9c}. */
  @Parameter(property = "migrate.target", defaultValue = "head")
  String target;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    HistoryReport.show(ShowCommand.run(project(), target), project())
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
