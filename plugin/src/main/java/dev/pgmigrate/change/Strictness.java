package dev.pgmigrate.change;

import dev.pgmigrate.ddl.References;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ForeignKey.Action;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether a constraint can refuse rows that could be written without it. */
final class Strictness {
  private Strictness() {}

  /**
   * Whether a new constraint can refuse what a release writes that does not know of it.
   *
   * @param table with the constraint
   * @param known the schema that the release knows
   */
  static boolean refuses(Table table, Constraint constraint, Schema known) {
    Table before = known.table(table.name()).orElse(null);
    if (before == null) {
      return false;
    }
    Set<String> columns = References.columns(table, constraint);
    if (!columns.isEmpty() && columns.stream().allMatch(c -> before.column(c).isEmpty())) {
      return false;
    }
    if (constraint instanceof PrimaryKey key) {
      boolean filled =
          key.columns().stream()
              .allMatch(name -> before.column(name).filter(Column::isFilled).isPresent());
      return !filled || !isUnique(before, key.columns(), false, key.deferral());
    }
    if (constraint instanceof Unique unique) {
      return !isUnique(before, unique.columns(), unique.nullsNotDistinct(), unique.deferral())
          && (unique.nullsNotDistinct() || !leavesNull(table, before, unique.columns()));
    }
    if (constraint instanceof ForeignKey key) {
      boolean partly = key.columns().stream().anyMatch(c -> before.column(c).isEmpty());
      return key.enforced()
          && (!partly || key.match() == ForeignKey.Match.FULL)
          && before.constraints().stream()
              .filter(ForeignKey.class::isInstance)
              .map(ForeignKey.class::cast)
              .filter(old -> old.hasSamePairs(key))
              .allMatch(old -> isStricter(old, key));
    }
    return !(constraint instanceof Check check) || check.enforced();
  }

  /** As {@link #refuses(Table, Constraint, Schema)}, of a unique index. */
  static boolean refuses(Table table, Index index, Schema known) {
    Table before = known.table(table.name()).orElse(null);
    if (before == null) {
      return false;
    }
    Set<String> columns = References.columns(table, index);
    if (columns.stream().allMatch(c -> before.column(c).isEmpty())) {
      return false;
    }
    List<String> keys = keys(index);
    boolean plain = keys.size() == index.keys().size();
    boolean freed = index.nullsNotDistinct() || !leavesNull(table, before, keys);
    return !isUnique(before, keys, index.nullsNotDistinct(), Deferral.NOT_DEFERRABLE)
        && (!plain || freed);
  }

  /** Whether one state of a constraint refuses what another lets through. */
  static boolean isStricter(Constraint from, Constraint to) {
    if (from instanceof ForeignKey a && to instanceof ForeignKey b) {
      return (b.enforced() && !a.enforced())
          || (b.match() != a.match() && b.match() == ForeignKey.Match.FULL)
          || isStricter(a.onDelete(), b.onDelete())
          || isStricter(a.onUpdate(), b.onUpdate())
          || isEarlier(a.deferral(), b.deferral());
    }
    if (from instanceof Check a && to instanceof Check b) {
      return b.enforced() && !a.enforced();
    }
    if (from instanceof Unique a && to instanceof Unique b) {
      return (b.nullsNotDistinct() && !a.nullsNotDistinct())
          || isEarlier(a.deferral(), b.deferral());
    }
    if (from instanceof PrimaryKey a && to instanceof PrimaryKey b) {
      return isEarlier(a.deferral(), b.deferral());
    }
    return from instanceof Exclusion a
        && to instanceof Exclusion b
        && isEarlier(a.deferral(), b.deferral());
  }

  /** A row that others refer to can be deleted before, not afterwards. */
  private static boolean isStricter(Action from, Action to) {
    return rank(to) > rank(from);
  }

  private static int rank(Action action) {
    return switch (action) {
      case CASCADE, SET_NULL, SET_DEFAULT -> 0;
      case NO_ACTION -> 1;
      case RESTRICT -> 2;
    };
  }

  private static boolean isEarlier(Deferral from, Deferral to) {
    return to.compareTo(from) < 0;
  }

  /**
   * Whether these columns, or some of them, are unique already: as soon, and with NULLs as
   * strictly.
   */
  private static boolean isUnique(
      Table table, Collection<String> columns, boolean nullsNotDistinct, Deferral deferral) {
    boolean byConstraint =
        table.constraints().stream()
            .anyMatch(
                c ->
                    (c instanceof PrimaryKey key
                            && !key.isTemporal()
                            && !isEarlier(key.deferral(), deferral)
                            && columns.containsAll(key.columns()))
                        || (c instanceof Unique unique
                            && !unique.isTemporal()
                            && !isEarlier(unique.deferral(), deferral)
                            && countsNulls(
                                table,
                                unique.columns(),
                                columns,
                                unique.nullsNotDistinct() || !nullsNotDistinct)));
    return byConstraint
        || table.indexes().stream()
            .anyMatch(
                index ->
                    index.unique()
                        && index.valid()
                        && index.predicate() == null
                        && keys(index).size() == index.keys().size()
                        && countsNulls(
                            table,
                            keys(index),
                            columns,
                            index.nullsNotDistinct() || !nullsNotDistinct));
  }

  /** Whether a key of some of the columns refuses what one of all of them would. */
  private static boolean countsNulls(
      Table table, Collection<String> key, Collection<String> columns, boolean asStrict) {
    return columns.containsAll(key)
        && (asStrict
            || key.stream()
                .allMatch(name -> table.column(name).filter(Column::isFilled).isPresent()));
  }

  /** The columns of an index; fewer than its keys where some are expressions. */
  private static List<String> keys(Index index) {
    return index.keys().stream()
        .filter(key -> key.expression() == null)
        .map(IndexKey::column)
        .toList();
  }

  /** Whether one of the columns is unknown to a release, which so writes NULL to it. */
  private static boolean leavesNull(Table table, Table before, Collection<String> columns) {
    return columns.stream()
        .filter(name -> before.column(name).isEmpty())
        .flatMap(name -> table.column(name).stream())
        .anyMatch(column -> !column.isFilled() && column.isBare());
  }
}
