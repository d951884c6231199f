package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.Volatility;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns that the same plan adds. What existing rows have in them is known: nothing that a
 * unique constraint or a foreign key could refuse, or one value for all.
 */
public final class FreshColumns {
  private static final Set<String> OF_NULLS =
      Set.of(WarningKind.NEW_UNIQUE.id(), WarningKind.NEW_FOREIGN_KEY.id());

  private final Map<ObjectId, AddColumn> added = new HashMap<>();

  /** Those that some of these changes add. */
  public FreshColumns(Stream<Change> changes) {
    changes.forEach(
        change -> {
          if (change instanceof AddColumn add) {
            added.put(add.object(), add);
          }
        });
  }

  /** The warnings of a change, but those about values that no existing row has. */
  public Stream<Warning> warnings(Change change) {
    if (change instanceof AddConstraint add) {
      return warnings(change, add.table(), add.constraint());
    }
    return change instanceof CreateIndex create
        ? warnings(change, create.table(), create.index())
        : change.warnings().stream();
  }

  private Stream<Warning> warnings(Change change, Table table, Constraint constraint) {
    if (constraint instanceof Unique unique) {
      return unique(change, table, unique.columns(), unique.nullsNotDistinct(), true);
    }
    return constraint instanceof ForeignKey key && key.match() != ForeignKey.Match.FULL
        ? unique(change, table, key.columns(), false, true)
        : change.warnings().stream();
  }

  private Stream<Warning> warnings(Change change, Table table, Index index) {
    boolean whole = index.expressions().isEmpty();
    return unique(change, table, index.columns(), index.nullsNotDistinct(), whole);
  }

  /**
   * Those of what allows no two equal rows.
   *
   * @param whole whether nothing but the columns tells rows apart
   */
  private Stream<Warning> unique(
      Change change, Table table, List<String> columns, boolean nullsEqual, boolean whole) {
    boolean nulls = !nullsEqual && columns.stream().anyMatch(name -> isEmpty(table, name));
    boolean one = whole && columns.stream().allMatch(name -> hasOne(table, name));
    return change.warnings().stream()
        .filter(warning -> !nulls || !OF_NULLS.contains(warning.id()))
        .map(
            warning ->
                one && warning.id().equals(WarningKind.NEW_UNIQUE.id())
                    ? same(warning.object(), table, columns)
                    : warning);
  }

  private static Warning same(ObjectId object, Table table, List<String> columns) {
    String name = SqlText.name(table.name());
    String list = ConstraintWarnings.and(columns.stream().map(SqlText::name).toList());
    return WarningKind.NEW_UNIQUE.on(
        object,
        "fails if " + name + " has more than one row: all existing rows get the same " + list,
        new Offenders(
            table.name(),
            "SELECT count(*) FROM " + name + " HAVING count(*) > 1",
            false,
            "get the same " + list));
  }

  /** Whether no existing row has a value in it. */
  private boolean isEmpty(Table table, String name) {
    AddColumn add = added.get(table.columnId(name));
    return add != null
        && add.backfill() == null
        && !add.column().isFilled()
        && add.column().defaultValue() == null
        && isPlain(add.column());
  }

  /** Whether all existing rows have the same value in it. */
  private boolean hasOne(Table table, String name) {
    AddColumn add = added.get(table.columnId(name));
    return add != null
        && add.column().defaultValue() != null
        && !Volatility.isVolatile(add.column().defaultValue())
        && isPlain(add.column());
  }

  /** A domain can have a default. */
  private static boolean isPlain(Column column) {
    return column.identity() == null
        && column.generated() == null
        && column.type().userDefined() == null;
  }
}
