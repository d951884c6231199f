package dev.pgmigrate.sql;

import java.util.Optional;

/** Which table a statement changes, as far as its words tell. */
public final class ChangedTable {
  private ChangedTable() {}

  /**
   * The table of an UPDATE or DELETE, as it is written; a WITH may stand before. Empty for any
   * other statement.
   */
  public static Optional<String> of(String sql) {
    TokenCursor cursor = TokenCursor.of(sql);
    while (cursor.hasNext() && !cursor.sees("insert") && !cursor.sees("merge")) {
      if (cursor.take("update") || cursor.take("delete", "from")) {
        return named(cursor);
      }
      cursor.skipNested();
    }
    return Optional.empty();
  }

  /** The table of an ALTER TABLE, as it is written; empty for any other statement. */
  public static Optional<String> altered(String sql) {
    TokenCursor cursor = TokenCursor.of(sql);
    if (!cursor.take("alter", "table")) {
      return Optional.empty();
    }
    cursor.take("if", "exists");
    return named(cursor);
  }

  private static Optional<String> named(TokenCursor cursor) {
    cursor.take("only");
    int mark = cursor.mark();
    return cursor.names().isEmpty() ? Optional.empty() : Optional.of(cursor.since(mark).text());
  }
}
