package dev.pgmigrate;

import org.jspecify.annotations.Nullable;

/**
 * We could not run: a server, a file or an artifact is not there or does not answer. The message
 * says which one and what to do. Nothing is wrong with the user's entities or files.
 */
public class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * What could not be used.
   *
   * @param cause null when nothing else failed
   */
  public EnvironmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
