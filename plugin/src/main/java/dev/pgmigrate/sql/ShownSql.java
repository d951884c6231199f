package dev.pgmigrate.sql;

/** Statements inside of a sentence. */
public final class ShownSql {
  /** So much of a statement names it. */
  private static final int MOST = 70;

  private ShownSql() {}

  /** The statement, or several, as they are, but for their passwords. */
  public static String withoutPasswords(String sql) {
    return Passwords.masked(sql);
  }

  /** The statement in one line, its beginning where it is long, without its passwords. */
  public static String start(String sql) {
    String line = withoutPasswords(sql).replaceAll("\\s+", " ").strip();
    return line.length() <= MOST ? line : line.substring(0, MOST).strip() + " ..";
  }
}
