package dev.pgmigrate.golden;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.KeyWalk;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Executes steps and looks at what PostgreSQL does: which tables with rows it locks so that nobody
 * can write to them, and which of those it scans, builds indexes on or rewrites meanwhile.
 */
final class LockWatch {
  /**
   * What a step did.
   *
   * @param locked the tables that nobody could write to when it was about to commit; for a
   *     partition the table that it is one of
   * @param worked the tables whose rows it read or wrote under such a lock, and at what
   * @param unprotected what of the rows was not protected when it was committed
   */
  record Seen(
      Step step, Set<String> locked, Map<String, String> worked, List<String> unprotected) {}

  /** What the server says at debug1; the table is named in each. */
  private static final Pattern WORK =
      Pattern.compile(
          "(verifying table \"(?<verified>[^\"]+)\""
              + "|rewriting table \"(?<rewritten>[^\"]+)\""
              + "|building index \"[^\"]+\" on table \"(?<built>[^\"]+)\".*"
              + "|validating foreign key constraint \"(?<key>[^\"]+)\")");

  private static final String LOCKED =
      """
      SELECT DISTINCT coalesce((SELECT relid::regclass::text
                                FROM pg_partition_ancestors(c.oid)
                                ORDER BY (SELECT count(*) FROM pg_partition_ancestors(relid))
                                LIMIT 1),
                               c.relname)
      FROM pg_locks l
      JOIN pg_class c ON c.oid = l.relation
      WHERE l.pid = pg_backend_pid()
        AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                       'AccessExclusiveLock')
        AND c.relname = ANY (?)
      """;

  private final Connection connection;
  private final Protection protection;
  private final Set<String> withRows = new TreeSet<>();

  private LockWatch(Connection connection, Protection protection) {
    this.connection = connection;
    this.protection = protection;
  }

  /** Executes the steps, in order. */
  static List<Seen> over(ShadowDatabase database, List<Step> steps, Protection protection)
      throws SQLException {
    try (Connection connection = database.connect();
        Statement session = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      LockWatch watch = new LockWatch(connection, protection);
      List<Seen> seen = new ArrayList<>();
      for (Step step : steps) {
        watch.findTablesWithRows();
        seen.add(watch.seen(step));
      }
      return seen;
    }
  }

  private void findTablesWithRows() throws SQLException {
    withRows.clear();
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p')"
                    + " AND relnamespace = 'public'::regnamespace")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    for (String table : tables) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT FROM \"" + table + "\")")) {
        row.next();
        if (row.getBoolean(1)) {
          withRows.add(table);
        }
      }
    }
  }

  private Seen seen(Step step) throws SQLException {
    Map<String, String> work = new TreeMap<>();
    connection.setAutoCommit(step.kind() == Step.Kind.NO_TRANSACTION);
    for (dev.pgmigrate.sql.Statement statement : step.statements()) {
      WarningQueries.run(connection, statement);
      work.putAll(execute(sql(step, statement)));
    }
    Set<String> locked = step.kind() == Step.Kind.NO_TRANSACTION ? Set.of() : locked(withRows);
    connection.setAutoCommit(true);
    work.keySet().removeIf(table -> locked.stream().noneMatch(table::startsWith));
    return new Seen(step, locked, work, protection.missing(connection));
  }

  private String sql(Step step, dev.pgmigrate.sql.Statement statement) throws SQLException {
    if (step.kind() != Step.Kind.BATCH) {
      return statement.sql();
    }
    KeyWalk walk = KeyWalk.over(Batch.of(step), connection);
    String last = walk.last(connection);
    return walk.sql(last == null ? null : walk.next(connection, null, last, Integer.MAX_VALUE));
  }

  private Map<String, String> execute(String sql) throws SQLException {
    Map<String, String> work = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = debug1");
      statement.clearWarnings();
      statement.execute(sql);
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        Matcher m = WORK.matcher(w.getMessage());
        if (m.find()) {
          work.put(table(m), w.getMessage() + " in " + sql);
        }
      }
      statement.execute("RESET client_min_messages");
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + "\n  in: " + sql, e.getSQLState(), e);
    }
    return work;
  }

  private String table(Matcher m) throws SQLException {
    if (m.group("key") == null) {
      return m.group("verified") != null
          ? m.group("verified")
          : m.group("rewritten") != null ? m.group("rewritten") : m.group("built");
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT r.relname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid"
                    + " WHERE c.conname = '"
                    + m.group("key")
                    + "'")) {
      row.next();
      return row.getString(1);
    }
  }

  private Set<String> locked(Set<String> tables) throws SQLException {
    Set<String> locked = new TreeSet<>();
    try (var statement = connection.prepareStatement(LOCKED)) {
      statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          locked.add(row.getString(1));
        }
      }
    }
    return locked;
  }
}
