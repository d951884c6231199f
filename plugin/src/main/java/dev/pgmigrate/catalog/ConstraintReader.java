package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Unique;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the constraints of tables; what is in their indexes comes from the {@link IndexReader}. */
final class ConstraintReader {
  private final Map<ColumnNumber, String> columnNames;
  private final IndexReader indexes;
  private final Map<Long, List<Constraint>> byTable = new HashMap<>();

  ConstraintReader(Queries queries, Map<ColumnNumber, String> columnNames, IndexReader indexes)
      throws SQLException {
    this.columnNames = columnNames;
    this.indexes = indexes;
    queries.read("constraints", this::add);
    byTable.values().forEach(list -> list.sort(Comparator.comparing(Constraint::name)));
  }

  /** By the oid of the table, sorted by name. */
  Map<Long, List<Constraint>> byTable() {
    return byTable;
  }

  private void add(Row row) throws SQLException {
    Constraint constraint =
        switch (row.text("kind")) {
          case "p" -> primaryKey(row);
          case "u" -> unique(row);
          case "c" -> check(row);
          case "f" -> foreignKey(row);
          case "x" -> exclusion(row);
          default -> throw unknown("kind of constraint", row.text("kind"));
        };
    TableReader.listOf(byTable, row.number("table_oid")).add(constraint);
  }

  private PrimaryKey primaryKey(Row row) throws SQLException {
    Index index = indexes.take(row.number("index_oid"));
    return new PrimaryKey(
        row.text("name"),
        index.columns(),
        row.is("period"),
        index.include(),
        deferral(row),
        index.parameters(),
        index.tablespace(),
        row.textOrNull("comment"));
  }

  private Unique unique(Row row) throws SQLException {
    Index index = indexes.take(row.number("index_oid"));
    return new Unique(
        row.text("name"),
        index.columns(),
        row.is("period"),
        index.include(),
        index.nullsNotDistinct(),
        deferral(row),
        index.parameters(),
        index.tablespace(),
        row.textOrNull("comment"));
  }

  private static Check check(Row row) throws SQLException {
    return new Check(
        row.text("name"),
        row.expression("expression"),
        row.is("enforced"),
        row.is("validated"),
        row.is("no_inherit"),
        true,
        row.textOrNull("comment"));
  }

  private ForeignKey foreignKey(Row row) throws SQLException {
    long table = row.number("table_oid");
    return new ForeignKey(
        row.text("name"),
        names(table, row.integers("column_numbers")),
        row.name("target"),
        names(row.number("target_oid"), row.integers("target_numbers")),
        row.is("period"),
        match(row.text("match")),
        action(row.text("on_update")),
        action(row.text("on_delete")),
        names(table, row.integers("set_null_numbers")),
        deferral(row),
        row.is("enforced"),
        row.is("validated"),
        row.textOrNull("comment"));
  }

  private List<String> names(long table, List<Integer> numbers) {
    return numbers.stream()
        .map(number -> Objects.requireNonNull(columnNames.get(new ColumnNumber(table, number))))
        .toList();
  }

  private static ForeignKey.Match match(String code) {
    return switch (code) {
      case "s" -> ForeignKey.Match.SIMPLE;
      case "f" -> ForeignKey.Match.FULL;
      default -> throw unknown("MATCH", code);
    };
  }

  private static ForeignKey.Action action(String code) {
    return switch (code) {
      case "a" -> ForeignKey.Action.NO_ACTION;
      case "r" -> ForeignKey.Action.RESTRICT;
      case "c" -> ForeignKey.Action.CASCADE;
      case "n" -> ForeignKey.Action.SET_NULL;
      case "d" -> ForeignKey.Action.SET_DEFAULT;
      default -> throw unknown("action of a foreign key", code);
    };
  }

  private Exclusion exclusion(Row row) throws SQLException {
    Index index = indexes.take(row.number("index_oid"));
    return new Exclusion(
        row.text("name"),
        index.method(),
        index.keys(),
        row.texts("operators"),
        index.include(),
        index.predicate(),
        deferral(row),
        index.parameters(),
        index.tablespace(),
        row.textOrNull("comment"));
  }

  private static Deferral deferral(Row row) throws SQLException {
    if (!row.is("deferrable")) {
      return Deferral.NOT_DEFERRABLE;
    }
    return row.is("deferred") ? Deferral.INITIALLY_DEFERRED : Deferral.DEFERRABLE;
  }

  private static CatalogReadException unknown(String what, String code) {
    return new CatalogReadException(
        "the catalog holds a " + what + " that this version does not know: " + code, null);
  }
}
