package dev.pgmigrate.run;

import java.nio.file.Path;

/** A revision cannot be executed as it is; nothing was executed. */
public final class RefusedException extends RuntimeException {
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
  private final transient Path file;
  private final int line;

  public RefusedException(Reason reason, Path file, int line, String message) {
    super(file + (line > 0 ? ":" + line : "") + ": " + message);
    this.reason = reason;
    this.file = file;
    this.line = line;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** The revision's file. */
  public Path file() {
    return file;
  }

  /** The line, from 1; 0 when it concerns the whole file. */
  public int line() {
    return line;
  }
}
