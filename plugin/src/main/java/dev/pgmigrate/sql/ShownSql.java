package dev.pgmigrate.sql;

import java.util.regex.Pattern;

/** Statements inside of a sentence. */
public final class ShownSql {
  /** So much of a statement names it. */
  private static final int MOST = 70;

  /** What stands after PASSWORD, in each way in which a string may be quoted. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?is)\\b(PASSWORD\\s+)(?:E'(?:[^'\\\\]|''|\\\\.)*'?|(?:U&)?'(?:[^']|'')*'?|(\\$\\w*\\$).*?(?:\\2|$))");

  private ShownSql() {}

  /** The statement as it is, but for its passwords. */
  public static String withoutPasswords(String sql) {
    return SECRET.matcher(sql).replaceAll("$1'***'");
  }

  /** The statement in one line, its beginning where it is long, without its passwords. */
  public static String start(String sql) {
    String line = withoutPasswords(sql).replaceAll("\\s+", " ").strip();
    return line.length() <= MOST ? line : line.substring(0, MOST).strip() + " ..";
  }
}
