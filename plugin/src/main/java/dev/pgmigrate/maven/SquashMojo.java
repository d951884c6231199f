package dev.pgmigrate.maven;

import dev.pgmigrate.command.SquashCommand;
import dev.pgmigrate.report.HistoryReport;
import java.security.SecureRandom;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Replaces many revisions by one, and proves on a throw-away database that it makes the same
 * schema. Changes only files; a database with all of the replaced revisions counts the new one as
 * applied.
 */
@Mojo(name = "squash", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class SquashMojo extends MigrateMojo {
  /**
   * The message of the revision. Without it, the message names what the revision replaces. Example:
   * {@code all of 2025}.
   */
  @Parameter(property = "message")
  @Nullable String message;

  /** The same as <code>message</code>, with the prefix. */
  @Parameter(property = "migrate.message")
  @Nullable String prefixedMessage;

  /**
   * The revisions to squash: the first and the last, both included; or only the last, then from the
   * beginning. Without it: up to the newest that the base branch of Git has, else up to the head.
   * Example: {@code 3f9c1a7be204:a81d02c55e10}.
   */
  @Parameter(property = "migrate.revision")
  @Nullable String revision;

  /**
   * The branch of Git that revisions are merged into. Without it the default branch of the remote
   * <code>origin</code>. Example: {@code origin/develop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable String base;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    SquashCommand.Result result =
        SquashCommand.run(
            new SquashCommand.Input(
                project(),
                message == null ? prefixedMessage : message,
                revision,
                base,
                new SecureRandom()));
    HistoryReport.squash(result, project())
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
