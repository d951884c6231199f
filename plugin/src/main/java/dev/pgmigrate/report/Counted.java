package dev.pgmigrate.report;

import java.util.List;

/** Things by their number: {@code 3 revisions}, {@code a, b, c and 9 more}. */
final class Counted {
  private static final int FIRST_OF_MANY = 3;

  private Counted() {}

  static String of(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }

  /** All of a few, the first of many. */
  static String some(List<String> names) {
    return names.size() <= FIRST_OF_MANY + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, FIRST_OF_MANY))
            + " and "
            + (names.size() - FIRST_OF_MANY)
            + " more";
  }
}
