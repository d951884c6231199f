package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.SequenceOptions;
import java.util.ArrayList;
import java.util.List;

/** The options of a sequence that differ from what PostgreSQL gives. */
public final class SequenceSql {
  private SequenceSql() {}

  public static List<String> options(SequenceOptions options) {
    return changes(defaults(options), options);
  }

  /** The options that lead from one state to the other, the type aside. */
  public static List<String> changes(SequenceOptions from, SequenceOptions to) {
    List<String> sql = new ArrayList<>();
    if (from.increment() != to.increment()) {
      sql.add("INCREMENT BY " + to.increment());
    }
    if (minimum(from, to.type()) != to.minValue()) {
      sql.add("MINVALUE " + to.minValue());
    }
    if (maximum(from, to.type()) != to.maxValue()) {
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

  /** Whether the two have no value in common, so that the sequence must start anew. */
  public static boolean disjoint(SequenceOptions from, SequenceOptions to) {
    return from.maxValue() < to.minValue() || to.maxValue() < from.minValue();
  }

  /**
   * Brings a sequence within the bounds that are narrower than before: PostgreSQL alters none that
   * stands outside of them. Empty when there is nothing to do.
   */
  public static List<String> fit(Numbering sequence, SequenceOptions from, SequenceOptions to) {
    boolean above = to.minValue() > Math.max(from.minValue(), minimum(from, to.type()));
    boolean below = to.maxValue() < Math.min(from.maxValue(), maximum(from, to.type()));
    if (disjoint(from, to) || !(above || below)) {
      return List.of();
    }
    boolean up = to.increment() > 0;
    String fitting = "n";
    fitting = above ? "greatest(" + fitting + ", " + to.minValue() + ")" : fitting;
    fitting = below ? "least(" + fitting + ", " + to.maxValue() + ")" : fitting;
    String exhausted =
        up && below ? "n > " + to.maxValue() : !up && above ? "n < " + to.minValue() : "false";
    return List.of(
        sequence.with()
            + "SELECT setval("
            + sequence.name()
            + ", "
            + fitting
            + ", "
            + exhausted
            + ")\n  FROM "
            + (sequence.from().isEmpty() ? "" : sequence.from() + ", ")
            + "nextval("
            + sequence.name()
            + ") AS n");
  }

  /** The minimum once the type is this one: a bound at its type's limit moves with the type. */
  private static long minimum(SequenceOptions options, String type) {
    return options.minValue() == limit(options.type(), -1) ? limit(type, -1) : options.minValue();
  }

  private static long maximum(SequenceOptions options, String type) {
    return options.maxValue() == limit(options.type(), 1) ? limit(type, 1) : options.maxValue();
  }

  private static long limit(String type, int sign) {
    long max = SequenceOptions.defaults(type).maxValue();
    return sign > 0 ? max : -max - 1;
  }

  private static SequenceOptions defaults(SequenceOptions options) {
    SequenceOptions up = SequenceOptions.defaults(options.type());
    if (options.increment() > 0) {
      return up;
    }
    return new SequenceOptions(options.type(), -1, 1, -up.maxValue() - 1, -1, 1, false);
  }
}
