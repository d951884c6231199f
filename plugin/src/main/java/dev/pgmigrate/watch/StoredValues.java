package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a database holds the values of rows, at one moment. A table that gets another name, and a
 * column that gets another name or type, go on holding theirs; one that is dropped and created
 * again does not.
 */
public final class StoredValues {
  private static final String QUERY = SqlResource.text(StoredValues.class, "stored-values");

  private record Table(
      String word, String name, boolean stores, boolean partition, Map<Integer, String> columns) {}

  private final Map<Long, Table> tables = new LinkedHashMap<>();

  private StoredValues() {}

  /**
   * Those of a database as it is now.
   *
   * @throws ShadowException when the session is lost
   */
  public static StoredValues of(Database database) {
    StoredValues stored = new StoredValues();
    try (Connection connection = database.connectForReading();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      while (row.next()) {
        Integer[] numbers = (Integer[]) row.getArray("numbers").getArray();
        String[] names = (String[]) row.getArray("names").getArray();
        Map<Integer, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
          columns.put(numbers[i], names[i]);
        }
        stored.tables.put(
            row.getLong("oid"),
            new Table(
                row.getString("relname"),
                name(row.getString("nspname"), row.getString("relname")),
                row.getBoolean("stores"),
                row.getBoolean("is_partition"),
                columns));
      }
      return stored;
    } catch (SQLException e) {
      throw new ShadowException("Lost the shadow database: " + e.getMessage(), e);
    }
  }

  private static String name(String namespace, String table) {
    return (DefaultNamespace.is(namespace) ? "" : Identifier.quote(namespace) + ".")
        + Identifier.quote(table);
  }

  /**
   * What does not hold its values any more, for people: {@code table log}, {@code column log.text}.
   *
   * @param written what was written on the way; what is there under the same name is taken to have
   *     its values again then
   */
  public List<String> lostIn(StoredValues later, WrittenPlaces written) {
    Map<String, Table> byName = new LinkedHashMap<>();
    later.tables.values().forEach(table -> byName.put(table.name(), table));
    List<String> lost = new ArrayList<>();
    tables.forEach(
        (oid, table) -> {
          Table now = later.tables.get(oid);
          if (now != null) {
            lost.addAll(lostColumns(table, now, written));
          } else if (table.stores()
              && !(written.table(table.word()) && byName.containsKey(table.name()))) {
            lost.add("table " + table.name());
          }
        });
    return lost;
  }

  private static List<String> lostColumns(Table table, Table now, WrittenPlaces written) {
    if (table.partition() || now.partition()) {
      return List.of(); // Its columns are those of its parent.
    }
    List<String> lost = new ArrayList<>();
    table
        .columns()
        .forEach(
            (number, name) -> {
              boolean there =
                  written.column(table.word(), name) && now.columns().containsValue(name);
              if (!now.columns().containsKey(number) && !there) {
                lost.add("column " + table.name() + "." + Identifier.quote(name));
              }
            });
    return lost;
  }
}
