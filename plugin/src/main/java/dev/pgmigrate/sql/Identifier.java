package dev.pgmigrate.sql;

import java.util.regex.Pattern;

/** SQL identifiers. */
public final class Identifier {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** So many bytes of a name PostgreSQL keeps. */
  static final int LONGEST = 63;

  private Identifier() {}

  /**
   * An unquoted identifier as PostgreSQL understands it: in a UTF-8 database only ASCII letters are
   * folded to lower case.
   */
  public static String fold(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (isUpper(word.charAt(i))) {
        return foldFrom(word, i);
      }
    }
    return word;
  }

  private static String foldFrom(String word, int first) {
    char[] folded = word.toCharArray();
    for (int i = first; i < folded.length; i++) {
      if (isUpper(folded[i])) {
        folded[i] = (char) (folded[i] + ('a' - 'A'));
      }
    }
    return new String(folded);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** As much of a name as a UTF-8 database keeps: 63 bytes, and no half of a character. */
  public static String cut(String name) {
    int bytes = 0;
    for (int at = 0; at < name.length(); at = name.offsetByCodePoints(at, 1)) {
      int c = name.codePointAt(at);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > LONGEST) {
        return name.substring(0, at);
      }
    }
    return name;
  }

  /** The identifier as it must stand in SQL: in double quotes only where PostgreSQL needs them. */
  public static String quote(String name) {
    boolean plain = PLAIN.matcher(name).matches() && Keywords.isFree(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
