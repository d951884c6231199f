package dev.pgmigrate.jdbc;

import dev.pgmigrate.sql.ShownSql;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** The sessions of a run in the server, found by their application name. */
public final class Backends {
  /** Of a session of another user. */
  public static final String NOT_VISIBLE =
      "its statement is not visible to this role (GRANT pg_read_all_stats shows it)";

  private static final String OF_RUN = SqlResource.text(Backends.class, "backends");

  private Backends() {}

  /**
   * One session.
   *
   * @param pid of its backend
   * @param user whom it logged in as
   * @param state as in pg_stat_activity, such as {@code idle in transaction}
   * @param since how long it has been in this state; null when we may not see it
   * @param query what it executes, or executed last: the beginning
   */
  @API(status = API.Status.EXPERIMENTAL)
  public record Backend(
      int pid, String user, String state, @Nullable Duration since, String query) {
    /** In one line. */
    public String describe() {
      if (since == null) {
        return "pid %d (user %s): %s".formatted(pid, user, NOT_VISIBLE);
      }
      return "pid %d (user %s), %s for %d s: %s"
          .formatted(pid, user, state, since.toSeconds(), ShownSql.withoutPasswords(query));
    }
  }

  /**
   * The sessions of a run in this database, but for the one that asks: those in a transaction which
   * has locked something of this table, and those that execute steps outside of one.
   */
  public static List<Backend> of(Connection connection, String run, String table)
      throws SQLException {
    return read(connection, run, table, null);
  }

  private static List<Backend> read(
      Connection connection, String run, @Nullable String table, @Nullable String statement)
      throws SQLException {
    boolean alone = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (PreparedStatement asked = connection.prepareStatement(OF_RUN)) {
      // What they do is shown to the user, whatever role they act as.
      Jdbc.execute(connection, "SET LOCAL ROLE NONE");
      asked.setString(1, Database.applicationName(run));
      asked.setString(2, outside(Database.applicationName(run)));
      asked.setString(3, table);
      asked.setString(4, statement);
      try (ResultSet row = asked.executeQuery()) {
        List<Backend> backends = new ArrayList<>();
        while (row.next()) {
          backends.add(
              new Backend(
                  row.getInt("pid"),
                  row.getString("user"),
                  row.getString("state"),
                  Jdbc.duration(row, "since"),
                  row.getString("query")));
        }
        return backends;
      }
    } finally {
      if (alone) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /**
   * The name of a run's session, known to have no pooler before it, that executes steps outside
   * transactions: nobody else gets this name.
   */
  public static String outside(String application) {
    return application + " outside";
  }

  /**
   * Ends the sessions of a run and waits until they are gone.
   *
   * @param table as of {@link #of}
   * @return those that are still there: we may not end them, or they did not end in time
   */
  public static List<Backend> end(
      Connection connection, String run, String table, Duration patience) throws SQLException {
    return end(connection, run, table, null, patience);
  }

  /** The same of those that execute this statement outside a transaction. */
  public static List<Backend> endStatement(
      Connection connection, String run, String statement, Duration patience) throws SQLException {
    return end(connection, run, null, statement, patience);
  }

  private static List<Backend> end(
      Connection connection,
      String run,
      @Nullable String table,
      @Nullable String statement,
      Duration patience)
      throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<Backend> alive = read(connection, run, table, statement);
      boolean allowed = true;
      for (Backend backend : alive) {
        allowed &= terminate(connection, backend.pid());
      }
      if (alive.isEmpty() || !allowed || System.nanoTime() > deadline) {
        return alive;
      }
      Jdbc.sleep(Duration.ofMillis(50));
    }
  }

  /**
   * Whether a backend with this pid is there, and of the same run as the session that asks.
   *
   * @param statement that it executes; null: whatever it does
   */
  public static boolean isOpen(Connection connection, int pid, @Nullable String statement)
      throws SQLException {
    String sql =
        """
        SELECT
        FROM pg_catalog.pg_stat_activity
        WHERE application_name = current_setting('application_name')
          AND pid = ?
          AND (CAST(? AS text) IS NULL OR state = 'active' AND query <> '' AND starts_with(?, query))
        """;
    try (PreparedStatement asked = connection.prepareStatement(sql)) {
      asked.setInt(1, pid);
      asked.setString(2, statement);
      asked.setString(3, statement);
      try (ResultSet row = asked.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Asks a session to end what it executes.
   *
   * @return false when we may not
   */
  public static boolean cancel(Connection connection, int pid) throws SQLException {
    return signal(connection, "pg_cancel_backend", pid);
  }

  /**
   * Asks a session to end.
   *
   * @return false when we may not
   */
  public static boolean terminate(Connection connection, int pid) throws SQLException {
    return signal(connection, "pg_terminate_backend", pid);
  }

  private static boolean signal(Connection connection, String function, int pid)
      throws SQLException {
    boolean alone = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try {
      // The sessions are the user's, whatever role they act as.
      Jdbc.execute(
          connection, "SET LOCAL ROLE NONE; SELECT pg_catalog." + function + "(" + pid + ")");
      connection.commit();
      return true;
    } catch (SQLException e) {
      connection.rollback();
      if (SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      connection.setAutoCommit(alone);
    }
  }
}
