package dev.pgmigrate.watch;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks that a transaction holds.
 *
 * @param locks by oid
 * @param several whether it has several statements, so that locks add up
 */
record Held(Map<Long, LockMode> locks, boolean several) {
  /** At the beginning of a transaction of so many statements. */
  static Held by(int statements) {
    return new Held(new HashMap<>(), statements > 1);
  }

  /** Those that were not held before, from now on they are. */
  List<Lock> taken(Map<Long, LockMode> locked, Map<Long, Relation> seen) {
    List<Lock> taken = new ArrayList<>();
    locked.forEach(
        (oid, mode) -> {
          Relation relation = seen.get(oid);
          if (locks.put(oid, mode) != mode && relation != null) {
            taken.add(new Lock(relation, mode));
          }
        });
    return taken;
  }
}
