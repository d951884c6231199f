package dev.pgmigrate.maven;

import dev.pgmigrate.EnvironmentException;
import dev.pgmigrate.MigrationException;
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
    String message = command.in(message(e));
    boolean couldNotRun = e instanceof EnvironmentException || e instanceof UncheckedIOException;
    if (couldNotRun) {
      throw repeats(e, message)
          ? beside(new MojoExecutionException(message), e)
          : new MojoExecutionException(message, e);
    }
    if (e instanceof MigrationException) {
      return repeats(e, message)
          ? beside(new MojoFailureException(message), e)
          : new MojoFailureException(message, e);
    }
    throw new MojoExecutionException(
        "This is a bug of migrate-maven-plugin: " + e + ". Run it again with -e, and report it.",
        e);
  }

  /** The advice stands on a line of its own. */
  private static String message(RuntimeException e) {
    String advice =
        e instanceof MigrationException fault
            ? fault.advice()
            : e instanceof EnvironmentException fault ? fault.advice() : null;
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return advice != null && message.endsWith(" " + advice)
        ? message.substring(0, message.length() - advice.length() - 1) + "\n" + advice
        : message;
  }

  /** Maven appends the message of each cause: what ours is worded from would stand there twice. */
  private static boolean repeats(Throwable e, String message) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && !message.contains(cause.getMessage())) {
        return true;
      }
    }
    return false;
  }

  /** With -e it is printed all the same. */
  private static <T extends Throwable> T beside(T error, Throwable cause) {
    error.addSuppressed(cause);
    return error;
  }
}
