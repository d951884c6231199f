package dev.pgmigrate.schema;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Immutable maps in one order, so that the same input always prints the same text. */
final class Maps {
  private Maps() {}

  static Map<String, String> sorted(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
