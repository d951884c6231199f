package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Definitions as SQL. */
public final class DefinitionSql {
  private DefinitionSql() {}

  /**
   * A new object.
   *
   * @param first what comes right after CREATE, so that what the revisions say wins
   */
  public static List<Statement> create(Definition definition, List<Statement> first) {
    List<Statement> statements = new ArrayList<>();
    statements.add(Statement.of("CREATE " + definition.sql().text()));
    statements.addAll(first);
    List<String> sql = new ArrayList<>();
    definition.settings().values().forEach(setting -> sql.add(setting.set().text()));
    sql.addAll(CommentSql.of(ObjectSql.of(definition.id()), definition.comment()));
    definition
        .columnComments()
        .forEach((column, text) -> sql.add(CommentSql.set(column(definition.id(), column), text)));
    sql.addAll(AccessSql.of(definition.id(), definition.access()));
    columnAccess(sql, definition, new TreeMap<>());
    statements.addAll(SqlText.statements(sql));
    return statements;
  }

  /** An object that was dropped comes again, with what only the live database knew of it. */
  public static List<Statement> createAgain(Definition before, Definition after) {
    if (!LiveState.has(after.id().kind())) {
      return create(after, List.of());
    }
    List<Statement> statements =
        new ArrayList<>(create(after, List.of(LiveState.restore(after.id()))));
    statements.addAll(SqlText.statements(retracted(before, after)));
    return statements;
  }

  /** What the database had as the revisions said, and shall not have any more. */
  private static List<String> retracted(Definition before, Definition after) {
    List<String> sql = new ArrayList<>();
    before
        .settings()
        .forEach(
            (aspect, setting) -> {
              if (!after.settings().containsKey(aspect)) {
                sql.add(setting.reset().text());
              }
            });
    if (before.comment() != null && after.comment() == null) {
      sql.add(CommentSql.set(ObjectSql.of(after.id()), null));
    }
    before
        .columnComments()
        .keySet()
        .forEach(
            column -> {
              if (!after.columnComments().containsKey(column) && has(after, column)) {
                sql.add(CommentSql.set(column(after.id(), column), null));
              }
            });
    sql.addAll(AccessSql.retracted(after.id(), before.access(), after.access()));
    before
        .columnAccess()
        .forEach(
            (column, access) -> {
              if (has(after, column)) {
                sql.addAll(
                    AccessSql.retracted(
                        ObjectId.column(after.id().qualifiedName(), column),
                        access.ownedBy(after.access().owner()),
                        after
                            .columnAccess()
                            .getOrDefault(column, Access.DEFAULT)
                            .ownedBy(after.access().owner())));
              }
            });
    return sql;
  }

  /** Whether a view still has a column; of a materialized view nobody says. */
  private static boolean has(Definition view, String column) {
    List<String> columns = view.signature();
    return columns == null
        || columns.stream().anyMatch(c -> c.startsWith(SqlText.name(column) + " "));
  }

  /** Whether a policy takes rows away from those that others let through. */
  public static boolean isRestrictive(Definition policy) {
    return policy.sql().canonical().contains("AS RESTRICTIVE");
  }

  public static String drop(Definition definition) {
    return "DROP " + ObjectSql.of(definition.id());
  }

  public static List<Statement> replace(Definition from, Definition to) {
    if (!from.sql().equals(to.sql()) && !from.replaceableBy(to)) {
      List<Statement> statements = new ArrayList<>(SqlText.statements(drop(from)));
      statements.addAll(createAgain(from, to));
      return statements;
    }
    List<String> sql = new ArrayList<>();
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
    columnAccess(sql, to, from.columnAccess());
    return SqlText.statements(sql);
  }

  /** A column has no owner: what its view's is granted is his. */
  private static void columnAccess(
      List<String> sql, Definition view, SortedMap<String, Access> before) {
    Set<String> columns = new TreeSet<>(before.keySet());
    columns.addAll(view.columnAccess().keySet());
    String owner = view.access().owner();
    for (String column : columns) {
      sql.addAll(
          AccessSql.between(
              ObjectId.column(view.id().qualifiedName(), column),
              before.getOrDefault(column, Access.DEFAULT).ownedBy(owner),
              view.columnAccess().getOrDefault(column, Access.DEFAULT).ownedBy(owner)));
    }
  }

  private static String column(ObjectId relation, String column) {
    return CommentSql.column(relation.qualifiedName(), column);
  }
}
