package dev.pgmigrate;

import org.jspecify.annotations.Nullable;

/**
 * We could not run: a server, a file or an artifact is not there or does not answer. The message
 * says which one and what to do. Nothing is wrong with the user's entities or files.
 */
public class EnvironmentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String fault;
  private final @Nullable String advice;

  /**
   * What could not be used, in one text.
   *
   * @param cause null when nothing else failed
   */
  public EnvironmentException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  /**
   * What could not be used, and what the user can do.
   *
   * @param advice sentences; null when the fault says it
   * @param cause null when nothing else failed
   */
  public EnvironmentException(String fault, @Nullable String advice, @Nullable Throwable cause) {
    super(MigrationException.joined(fault, advice), cause);
    this.fault = fault;
    this.advice = advice;
  }

  /** What could not be used, without the advice. */
  public String fault() {
    return fault;
  }

  /** What the user can do; null where the fault says it. */
  public @Nullable String advice() {
    return advice;
  }
}
