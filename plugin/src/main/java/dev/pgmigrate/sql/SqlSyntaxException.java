package dev.pgmigrate.sql;

/** A script cannot be cut into statements: something that was opened is never closed. */
public final class SqlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final String fault;

  /**
   * A fault in a script.
   *
   * @param line from 1, where the faulty thing begins
   * @param fault what is wrong, without the line
   */
  public SqlSyntaxException(int line, String fault) {
    super("line " + line + ": " + fault);
    this.line = line;
    this.fault = fault;
  }

  /** The line where the faulty thing begins, from 1. */
  public int line() {
    return line;
  }

  /** What is wrong, without the line. */
  public String fault() {
    return fault;
  }
}
