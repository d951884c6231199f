package dev.pgmigrate.change;

import dev.pgmigrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;

/** The options of a sequence that differ from what PostgreSQL gives. */
final class SequenceSql {
  private SequenceSql() {}

  static List<String> options(SequenceOptions options) {
    return changes(defaults(options), options);
  }

  /** The options that lead from one state to the other, the type aside. */
  static List<String> changes(SequenceOptions from, SequenceOptions to) {
    List<String> sql = new ArrayList<>();
    if (from.increment() != to.increment()) {
      sql.add("INCREMENT BY " + to.increment());
    }
    SequenceOptions old = defaults(from);
    SequenceOptions now = defaults(to);
    if (differ(from.minValue(), to.minValue(), old.minValue(), now.minValue())) {
      sql.add("MINVALUE " + to.minValue());
    }
    if (differ(from.maxValue(), to.maxValue(), old.maxValue(), now.maxValue())) {
      sql.add("MAXVALUE " + to.maxValue());
    }
    if (from.start() != to.start()) {
      sql.add("START WITH " + to.start());
    }
    if (from.cache() != to.cache()) {
      sql.add("CACHE " + to.cache());
    }
    if (from.cycle() != to.cycle()) {
      sql.add(to.cycle() ? "CYCLE" : "NO CYCLE");
    }
    return sql;
  }

  /** A bound at its type's default moves with the type. */
  private static boolean differ(long from, long to, long oldDefault, long newDefault) {
    return from != to && !(from == oldDefault && to == newDefault);
  }

  private static SequenceOptions defaults(SequenceOptions options) {
    SequenceOptions up = SequenceOptions.defaults(options.type());
    if (options.increment() > 0) {
      return up;
    }
    return new SequenceOptions(options.type(), -1, 1, -up.maxValue() - 1, -1, 1, false);
  }
}
