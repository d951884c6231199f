package dev.pgmigrate.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the aspects of an object, leaving out the unstated ones. */
final class Aspects {
  private final SortedMap<String, Object> map = new TreeMap<>();

  /**
   * Adds an aspect unless it is absent, empty or false: what PostgreSQL has when nothing is said.
   */
  Aspects add(String name, @Nullable Object value) {
    boolean unstated =
        value == null
            || Objects.equals(value, false)
            || (value instanceof Collection<?> c && c.isEmpty())
            || (value instanceof Map<?, ?> m && m.isEmpty());
    if (!unstated) {
      // What accepted.txt shows has one order.
      map.put(name, value instanceof Map<?, ?> m ? new TreeMap<>(m) : value);
    }
    return this;
  }

  /** Adds an aspect unless it has the value that PostgreSQL gives when nothing is said. */
  Aspects add(String name, Object value, Object unstated) {
    if (!value.equals(unstated)) {
      map.put(name, value);
    }
    return this;
  }

  Aspects add(Access access) {
    return add("owner", access.owner())
        .add("privileges", access.granted())
        .add("revoked", access.revoked());
  }

  Map<String, Object> map() {
    return Collections.unmodifiableSortedMap(map);
  }
}
