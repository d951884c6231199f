package dev.pgmigrate.intent;

/**
 * A line of model.lock, accepted.txt or drift.txt that cannot be read; the caller knows the file.
 */
public final class MalformedLineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;

  MalformedLineException(int line, String text, String why) {
    super("line " + line + ": " + why + ": " + text);
    this.line = line;
  }

  /** The line's number in its file, from 1. */
  public int line() {
    return line;
  }
}
