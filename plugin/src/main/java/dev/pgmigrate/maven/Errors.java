package dev.pgmigrate.maven;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.catalog.CatalogReadException;
import dev.pgmigrate.run.DatabaseException;
import dev.pgmigrate.shadow.ShadowException;
import java.io.UncheckedIOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * Words our errors as Maven's two: a failure when the user's schema, history or command is not
 * right, an execution error when we could not run.
 */
final class Errors {
  private Errors() {}

  /** The failure to throw; an execution error is thrown here. */
  static MojoFailureException worded(RuntimeException e, FullCommand command)
      throws MojoExecutionException {
    String message = command.in(e.getMessage() == null ? e.toString() : e.getMessage());
    boolean couldNotRun =
        e instanceof DatabaseException
            || e instanceof ArtifactNotFoundException
            || e instanceof ShadowException
            || e instanceof CatalogReadException
            || e instanceof UncheckedIOException;
    if (couldNotRun) {
      throw new MojoExecutionException(message, e);
    }
    boolean ours = e.getClass().getName().startsWith("dev.pgmigrate.");
    if (ours) {
      return new MojoFailureException(message, e);
    }
    throw new MojoExecutionException(
        "This is a bug of migrate-maven-plugin: " + e + ". Run again with -e, and report it.", e);
  }
}
