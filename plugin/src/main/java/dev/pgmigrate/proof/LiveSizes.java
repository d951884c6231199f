package dev.pgmigrate.proof;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.lint.LiveTable;
import dev.pgmigrate.lint.LiveTables;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.project.LiveDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TableSize;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.verify.VerdictBuilder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How large and how busy the tables are in the live database, where one is named. */
public final class LiveSizes {
  private static final String RULE = "live-size";

  /** A counter that was never reset counts from before this server was started, if at all. */
  private static final String QUERY =
      """
      SELECT
        n.nspname,
        t.relname,
        CASE WHEN bool_and(c.reltuples >= 0) THEN sum(c.reltuples)::bigint END AS estimate,
        sum(%s) AS bytes,
        coalesce(sum(s.n_tup_ins + s.n_tup_upd + s.n_tup_del), 0)::bigint AS writes,
        coalesce(sum(s.seq_scan + coalesce(s.idx_scan, 0)), 0)::bigint AS reads,
        (SELECT extract(epoch FROM now() - coalesce(d.stats_reset, pg_postmaster_start_time()))::bigint
          FROM pg_stat_database d
          WHERE d.datname = current_database()) AS seconds
      FROM unnest(?::text[], ?::text[]) AS wanted (namespace, name)
      JOIN pg_namespace n
        ON n.nspname = wanted.namespace
      JOIN pg_class t
        ON t.relnamespace = n.oid
        AND t.relname = wanted.name
      CROSS JOIN LATERAL (
        SELECT relid AS oid
        FROM pg_partition_tree(t.oid)
        WHERE isleaf
        UNION
        SELECT t.oid
      ) AS part
      JOIN pg_class c
        ON c.oid = part.oid
        AND c.relkind <> 'p'
      LEFT JOIN pg_stat_user_tables s
        ON s.relid = c.oid
      GROUP BY n.nspname, t.relname
      """;

  private LiveSizes() {}

  /**
   * Of the tables that these revisions lock; one query.
   *
   * @param verdict hears why nothing is known
   */
  public static LiveTables of(
      Project project, Collection<WatchedRevision> revisions, VerdictBuilder verdict) {
    List<QualifiedName> wanted = revisions.stream().flatMap(LiveTables::wanted).distinct().toList();
    Optional<Project> live = LiveDatabase.of(project);
    if (live.isEmpty() || wanted.isEmpty()) {
      return LiveTables.UNKNOWN;
    }
    try (TargetDatabase target = TargetDatabase.open(live.get());
        Connection connection = target.database().connectForReading()) {
      return read(connection, wanted);
    } catch (DatabaseException | SQLException e) {
      verdict.notChecked(RULE, "The sizes of the live tables are unknown: " + e.getMessage());
      return LiveTables.UNKNOWN;
    }
  }

  private static LiveTables read(Connection connection, List<QualifiedName> wanted)
      throws SQLException {
    // In transactions: behind a pooler a setting of the session would be left to others.
    connection.setAutoCommit(false);
    try (Statement settings = connection.createStatement()) {
      // The exact size takes a weak lock, for which nobody here queues.
      settings.execute("SET LOCAL lock_timeout = '100ms'");
      return read(connection, wanted, TableSize.EXACT_BYTES);
    } catch (SQLException e) {
      if (!SqlState.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback();
      return read(connection, wanted, TableSize.COUNTED_BYTES);
    } finally {
      connection.rollback();
    }
  }

  private static LiveTables read(Connection connection, List<QualifiedName> wanted, String bytes)
      throws SQLException {
    Map<QualifiedName, LiveTable> tables = new TreeMap<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY.formatted(bytes))) {
      query.setArray(
          1,
          connection.createArrayOf(
              "text", wanted.stream().map(QualifiedName::namespace).toArray()));
      query.setArray(
          2, connection.createArrayOf("text", wanted.stream().map(QualifiedName::name).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          long rows = row.getLong("estimate");
          Long estimate = row.wasNull() ? null : rows;
          tables.put(
              new QualifiedName(row.getString("nspname"), row.getString("relname")),
              new LiveTable(
                  estimate,
                  row.getLong("bytes"),
                  row.getLong("writes"),
                  row.getLong("reads"),
                  row.getLong("seconds")));
        }
      }
    }
    return new LiveTables(tables);
  }
}
