package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The run's own session, which is opened anew when it is lost. */
final class Session implements AutoCloseable {
  private final Database database;
  private final Limits limits;
  private final Progress progress;
  private volatile Connection connection;
  private volatile @Nullable Connection beside;

  Session(Database database, Limits limits, Progress progress) {
    this.database = database;
    this.limits = limits;
    this.progress = progress;
    this.connection = open();
  }

  Connection connection() {
    return connection;
  }

  /**
   * Connects again, as long as our patience lasts: a server that restarts comes back.
   *
   * @throws DatabaseException when it does not
   */
  void reopen(SQLException why) {
    progress.notice("The connection is lost (%s); connecting again.".formatted(Jdbc.message(why)));
    Jdbc.close(connection);
    connection = open();
  }

  /** What takes long is watched; an answer to anything else that takes as long is lost. */
  private Connection open() {
    Connection opened = database.await(limits.patience());
    try {
      Jdbc.patience(opened, limits.patience());
      return opened;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A further session of the run, which ends with this one; null for none. */
  void beside(@Nullable Connection other) {
    beside = other;
  }

  /** Ends the run's sessions from another thread, whatever they are doing. */
  void abort() {
    abort(connection);
    Connection other = beside;
    if (other != null) {
      abort(other);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // Then the next fence is what stops us.
    }
  }

  @Override
  public void close() {
    Jdbc.close(connection);
  }
}
