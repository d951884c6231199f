package dev.pgmigrate.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;

/** Executing a text as it stands. */
final class Sql {
  private Sql() {}

  /** Executes it and hands its notices on: how many rows it changed, 0 for what changes none. */
  static long execute(Connection connection, String sql, Progress progress) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        progress.notice(String.valueOf(w.getMessage()));
      }
      return Math.max(0, statement.getLargeUpdateCount());
    }
  }

  static void execute(Connection connection, String sql) throws SQLException {
    execute(connection, sql, Progress.SILENT);
  }

  /** Whether the session is gone (class 08, or ended by the server), so nothing more is known. */
  static boolean lost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
