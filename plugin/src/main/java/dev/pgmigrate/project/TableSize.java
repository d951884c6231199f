package dev.pgmigrate.project;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The size of a table, so that a person can judge the cost of a statement.
 *
 * @param rows the planner's estimate; null if the table was never analyzed
 * @param bytes with its indexes and its TOAST table; of all its partitions
 */
@API(status = API.Status.EXPERIMENTAL)
public record TableSize(QualifiedName name, @Nullable Long rows, long bytes) {
  private static final String QUERY =
      """
      SELECT
        CASE WHEN bool_and(c.reltuples >= 0) THEN sum(c.reltuples)::bigint END AS estimate,
        sum(%s) AS bytes
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

  /** Of the relation c; waits for its lock. */
  public static final String EXACT_BYTES = "pg_total_relation_size(c.oid)";

  private static final String EXACT = QUERY.formatted(EXACT_BYTES);

  /**
   * The same, as VACUUM and ANALYZE counted last, because the exact size waits for a lock of the
   * table.
   */
  public static final String COUNTED_BYTES =
      """
      (SELECT sum(r.relpages) * current_setting('block_size')::bigint
         FROM pg_class r
         WHERE r.oid IN (c.oid, c.reltoastrelid)
           OR r.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid IN (c.oid, c.reltoastrelid)))\
      """;

  private static final String COUNTED = QUERY.formatted(COUNTED_BYTES);

  /** Of these tables, without those that somebody dropped meanwhile. */
  public static List<TableSize> of(Connection connection, List<Table> tables) throws SQLException {
    List<TableSize> sizes = new ArrayList<>();
    for (Table table : tables) {
      of(connection, table).ifPresent(sizes::add);
    }
    return sizes;
  }

  private static Optional<TableSize> of(Connection connection, Table table) throws SQLException {
    try (Statement settings = connection.createStatement()) {
      // The exact size takes a weak lock, for which a plan does not queue.
      settings.execute("SET lock_timeout = '100ms'");
      return read(connection, table, EXACT);
    } catch (SQLException e) {
      if (SqlState.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        return read(connection, table, COUNTED);
      }
      throw e;
    }
  }

  private static Optional<TableSize> read(Connection connection, Table table, String sql)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, table.name().namespace());
      query.setString(2, table.name().name());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        long bytes = row.getLong("bytes");
        if (row.wasNull()) {
          return Optional.empty();
        }
        long rows = row.getLong("estimate");
        return Optional.of(new TableSize(table.name(), row.wasNull() ? null : rows, bytes));
      }
    }
  }
}
