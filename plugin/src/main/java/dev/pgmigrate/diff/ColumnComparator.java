package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the columns of a table. Their order is no difference. */
final class ColumnComparator {
  private final Equivalence equivalence;
  private final Set<TypeUses.Use> swapped;

  /**
   * @param swapped the columns whose default is seen to by the change of their type
   */
  ColumnComparator(Equivalence equivalence, Set<TypeUses.Use> swapped) {
    this.equivalence = equivalence;
    this.swapped = swapped;
  }

  void compare(Table from, Table to, List<Change> changes) {
    Lists.Difference<Column> difference = Lists.diff(from.columns(), to.columns(), Column::name);
    // What a parent or partitioned table hands down comes and goes with the parent's column.
    difference.removed().stream()
        .filter(Column::local)
        .forEach(column -> changes.add(new DropColumn(from, column)));
    difference.added().stream()
        .filter(Column::local)
        .forEach(column -> changes.add(new AddColumn(to, column)));
    for (Lists.Pair<Column> pair : difference.common()) {
      compare(to, pair.from(), settled(to, pair), changes);
    }
  }

  private void compare(Table table, Column from, Column to, List<Change> changes) {
    Column before =
        swapped.contains(new TypeUses.Use(table.name(), to.name()))
            ? Columns.defaultingTo(from, to.defaultValue())
            : from;
    if (!described(before, to).equals(to)) {
      changes.addAll(AlterColumn.all(table, from, to));
    }
    DescriptionComparator.compare(table.columnId(to.name()), from.comment(), to.comment(), changes);
    AccessComparator.compare(table.columnId(to.name()), from.access(), to.access(), changes);
  }

  /** {@code column} with what has changes of its own, or none, taken from {@code to}. */
  private static Column described(Column column, Column to) {
    Access access = to.access();
    return new Column(
        column.name(),
        column.type(),
        column.notNull(),
        column.defaultValue(),
        column.identity(),
        column.generated(),
        column.collation(),
        column.storage(),
        column.compression(),
        column.statistics(),
        to.local(),
        to.comment(),
        access);
  }

  /** {@code to}, with the expressions of {@code from} where they mean the same. */
  private Column settled(Table table, Lists.Pair<Column> pair) {
    Column from = pair.from();
    Column to = pair.to();
    Column settled =
        Columns.defaultingTo(
            to,
            Expressions.settle(
                from.defaultValue(),
                to.defaultValue(),
                equivalence,
                Equivalence.Context.of(Equivalence.Kind.DEFAULT, table, to.name())));
    @Nullable Generated a = from.generated();
    @Nullable Generated b = to.generated();
    boolean same =
        a != null
            && b != null
            && a.stored() == b.stored()
            && Expressions.same(
                a.expression(),
                b.expression(),
                equivalence,
                Equivalence.Context.of(Equivalence.Kind.GENERATED, table, to.name()));
    return same ? Columns.generatedAs(settled, a) : settled;
  }
}
