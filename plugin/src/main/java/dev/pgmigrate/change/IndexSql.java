package dev.pgmigrate.change;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Indexes as SQL. */
final class IndexSql {
  private IndexSql() {}

  static List<String> create(Table table, Index index) {
    List<String> sql = new ArrayList<>();
    sql.add(definition(isShell(table, index) ? "ON ONLY" : "", table, index));
    sql.addAll(described(table, index));
    return sql;
  }

  /** Whether no partition has to have the index: each gets it, or not, on its own. */
  static boolean isShell(Table table, Index index) {
    return table.partitionBy() != null && !index.valid();
  }

  /**
   * CREATE INDEX.
   *
   * @param how {@code CONCURRENTLY}, perhaps with {@code IF NOT EXISTS}; {@code ON ONLY}, or
   *     nothing
   */
  static String definition(String how, Table table, Index index) {
    return "CREATE "
        + (index.unique() ? "UNIQUE INDEX " : "INDEX ")
        + (how.startsWith("CONCURRENTLY") ? how + " " : "")
        + Sql.name(index.name())
        + (how.equals("ON ONLY") ? " ON ONLY " : " ON ")
        + Sql.name(table.name())
        + shape(index);
  }

  /** What follows the table: method, keys and options. */
  static String shape(Index index) {
    Expression predicate = index.predicate();
    Map<String, String> parameters = Parameters.plain(index.parameters());
    return (index.method().equals("btree") ? "" : " USING " + Sql.name(index.method()))
        + index.keys().stream().map(Sql::key).collect(Collectors.joining(", ", " (", ")"))
        + (index.include().isEmpty() ? "" : " INCLUDE " + Sql.list(index.include()))
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + (parameters.isEmpty() ? "" : " WITH " + Sql.parameters(parameters))
        + (index.tablespace() == null ? "" : " TABLESPACE " + Sql.name(index.tablespace()))
        + (predicate == null ? "" : " WHERE " + predicate.text());
  }

  /** What an index has besides its definition. */
  static List<String> described(Table table, Index index) {
    List<String> sql =
        new ArrayList<>(CommentSql.of("INDEX " + name(table, index.name()), index.comment()));
    sql.addAll(
        Parameters.statistics(
            "ALTER INDEX " + name(table, index.name()), Map.of(), index.parameters()));
    if (index.clustered()) {
      sql.add(clusterOn(table, index.name()));
    }
    return sql;
  }

  static String clusterOn(Table table, String index) {
    return "ALTER TABLE " + Sql.name(table.name()) + " CLUSTER ON " + Sql.name(index);
  }

  /** An index, or the index inside a constraint, lives in the namespace of its table. */
  static String name(Table table, String index) {
    return Sql.name(new QualifiedName(table.name().namespace(), index));
  }
}
