package dev.pgmigrate.sql;

import dev.pgmigrate.MigrationException;

/** A script cannot be cut into statements: something that was opened is never closed. */
public final class SqlSyntaxException extends MigrationException {
  private static final long serialVersionUID = 1L;

  /**
   * A fault in a script.
   *
   * @param line from 1, where the faulty thing begins
   * @param fault what is wrong, without the line
   */
  public SqlSyntaxException(int line, String fault) {
    super(null, line, fault, null, null);
  }

  /** The same, with what the user can do. */
  public SqlSyntaxException(int line, String fault, String advice) {
    super(null, line, fault, advice, null);
  }
}
