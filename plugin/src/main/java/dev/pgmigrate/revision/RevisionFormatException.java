package dev.pgmigrate.revision;

import java.nio.file.Path;

/** A migration file is not written as it must be; the message says what to do. */
public final class RevisionFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path path;
  private final int line;
  private final String fault;

  /**
   * A fault in a file.
   *
   * @param line from 1; 0 when it concerns the whole file
   * @param fault what is wrong and what to do, without the file and line
   */
  public RevisionFormatException(Path path, int line, String fault) {
    super(path + (line > 0 ? ":" + line : "") + ": " + fault);
    this.path = path;
    this.line = line;
    this.fault = fault;
  }

  public Path path() {
    return path;
  }

  /** The line, from 1; 0 when the fault concerns the whole file. */
  public int line() {
    return line;
  }

  /** What is wrong and what to do, without the file and line. */
  public String fault() {
    return fault;
  }
}
