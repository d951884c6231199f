package dev.pgmigrate.sql;

import java.nio.charset.StandardCharsets;

/** Names that PostgreSQL makes up. */
public final class ObjectName {
  private ObjectName() {}

  /**
   * The name that PostgreSQL gives to an object of these columns, like its makeObjectName(): the
   * longer of the two parts is truncated first.
   *
   * @param label the kind of object: {@code key}, {@code seq}
   */
  public static String of(String table, String columns, String label) {
    int overhead = label.length() + 1 + (columns.isEmpty() ? 0 : 1);
    int first = bytes(table);
    int second = bytes(columns);
    while (first + second > Identifier.LONGEST - overhead) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    return clipped(table, first)
        + (columns.isEmpty() ? "" : "_" + clipped(columns, second))
        + "_"
        + label;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The whole characters that fit. */
  private static String clipped(String text, int room) {
    String clipped = text;
    while (bytes(clipped) > room) {
      clipped = clipped.substring(0, clipped.offsetByCodePoints(clipped.length(), -1));
    }
    return clipped;
  }
}
