package dev.pgmigrate.maven;

import dev.pgmigrate.command.MergeCommand;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Joins several heads with a revision that has no statements. Needs no database. */
@Mojo(name = "merge", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class MergeMojo extends MigrateMojo {
  /**
   * The message of the revision. Without it, the message names what the revision joins. Example:
   * {@code merge billing}.
   */
  @Parameter(property = "message")
  @Nullable String message;

  /** The heads to join. Without it: all. Example: {@code billing@head,3f9c1a7be204}. */
  @Parameter(property = "migrate.heads")
  @Nullable List<String> heads;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    var merged =
        MergeCommand.run(
            new MergeCommand.Input(
                project(),
                message,
                heads == null ? List.of() : heads,
                Instant.now(),
                new SecureRandom()));
    getLog().info("Wrote " + project().show(merged.path()));
  }
}
