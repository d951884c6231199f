package dev.pgmigrate.catalog;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Generated;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Identity;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PartitionPart;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.RowSecurity;
import dev.pgmigrate.schema.SequenceOptions;
import dev.pgmigrate.schema.Statistics;
import dev.pgmigrate.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tables with their columns, constraints and indexes. */
final class TableReader {
  private final Queries queries;
  private final Privileges privileges;
  private final SequenceReader sequences;
  private final Map<Long, List<QualifiedName>> parents = new HashMap<>();
  private final Map<Long, List<PartitionPart>> parts = new HashMap<>();
  private final Map<Long, List<Column>> columns = new HashMap<>();
  private final Map<ColumnNumber, String> columnNames = new HashMap<>();

  TableReader(Queries queries, Privileges privileges, SequenceReader sequences) {
    this.queries = queries;
    this.privileges = privileges;
    this.sequences = sequences;
  }

  List<Table> tables() throws SQLException {
    queries.read("parents", row -> listOf(parents, row.number("child")).add(row.name("parent")));
    queries.read("partition_parts", this::addPart);
    queries.read("columns", this::addColumn);
    IndexReader indexes = new IndexReader(queries);
    Map<Long, List<Constraint>> constraints =
        new ConstraintReader(queries, columnNames, indexes).byTable();
    Map<Long, List<Index>> freeIndexes = indexes.free();
    List<Table> tables = new ArrayList<>();
    queries.read("tables", row -> tables.add(table(row, constraints, freeIndexes)));
    tables.sort(Comparator.comparing(Table::name));
    return tables;
  }

  private Table table(
      Row row, Map<Long, List<Constraint>> constraints, Map<Long, List<Index>> indexes)
      throws SQLException {
    long oid = row.number("oid");
    List<QualifiedName> ancestors = parents.getOrDefault(oid, List.of());
    boolean partition = row.is("is_partition");
    return new Table(
        row.name("name"),
        columns.getOrDefault(oid, List.of()),
        constraints.getOrDefault(oid, List.of()),
        indexes.getOrDefault(oid, List.of()),
        row.is("unlogged"),
        parameters(row),
        row.textOrNull("tablespace"),
        row.textOrNull("access_method"),
        row.textOrNull("replica_identity"),
        row.textOrNull("partition_by"),
        partition
            ? new Partition(
                ancestors.get(0), row.expression("bound"), parts.getOrDefault(oid, List.of()))
            : null,
        partition ? List.of() : ancestors,
        rowSecurity(row),
        row.textOrNull("comment"),
        privileges.of("pg_class", row));
  }

  private void addPart(Row row) throws SQLException {
    listOf(parts, row.number("table_oid"))
        .add(
            new PartitionPart(
                ObjectKind.of(row.text("kind")),
                row.text("name"),
                row.text("parent"),
                new PartitionPart.Settings(
                    row.parameters("parameters"),
                    row.textOrNull("tablespace"),
                    row.is("clustered"),
                    row.textOrNull("comment"),
                    row.textOrNull("constraint_comment"))));
  }

  private static @Nullable RowSecurity rowSecurity(Row row) throws SQLException {
    boolean enabled = row.is("row_security");
    boolean forced = row.is("row_security_forced");
    return enabled || forced ? new RowSecurity(enabled, forced) : null;
  }

  private static Map<String, String> parameters(Row row) throws SQLException {
    Map<String, String> parameters = new LinkedHashMap<>(row.parameters("parameters"));
    row.parameters("toast_parameters")
        .forEach((name, value) -> parameters.put("toast." + name, value));
    return parameters;
  }

  private void addColumn(Row row) throws SQLException {
    ColumnNumber number = new ColumnNumber(row.number("table_oid"), row.integer("number"));
    String name = row.text("name");
    columnNames.put(number, name);
    Generated generated = generated(row);
    Column column =
        new Column(
            name,
            row.type(),
            row.is("not_null"),
            notNull(row),
            generated == null ? row.expressionOrNull("value") : null,
            identity(row, number),
            generated,
            row.nameOrNull("collation"),
            row.textOrNull("storage"),
            row.textOrNull("compression"),
            Statistics.of(row.integerOrNull("statistics"), row.parameters("options")),
            row.is("local"),
            row.textOrNull("comment"),
            privileges.of(number));
    listOf(columns, number.table()).add(column);
  }

  private @Nullable Identity identity(Row row, ColumnNumber number) throws SQLException {
    SequenceOptions options = sequences.identity(number);
    return options == null
        ? null
        : new Identity(row.text("identity").equals("a"), options, sequences.behind(number));
  }

  /**
   * Null where the server has no constraint for it. An inherited one mostly has its parent's name.
   */
  private static @Nullable NotNull notNull(Row row) throws SQLException {
    String name = row.textOrNull("not_null_name");
    if (name == null) {
      return null;
    }
    boolean declared = row.is("not_null_local");
    return new NotNull(
        name,
        !row.is("not_null_named_by_parent")
            && !GeneratedName.isOfNotNull(name, row.text("table_name"), row.text("name")),
        row.is("not_null_validated"),
        row.is("not_null_no_inherit"),
        declared && row.is("not_null_inherited"),
        row.textOrNull("not_null_comment"));
  }

  private static @Nullable Generated generated(Row row) throws SQLException {
    String generated = row.text("generated");
    if (generated.isEmpty()) {
      return null;
    }
    Expression expression = row.expression("value");
    return new Generated(expression, generated.equals("s"));
  }

  static <T> List<T> listOf(Map<Long, List<T>> lists, long oid) {
    return lists.computeIfAbsent(oid, key -> new ArrayList<>());
  }
}
