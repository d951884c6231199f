package dev.pgmigrate.lint.rules;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names within a message: all of a few, the first of many. */
final class Listed {
  private static final int MOST = 4;

  private Listed() {}

  static String some(Collection<String> names, String separator) {
    int shown = names.size() <= MOST ? names.size() : MOST - 1;
    String first = names.stream().limit(shown).collect(Collectors.joining(separator));
    return shown == names.size() ? first : first + " and " + (names.size() - shown) + " more";
  }
}
