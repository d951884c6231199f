package dev.pgmigrate.project;

import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries the rows of a target database with a short time limit. Each query has its own read-only
 * transaction, with which its settings end, because there may be a pooler.
 */
public final class QuickQuery {
  private static final Duration LONGEST_QUERY = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Connection connection;
  private final String namespace;
  private final long end = System.nanoTime() + LONGEST.toNanos();

  /** Reads an answer. */
  public interface Reading<T> {
    /** Reads the rows of the answer. */
    T of(ResultSet rows) throws SQLException;
  }

  /**
   * Queries of a database.
   *
   * @param namespace of names without one
   */
  public QuickQuery(Connection connection, String namespace) throws SQLException {
    this.connection = connection;
    this.namespace = namespace;
    connection.setAutoCommit(false);
  }

  /** Whether all queries together have used their time. */
  public boolean isLate() {
    return System.nanoTime() >= end;
  }

  /** Executes the query; PostgreSQL refuses it if policies would hide rows. */
  public <T> T ask(String query, Reading<T> reading) throws SQLException {
    List<String> settings = new ArrayList<>(SessionSettings.forTransaction(namespace));
    settings.add("SET LOCAL transaction_read_only = on");
    settings.add("SET LOCAL statement_timeout = " + LONGEST_QUERY.toMillis());
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(String.join("; ", settings));
      HiddenRows.decide(connection, namespace, List.of(dev.pgmigrate.sql.Statement.of(query)));
      try (ResultSet rows = statement.executeQuery(query)) {
        return reading.of(rows);
      }
    } finally {
      connection.rollback();
    }
  }
}
