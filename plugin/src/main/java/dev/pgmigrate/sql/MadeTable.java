package dev.pgmigrate.sql;

import java.util.List;

/** Which table is there after a statement, as far as its words tell. */
public final class MadeTable {
  private MadeTable() {}

  /**
   * The parts of the name of the table that a CREATE TABLE makes, or that ALTER TABLE .. RENAME TO
   * or SET SCHEMA leads to; empty for any other statement.
   */
  public static List<String> of(String sql) {
    TokenCursor cursor = TokenCursor.of(sql);
    if (cursor.take("create")) {
      cursor.take("unlogged");
      if (!cursor.take("table")) {
        return List.of();
      }
      cursor.take("if", "not", "exists");
      return cursor.names();
    }
    if (!cursor.take("alter", "table")) {
      return List.of();
    }
    cursor.take("if", "exists");
    List<String> old = cursor.names();
    if (old.isEmpty()) {
      return List.of();
    }
    if (cursor.take("rename", "to")) {
      List<String> name = cursor.names();
      return old.size() == 2 && name.size() == 1 ? List.of(old.get(0), name.get(0)) : name;
    }
    if (cursor.take("set", "schema")) {
      List<String> namespace = cursor.names();
      return namespace.size() == 1 ? List.of(namespace.get(0), old.get(old.size() - 1)) : List.of();
    }
    return List.of();
  }
}
