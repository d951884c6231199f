package dev.pgmigrate.jdbc;

import dev.pgmigrate.sql.ServerEncoding;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Executing a text as it stands, and what the server's answers mean. */
public final class Jdbc {
  /** Lock timeout, deadlock, serialization failure: nothing is wrong with the statement. */
  private static final Set<String> BAD_MOMENT =
      Set.of(
          SqlState.LOCK_NOT_AVAILABLE, SqlState.DEADLOCK_DETECTED, SqlState.SERIALIZATION_FAILURE);

  private Jdbc() {}

  /**
   * What the server answered.
   *
   * @param rows how many it changed, 0 for what changes none
   * @param notices what it said beside
   */
  public record Answer(long rows, List<String> notices) {}

  /** Executes a text as it stands. */
  public static Answer execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return answer(statement);
    }
  }

  private static Answer answer(Statement statement) throws SQLException {
    List<String> notices = new ArrayList<>();
    for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
      notices.add(String.valueOf(w.getMessage()));
    }
    return new Answer(Math.max(0, statement.getLargeUpdateCount()), notices);
  }

  /**
   * Executes a text that has no rows to show, and in the same message the next one.
   *
   * @param query hears whether the last statement of the next one, a query, has a row
   */
  public static Answer execute(
      Connection connection, String sql, String next, Consumer<Boolean> query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      boolean result = statement.execute(sql + ";\n" + next);
      Answer answer = answer(statement);
      query.accept(hasRow(statement, result));
      return answer;
    }
  }

  /** Executes a text as it stands, of which the last statement is a query: whether it has a row. */
  public static boolean answers(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      return hasRow(statement, statement.execute(sql));
    }
  }

  private static boolean hasRow(Statement statement, boolean first) throws SQLException {
    boolean result = first;
    while (!result && statement.getUpdateCount() >= 0) {
      result = statement.getMoreResults();
    }
    try (ResultSet row = statement.getResultSet()) {
      return row.next();
    }
  }

  /** The SQL with comments that the database can hold. */
  public static String encodable(Connection connection, String sql) throws SQLException {
    return ServerEncoding.of(
            connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"))
        .inComments(sql);
  }

  /** Whether a pooler has ended the session because it lets no transaction begin. */
  static boolean statementMode(SQLException e) {
    return SqlState.PROTOCOL_VIOLATION.equals(e.getSQLState())
        && String.valueOf(e.getMessage()).contains("statement pooling mode");
  }

  /** Whether the session is gone (class 08, or ended by the server), so nothing more is known. */
  public static boolean lost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    if (statementMode(e)) {
      return false; // Another session would end the same way.
    }
    return state.startsWith("08")
        || state.startsWith("57P")
        || state.equals(SqlState.IDLE_IN_TRANSACTION_TIMEOUT);
  }

  /** Whether the same may succeed in another moment. */
  public static boolean badMoment(SQLException e) {
    return BAD_MOMENT.contains(String.valueOf(e.getSQLState()));
  }

  /** What to do about a refusal that PostgreSQL gives no hint for. */
  public static Optional<String> advice(SQLException e) {
    return SqlState.ACTIVE_TRANSACTION.equals(e.getSQLState())
        ? Optional.of(
            "It needs its own block, with no other statement: '-- migrate:up"
                + " no-transaction' (or '-- migrate:down no-transaction')")
        : Optional.empty();
  }

  /** The first line of what is said. */
  public static String message(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** An answer that takes longer than this is a lost connection; zero: it may take for ever. */
  public static void patience(Connection connection, Duration longest) throws SQLException {
    int millis = (int) Math.min(Integer.MAX_VALUE, longest.toMillis());
    connection.setNetworkTimeout(Runnable::run, millis);
  }

  /** The value of a column that holds seconds; null where the column is. */
  public static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    double seconds = row.getDouble(column);
    return row.wasNull() ? null : Duration.ofMillis((long) (1000 * seconds));
  }

  public static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing hangs on it any more.
    }
  }

  public static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DatabaseException.stopped("The run was stopped while it waited to try again.", e);
    }
  }
}
