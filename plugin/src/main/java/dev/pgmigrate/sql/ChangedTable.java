package dev.pgmigrate.sql;

import java.util.Optional;

/** Which table a statement changes or reads, as far as its words tell. */
public final class ChangedTable {
  private ChangedTable() {}

  /**
   * The table of an UPDATE, DELETE or ALTER TABLE, as it is written; a WITH may stand before. Empty
   * for any other statement.
   */
  public static Optional<String> of(String sql) {
    TokenCursor cursor = TokenCursor.of(sql);
    while (cursor.hasNext() && !cursor.sees("insert") && !cursor.sees("merge")) {
      if (cursor.take("update") || cursor.take("delete", "from") || cursor.take("alter", "table")) {
        cursor.take("if", "exists");
        cursor.take("only");
        int mark = cursor.mark();
        boolean named = !cursor.names().isEmpty();
        return named ? Optional.of(cursor.since(mark).text()) : Optional.empty();
      }
      cursor.skipNested();
    }
    return Optional.empty();
  }

  /** The table that a query names first after FROM, as it is written; empty where there is none. */
  public static Optional<String> read(String query) {
    TokenCursor cursor = TokenCursor.of(query);
    while (cursor.hasNext() && !cursor.take("from")) {
      cursor.skipNested();
    }
    int mark = cursor.mark();
    return cursor.names().isEmpty() ? Optional.empty() : Optional.of(cursor.since(mark).text());
  }
}
