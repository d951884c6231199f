package dev.pgmigrate.change;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Definitions as SQL. */
final class DefinitionSql {
  private DefinitionSql() {}

  static List<String> create(Definition definition) {
    List<String> sql = new ArrayList<>();
    sql.add("CREATE " + definition.sql().text());
    definition.settings().values().forEach(setting -> sql.add(setting.set().text()));
    sql.addAll(CommentSql.of(ObjectSql.of(definition.id()), definition.comment()));
    definition
        .columnComments()
        .forEach((column, text) -> sql.add(CommentSql.set(column(definition.id(), column), text)));
    sql.addAll(AccessSql.of(definition.id(), definition.access()));
    columnAccess(sql, definition.id(), new TreeMap<>(), definition.columnAccess());
    return sql;
  }

  static String drop(Definition definition) {
    return "DROP " + ObjectSql.of(definition.id());
  }

  static List<String> replace(Definition from, Definition to) {
    List<String> sql = new ArrayList<>();
    if (!from.sql().equals(to.sql()) && !from.replaceableBy(to)) {
      sql.add(drop(from));
      sql.addAll(create(to));
      return sql;
    }
    if (!from.sql().equals(to.sql())) {
      sql.add("CREATE OR REPLACE " + to.sql().text());
    }
    from.settings()
        .forEach(
            (aspect, setting) -> {
              if (!to.settings().containsKey(aspect)) {
                sql.add(setting.reset().text());
              }
            });
    to.settings()
        .forEach(
            (aspect, setting) -> {
              if (!setting.equals(from.settings().get(aspect))) {
                sql.add(setting.set().text());
              }
            });
    from.columnComments()
        .keySet()
        .forEach(
            column -> {
              if (!to.columnComments().containsKey(column)) {
                sql.add(CommentSql.set(column(to.id(), column), null));
              }
            });
    to.columnComments()
        .forEach(
            (column, text) -> {
              if (!Objects.equals(text, from.columnComments().get(column))) {
                sql.add(CommentSql.set(column(to.id(), column), text));
              }
            });
    columnAccess(sql, to.id(), from.columnAccess(), to.columnAccess());
    return sql;
  }

  private static void columnAccess(
      List<String> sql,
      ObjectId relation,
      SortedMap<String, Access> from,
      SortedMap<String, Access> to) {
    Set<String> columns = new TreeSet<>(from.keySet());
    columns.addAll(to.keySet());
    for (String column : columns) {
      sql.addAll(
          AccessSql.between(
              ObjectId.column(relation.qualifiedName(), column),
              from.getOrDefault(column, Access.DEFAULT),
              to.getOrDefault(column, Access.DEFAULT)));
    }
  }

  private static String column(ObjectId relation, String column) {
    return CommentSql.column(relation.qualifiedName(), column);
  }
}
