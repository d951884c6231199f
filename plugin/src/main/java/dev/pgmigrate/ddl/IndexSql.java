package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Indexes as SQL. */
public final class IndexSql {
  private IndexSql() {}

  public static List<String> create(Table table, Index index) {
    List<String> sql = new ArrayList<>();
    sql.add(definition(isShell(table, index) ? "ON ONLY" : "", table, index));
    sql.addAll(described(table, index));
    return sql;
  }

  /** Whether no partition has to have the index: each gets it, or not, on its own. */
  public static boolean isShell(Table table, Index index) {
    return table.partitionBy() != null && !index.valid();
  }

  /**
   * CREATE INDEX.
   *
   * @param how {@code CONCURRENTLY}, perhaps with {@code IF NOT EXISTS}; {@code ON ONLY}, or
   *     nothing
   */
  public static String definition(String how, Table table, Index index) {
    return "CREATE "
        + (index.unique() ? "UNIQUE INDEX " : "INDEX ")
        + (how.startsWith("CONCURRENTLY") ? how + " " : "")
        + SqlText.name(index.name())
        + (how.equals("ON ONLY") ? " ON ONLY " : " ON ")
        + SqlText.name(table.name())
        + shape(index);
  }

  /** What follows the table: method, keys and options. */
  static String shape(Index index) {
    Expression predicate = index.predicate();
    Map<String, String> parameters = Parameters.plain(index.parameters());
    return (index.method().equals("btree") ? "" : " USING " + SqlText.name(index.method()))
        + index.keys().stream().map(SqlText::key).collect(Collectors.joining(", ", " (", ")"))
        + (index.include().isEmpty() ? "" : " INCLUDE " + SqlText.list(index.include()))
        + (index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "")
        + (parameters.isEmpty() ? "" : " WITH " + SqlText.parameters(parameters))
        + (index.tablespace() == null ? "" : " TABLESPACE " + SqlText.name(index.tablespace()))
        + (predicate == null ? "" : " WHERE " + predicate.text());
  }

  /** What an index has besides its definition. */
  public static List<String> described(Table table, Index index) {
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

  public static String clusterOn(Table table, String index) {
    return "ALTER TABLE " + SqlText.name(table.name()) + " CLUSTER ON " + SqlText.name(index);
  }

  /** An index, or the index inside a constraint, lives in the namespace of its table. */
  public static String name(Table table, String index) {
    return SqlText.name(new QualifiedName(table.name().namespace(), index));
  }
}
