package dev.pgmigrate.command;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a table is, so that a person can judge what a statement costs.
 *
 * @param rows what the planner believes; null when the table was never analyzed
 * @param bytes with its indexes and its TOAST table; of all its partitions
 */
public record TableSize(QualifiedName name, @Nullable Long rows, long bytes) {
  private static final String QUERY =
      """
      SELECT
        CASE WHEN bool_and(c.reltuples >= 0) THEN sum(c.reltuples)::bigint END AS estimate,
        sum(pg_total_relation_size(c.oid)) AS bytes
      FROM (
        SELECT t.oid AS root
        FROM pg_class t
        JOIN pg_namespace n
          ON n.oid = t.relnamespace
        WHERE n.nspname = ?
          AND t.relname = ?
      ) AS named
      CROSS JOIN LATERAL (
        SELECT relid AS oid
        FROM pg_partition_tree(named.root)
        WHERE isleaf
        UNION
        SELECT named.root
      ) AS part
      JOIN pg_class c
        ON c.oid = part.oid
        AND c.relkind <> 'p'
      """;

  /** Of these tables; those that somebody has dropped meanwhile are left out. */
  static List<TableSize> of(Connection connection, List<Table> tables) throws SQLException {
    List<TableSize> sizes = new ArrayList<>();
    try (Statement settings = connection.createStatement();
        PreparedStatement query = connection.prepareStatement(QUERY)) {
      // The size takes a weak lock: a plan does not queue for it for ever.
      settings.execute("SET lock_timeout = '10s'");
      for (Table table : tables) {
        query.setString(1, table.name().namespace());
        query.setString(2, table.name().name());
        try (ResultSet row = query.executeQuery()) {
          row.next();
          long bytes = row.getLong("bytes");
          if (!row.wasNull()) {
            long rows = row.getLong("estimate");
            sizes.add(new TableSize(table.name(), row.wasNull() ? null : rows, bytes));
          }
        }
      }
    }
    return sizes;
  }
}
