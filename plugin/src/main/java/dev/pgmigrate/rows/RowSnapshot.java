package dev.pgmigrate.rows;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of some tables at one moment. */
public final class RowSnapshot {
  /** The rows of a table that are read at most; a table with more is not compared. */
  static final int MOST = 5_000;

  private static final String COLUMNS = SqlResource.text(RowSnapshot.class, "columns");

  private final List<TableRows> tables;
  private final List<QualifiedName> unread;

  private RowSnapshot(List<TableRows> tables, List<QualifiedName> unread) {
    this.tables = List.copyOf(tables);
    this.unread = List.copyOf(unread);
  }

  /**
   * Reads these tables, and those of their partitions that have rows.
   *
   * @param connection in auto-commit
   */
  public static RowSnapshot of(Connection connection, Collection<QualifiedName> names)
      throws SQLException {
    RowSnapshot top = read(connection, Set.of(), names, List.of());
    Set<Long> oids = new LinkedHashSet<>();
    for (TableRows table : top.tables) {
      oids.add(table.oid());
      if (table.partitioned()) {
        oids.addAll(partitions(connection, table));
      }
    }
    RowSnapshot all = read(connection, oids, Set.of(), List.of());
    return new RowSnapshot(all.tables, top.unread);
  }

  /** Reads the same tables again, under whatever names, and what has their names now. */
  public RowSnapshot again(Connection connection) throws SQLException {
    return read(
        connection,
        tables.stream().map(TableRows::oid).toList(),
        tables.stream().map(TableRows::name).toList(),
        tables);
  }

  /** The tables that have too many rows to be compared. */
  public List<QualifiedName> unread() {
    return unread;
  }

  List<TableRows> tables() {
    return tables;
  }

  private static RowSnapshot read(
      Connection connection,
      Collection<Long> oids,
      Collection<QualifiedName> names,
      List<TableRows> before)
      throws SQLException {
    List<TableRows> tables = new ArrayList<>();
    List<QualifiedName> unread = new ArrayList<>();
    for (TableRows table : structures(connection, oids, names)) {
      TableRows old = table.in(before).orElse(null);
      List<List<@Nullable String>> rows = rows(connection, table, old);
      if (rows.size() > MOST) {
        unread.add(table.name());
      } else {
        tables.add(table.withRows(rows));
      }
    }
    return new RowSnapshot(tables, unread);
  }

  private static List<TableRows> structures(
      Connection connection, Collection<Long> oids, Collection<QualifiedName> names)
      throws SQLException {
    Map<Long, List<TableRows.Column>> columns = new LinkedHashMap<>();
    Map<Long, TableRows> tables = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
      query.setArray(1, connection.createArrayOf("int8", oids.toArray()));
      query.setArray(
          2,
          connection.createArrayOf("text", names.stream().map(QualifiedName::namespace).toArray()));
      query.setArray(
          3, connection.createArrayOf("text", names.stream().map(QualifiedName::name).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long oid = row.getLong(1);
          QualifiedName name = new QualifiedName(row.getString(2), row.getString(3));
          tables.putIfAbsent(
              oid,
              new TableRows(oid, name, row.getLong(4), row.getBoolean(5), List.of(), List.of()));
          columns
              .computeIfAbsent(oid, o -> new ArrayList<>())
              .add(
                  new TableRows.Column(
                      row.getInt(6),
                      row.getString(7),
                      row.getString(8),
                      row.getBoolean(9),
                      row.getBoolean(10)));
        }
      }
    }
    return tables.values().stream()
        .map(table -> table.withColumns(columns.getOrDefault(table.oid(), List.of())))
        .toList();
  }

  /**
   * A column that has another type now is read as a value of the old one, where it can be. A
   * computed one is not read: a virtual one is computed then, which may fail.
   */
  private static List<List<@Nullable String>> rows(
      Connection connection, TableRows table, @Nullable TableRows old) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (TableRows.Column column : table.columns()) {
      if (column.generated()) {
        texts.add("CAST(NULL AS text)");
        continue;
      }
      String name = Identifier.quote(column.name());
      TableRows.Column earlier = old == null ? null : old.column(table, column).orElse(null);
      String type = earlier == null ? column.type() : earlier.type();
      String back = "CAST(CAST(" + name + " AS " + type + ") AS text)";
      boolean other = !type.equals(column.type()) && answers(connection, table, back);
      texts.add(other ? back : "CAST(" + name + " AS text)");
    }
    return values(connection, query(table, texts) + " LIMIT " + (MOST + 1), texts.size());
  }

  private static String query(TableRows table, List<String> values) {
    String only = table.partitioned() ? "" : "ONLY ";
    return "SELECT " + String.join(", ", values) + " FROM " + only + SqlNames.sql(table.name());
  }

  private static boolean answers(Connection connection, TableRows table, String value) {
    try {
      values(connection, query(table, List.of(value)) + " LIMIT " + MOST, 1);
      return true;
    } catch (SQLException noSuchCast) {
      return false;
    }
  }

  private static List<List<@Nullable String>> values(Connection connection, String query, int width)
      throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(query)) {
        while (row.next()) {
          List<@Nullable String> values = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            values.add(row.getString(i));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static List<Long> partitions(Connection connection, TableRows table) throws SQLException {
    String query = "SELECT DISTINCT CAST(tableoid AS text) FROM " + SqlNames.sql(table.name());
    return values(connection, query, 1).stream()
        .map(row -> Long.valueOf(String.valueOf(row.get(0))))
        .collect(Collectors.toList());
  }
}
