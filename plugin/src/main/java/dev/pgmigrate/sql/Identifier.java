package dev.pgmigrate.sql;

import java.util.regex.Pattern;

/** SQL identifiers. */
public final class Identifier {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  private Identifier() {}

  /**
   * An unquoted identifier as PostgreSQL understands it: in a UTF-8 database only ASCII letters are
   * folded to lower case.
   */
  public static String fold(String word) {
    StringBuilder folded = new StringBuilder(word);
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        folded.setCharAt(i, (char) (c + ('a' - 'A')));
      }
    }
    return folded.toString();
  }

  /** The identifier as it must stand in SQL: in double quotes only where PostgreSQL needs them. */
  public static String quote(String name) {
    boolean plain = PLAIN.matcher(name).matches() && Keywords.isFree(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
