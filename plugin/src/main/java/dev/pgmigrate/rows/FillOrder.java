package dev.pgmigrate.rows;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In which order tables are filled: a table after those that it refers to. In a circle of foreign
 * keys one that may be NULL waits; else one that may be checked at the end of the transaction.
 *
 * @param tables in this order
 * @param circular those whose foreign keys form a circle of which nothing may wait
 */
record FillOrder(List<Table> tables, List<Table> circular) {
  /**
   * The order of these tables and of all that they refer to.
   *
   * @param most how many tables are taken at most
   */
  static FillOrder of(Schema schema, Collection<QualifiedName> wanted, int most) {
    return of(needed(schema, wanted, most), FillOrder::isDeferrable);
  }

  /** The same order, but no foreign key waits for the end of the transaction. */
  static FillOrder withoutDeferral(Schema schema, Collection<QualifiedName> wanted, int most) {
    return of(needed(schema, wanted, most), key -> false);
  }

  private static FillOrder of(
      Map<QualifiedName, Table> needed, Predicate<ForeignKey> waitsForTheEnd) {
    Map<QualifiedName, Table> left = new LinkedHashMap<>(needed);
    List<Table> ordered = new ArrayList<>();
    while (!left.isEmpty()) {
      Table next = next(left, waitsForTheEnd);
      if (next == null) {
        return new FillOrder(ordered, List.copyOf(left.values()));
      }
      ordered.add(next);
      left.remove(next.name());
    }
    return new FillOrder(ordered, List.of());
  }

  private static Map<QualifiedName, Table> needed(
      Schema schema, Collection<QualifiedName> wanted, int most) {
    Map<QualifiedName, Table> needed = new LinkedHashMap<>();
    Deque<QualifiedName> open = new ArrayDeque<>(new TreeSet<>(wanted));
    while (!open.isEmpty() && needed.size() < most) {
      schema
          .table(open.remove())
          .filter(table -> !needed.containsKey(table.name()))
          .ifPresent(
              table -> {
                needed.put(table.name(), table);
                foreignKeys(table).forEach(key -> open.add(key.target()));
              });
    }
    return needed;
  }

  private static @Nullable Table next(
      Map<QualifiedName, Table> left, Predicate<ForeignKey> waitsForTheEnd) {
    Set<QualifiedName> names = left.keySet();
    return first(left, (table, key) -> waits(table, key, names))
        .or(() -> first(left, (table, key) -> waits(table, key, names) && !mayBeNull(table, key)))
        .or(
            () ->
                first(
                    left,
                    (table, key) ->
                        waits(table, key, names)
                            && !mayBeNull(table, key)
                            && !waitsForTheEnd.test(key)))
        .orElse(null);
  }

  private static Optional<Table> first(
      Map<QualifiedName, Table> left, BiPredicate<Table, ForeignKey> obstacle) {
    return left.values().stream()
        .filter(table -> foreignKeys(table).noneMatch(key -> obstacle.test(table, key)))
        .findFirst();
  }

  /** Whether it can be checked at the end of the transaction, when its target has been filled. */
  static boolean isDeferrable(ForeignKey key) {
    return key.deferral() != Deferral.NOT_DEFERRABLE;
  }

  private static boolean waits(Table table, ForeignKey key, Set<QualifiedName> left) {
    return !key.target().equals(table.name()) && left.contains(key.target());
  }

  /** Whether a row without a target is possible. */
  static boolean mayBeNull(Table table, ForeignKey key) {
    Stream<Boolean> nullable =
        key.columns().stream()
            .map(name -> table.column(name).map(column -> !column.notNull()).orElse(false));
    return key.match() == ForeignKey.Match.FULL
        ? nullable.allMatch(may -> may)
        : nullable.anyMatch(may -> may);
  }

  /** The foreign keys that new rows have to satisfy. */
  static Stream<ForeignKey> foreignKeys(Table table) {
    return table.constraints(ForeignKey.class).stream().filter(ForeignKey::enforced);
  }

  /** The columns that an INSERT may name. */
  static List<Column> writable(Table table) {
    return table.columns().stream().filter(column -> column.generated() == null).toList();
  }
}
