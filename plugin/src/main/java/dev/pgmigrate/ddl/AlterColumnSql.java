package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What ALTER COLUMN does to a column of a table. */
public final class AlterColumnSql {
  private AlterColumnSql() {}

  /** Actions of one statement: one lock, and the rows are written at most once. */
  public static String together(QualifiedName table, List<String> actions) {
    String alter = "ALTER TABLE " + SqlText.name(table);
    return actions.size() == 1
        ? alter + " " + actions.get(0)
        : actions.stream().collect(Collectors.joining(",\n  ", alter + "\n  ", ""));
  }

  public static String action(String column, String action) {
    return "ALTER COLUMN " + SqlText.name(column) + " " + action;
  }

  public static String alter(QualifiedName table, String column, String action) {
    return together(table, List.of(action(column, action)));
  }

  public static String defaultValue(@Nullable Expression value) {
    return value == null ? "DROP DEFAULT" : "SET DEFAULT " + value.text();
  }

  /** Storage, compression and statistics; another type takes them back to its own. */
  public static List<String> settings(QualifiedName table, Column from, Column to) {
    boolean reset = changesType(from, to);
    List<String> sql = new ArrayList<>();
    String storage = to.storage();
    if (!Objects.equals(from.storage(), storage) || (reset && storage != null)) {
      if (storage != null || !reset) {
        String wanted = storage == null ? ColumnSql.storage(to.type()) : storage;
        sql.add(alter(table, to.name(), "SET STORAGE " + wanted));
      }
    }
    String compression = to.compression();
    if (!Objects.equals(from.compression(), compression) || (reset && compression != null)) {
      String wanted = compression == null ? "default" : compression;
      sql.add(alter(table, to.name(), "SET COMPRESSION " + wanted));
    }
    sql.addAll(
        ColumnSql.statistics(
            "ALTER TABLE " + SqlText.name(table) + " ALTER COLUMN " + SqlText.name(to.name()),
            from.statistics(),
            to.statistics()));
    return sql;
  }

  /** Whether type or collation change. */
  public static boolean changesType(Column from, Column to) {
    return !from.type().equals(to.type()) || !Objects.equals(from.collation(), to.collation());
  }

  /** Where a column of a table differs from the column that it inherits. */
  static List<String> overriding(Table table, Column inherited, Column column) {
    List<String> sql = new ArrayList<>();
    if (!Objects.equals(inherited.defaultValue(), column.defaultValue())) {
      sql.add(alter(table.name(), column.name(), defaultValue(column.defaultValue())));
    }
    if (column.isFilled()
        && !inherited.notNull()
        && NotNullSql.inTable(table.name(), column) == null) {
      sql.add(alter(table.name(), column.name(), "SET NOT NULL"));
    }
    sql.addAll(settings(table.name(), inherited, column));
    return sql;
  }
}
