package dev.pgmigrate.rows;

import dev.pgmigrate.schema.QualifiedName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table.
 *
 * @param root the partitioned table on top of it, itself included; 0 for a plain table
 * @param rows each value as text, in the order of {@code columns}
 */
record TableRows(
    long oid,
    QualifiedName name,
    long root,
    boolean partitioned,
    List<Column> columns,
    List<List<@Nullable String>> rows) {
  /**
   * One of its columns.
   *
   * @param number stays when the column is renamed; another column never gets it
   * @param type as format_type prints it
   * @param generated computed by PostgreSQL
   * @param key part of the primary key
   */
  record Column(int number, String name, String type, boolean generated, boolean key) {}

  TableRows {
    columns = List.copyOf(columns);
    rows = rows.stream().map(TableRows::fixed).toList();
  }

  private static List<@Nullable String> fixed(List<@Nullable String> row) {
    return Collections.unmodifiableList(Arrays.asList(row.toArray(new String[0])));
  }

  TableRows withColumns(List<Column> others) {
    return new TableRows(oid, name, root, partitioned, others, rows);
  }

  TableRows withRows(List<List<@Nullable String>> others) {
    return new TableRows(oid, name, root, partitioned, columns, others);
  }

  /** What this table is among these: the same one, else the one that has its name now. */
  Optional<TableRows> in(List<TableRows> others) {
    return others.stream()
        .filter(other -> other.oid == oid)
        .findFirst()
        .or(() -> others.stream().filter(other -> other.name.equals(name)).findFirst());
  }

  /** What a column of another state of the table is here: the same one, else one of its name. */
  Optional<Column> column(TableRows other, Column column) {
    return columns.stream()
        .filter(own -> other.oid == oid && own.number() == column.number())
        .findFirst()
        .or(() -> columns.stream().filter(own -> own.name().equals(column.name())).findFirst());
  }
}
