package dev.pgmigrate.run;

import dev.pgmigrate.MigrationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A revision cannot be executed as it is; nothing was executed. */
public final class RefusedException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** An applied step is not what it was. */
    EDITED,
    /** The revision says that there is no way back, or has no down block. */
    IRREVERSIBLE,
    /** Partly taken back, or partly applied, and its blocks do not match one to one. */
    NO_COUNTERPART,
    /** Nobody knows whether a step without a transaction has happened. */
    UNKNOWN_STATE,
    /** Something that we do not execute: a batch. */
    UNSUPPORTED
  }

  private final Reason reason;

  public RefusedException(Reason reason, Path file, int line, String message) {
    super(file, line, message, null, null);
    this.reason = reason;
  }

  /**
   * The same, with what the user can do.
   *
   * @param advice sentences; null when the fault says it
   */
  public RefusedException(
      Reason reason, Path file, int line, String fault, @Nullable String advice) {
    super(file, line, fault, advice, null);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
