package dev.pgmigrate.shadow;

import dev.pgmigrate.EnvironmentException;
import org.jspecify.annotations.Nullable;

/** A shadow database, or the server under it, cannot be had; the message says what to do. */
public final class ShadowException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  public ShadowException(String message) {
    super(message, null);
  }

  public ShadowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What could not be used, and what the user can do. */
  public ShadowException(String fault, String advice) {
    super(fault, advice, null);
  }

  /** The same with the cause. */
  public ShadowException(String fault, String advice, @Nullable Throwable cause) {
    super(fault, advice, cause);
  }
}
