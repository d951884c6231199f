package dev.pgmigrate.change;

import dev.pgmigrate.ddl.References;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ForeignKey.Action;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.KeyConstraint;
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
      return !areFilled(before, key.columns())
          || !isUnique(before, key.columns(), false, key.deferral());
    }
    if (constraint instanceof Unique unique) {
      return !isUnique(before, unique.columns(), unique.nullsNotDistinct(), unique.deferral())
          && (unique.nullsNotDistinct() || !leavesNull(table, before, unique.columns()));
    }
    if (constraint instanceof ForeignKey key) {
      boolean partly = key.columns().stream().anyMatch(c -> before.column(c).isEmpty());
      return key.enforced()
          && (!partly || key.match() == ForeignKey.Match.FULL)
          && before.constraints(ForeignKey.class).stream()
              .filter(old -> old.hasSamePairs(key))
              .allMatch(old -> isStricter(old, key));
    }
    return constraint.enforced();
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
    List<String> keys = index.columns();
    boolean plain = index.hasColumnsOnly();
    boolean freed = index.nullsNotDistinct() || !leavesNull(table, before, keys);
    return !isUnique(before, keys, index.nullsNotDistinct(), Deferral.NOT_DEFERRABLE)
        && (!plain || freed);
  }

  /** Whether one state of a constraint refuses what another lets through. */
  static boolean isStricter(Constraint from, Constraint to) {
    return from.kind() == to.kind()
        && ((to.enforced() && !from.enforced())
            || isEarlier(from.deferral(), to.deferral())
            || isStricterReference(from, to)
            || isStricterOnNulls(from, to));
  }

  private static boolean isStricterReference(Constraint from, Constraint to) {
    return from instanceof ForeignKey a
        && to instanceof ForeignKey b
        && ((b.match() != a.match() && b.match() == ForeignKey.Match.FULL)
            || isStricter(a.onDelete(), b.onDelete())
            || isStricter(a.onUpdate(), b.onUpdate()));
  }

  private static boolean isStricterOnNulls(Constraint from, Constraint to) {
    return from instanceof KeyConstraint a
        && to instanceof KeyConstraint b
        && b.nullsNotDistinct()
        && !a.nullsNotDistinct();
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
                    c instanceof KeyConstraint key
                        && !key.isTemporal()
                        && !isEarlier(key.deferral(), deferral)
                        && countsNulls(
                            table,
                            key.columns(),
                            columns,
                            key.nullsNotDistinct() || !nullsNotDistinct));
    return byConstraint
        || table.indexes().stream()
            .anyMatch(
                index ->
                    index.unique()
                        && index.valid()
                        && index.predicate() == null
                        && index.hasColumnsOnly()
                        && countsNulls(
                            table,
                            index.columns(),
                            columns,
                            index.nullsNotDistinct() || !nullsNotDistinct));
  }

  /** Whether a key of some of the columns refuses what one of all of them would. */
  private static boolean countsNulls(
      Table table, Collection<String> key, Collection<String> columns, boolean asStrict) {
    return columns.containsAll(key) && (asStrict || areFilled(table, key));
  }

  private static boolean areFilled(Table table, Collection<String> columns) {
    return columns.stream()
        .allMatch(name -> table.column(name).filter(Column::isFilled).isPresent());
  }

  /** Whether one of the columns is unknown to a release, which so writes NULL to it. */
  private static boolean leavesNull(Table table, Table before, Collection<String> columns) {
    return columns.stream()
        .filter(name -> before.column(name).isEmpty())
        .flatMap(name -> table.column(name).stream())
        .anyMatch(column -> !column.isFilled() && column.isBare());
  }
}
