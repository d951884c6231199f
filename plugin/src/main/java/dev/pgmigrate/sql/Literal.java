package dev.pgmigrate.sql;

/** SQL string literals, for sessions with {@code standard_conforming_strings = on}. */
public final class Literal {
  private Literal() {}

  /** The text as a literal: in single quotes, those inside doubled; backslashes mean themselves. */
  public static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
