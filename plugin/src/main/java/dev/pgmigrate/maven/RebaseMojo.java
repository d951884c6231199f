package dev.pgmigrate.maven;

import dev.pgmigrate.command.RebaseCommand;
import dev.pgmigrate.report.HistoryReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Puts your revisions that are not merged yet on top of the others: changes the parent in the
 * header of the first one, and the journal of a database where they are applied.
 */
@Mojo(name = "rebase", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class RebaseMojo extends MigrateMojo {
  /**
   * The first of the revisions to move. Without it, where there are two heads: those that the base
   * branch of Git does not have. Example: {@code 3f9c1a7be204}.
   */
  @Parameter(property = "migrate.revision")
  @Nullable String revision;

  /**
   * The revision that they should follow. Without it: the one other head. Example: {@code
   * billing@head}.
   */
  @Parameter(property = "migrate.head")
  @Nullable String head;

  /**
   * The branch of Git that revisions are merged into: its revisions are not moved. Without it: the
   * default branch of <code>origin</code>. Example: {@code origin/develop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable String base;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    RebaseCommand.Result result =
        RebaseCommand.run(
            new RebaseCommand.Input(project(), revision, head, base, new LogProgress(getLog())));
    HistoryReport.rebase(result, project())
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
