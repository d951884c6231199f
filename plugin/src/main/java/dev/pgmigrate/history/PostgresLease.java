package dev.pgmigrate.history;

import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.LeaseLostException;
import dev.pgmigrate.run.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The lease in the one row of table {@code migrate_lock}: no transaction and no session holds it,
 * so that poolers and CREATE INDEX CONCURRENTLY have nothing to wait for.
 */
public final class PostgresLease implements Lease {
  /**
   * The lease's times.
   *
   * @param life how long it lasts after a heartbeat
   * @param beat between two heartbeats
   * @param poll between two looks at a lease that another holds
   */
  public record Times(Duration life, Duration beat, Duration poll) {
    /** 30, 5 and 0.5 seconds. */
    public static final Times DEFAULT =
        new Times(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(500));
  }

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String UNDEFINED_TABLE = "42P01";

  private final Database database;
  private final HistoryTables tables;
  private final Times times;

  /** The lease in this schema of a database; better without a pooler between. */
  public PostgresLease(Database database, String namespace, Times times) {
    this.database = database;
    this.tables = new HistoryTables(namespace);
    this.times = times;
  }

  @Override
  public Held acquire(String run, String by, Progress progress) {
    Connection connection = connect(run);
    String token = UUID.randomUUID().toString();
    try {
      create(connection);
      holder(connection); // refuses a newer format before anything is changed
      String waitingFor = "";
      while (!take(connection, token, run, by)) {
        Optional<Holder> holder = holder(connection);
        if (holder.isPresent() && !holder.get().run().equals(waitingFor)) {
          waitingFor = holder.get().run();
          progress.waiting(holder.get());
        }
        pause(times.poll());
      }
      return new Beating(connection, token, run, progress);
    } catch (SQLException e) {
      close(connection);
      throw tables.explain(e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  @Override
  public Optional<Holder> holder() {
    try (Connection connection = database.connect(List.of())) {
      return holder(connection);
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw tables.explain(e);
    }
  }

  /** A server that does not answer any more must not hold us for ever: the lease expires. */
  private Connection connect(String run) {
    Connection connection = database.forRun(run).connect(List.of());
    try {
      long patience = times.life().plus(LOCK_TIMEOUT).toMillis();
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience));
      return connection;
    } catch (SQLException e) {
      close(connection);
      throw tables.explain(e);
    }
  }

  private void create(Connection connection) throws SQLException {
    tables.create(connection, HistoryTables.LOCK, "create-lock");
    try (PreparedStatement statement = connection.prepareStatement(tables.sql("insert-lock"))) {
      statement.setInt(1, HistoryTables.FORMAT);
      statement.executeUpdate();
    }
  }

  private boolean take(Connection connection, String token, String run, String by)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement settings = connection.createStatement();
        PreparedStatement update = connection.prepareStatement(tables.sql("take-lock"))) {
      // The takeover's second look at the row after a wait needs READ COMMITTED.
      settings.execute(
          "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = "
              + LOCK_TIMEOUT.toMillis());
      update.setString(1, token);
      update.setString(2, run);
      update.setString(3, by);
      update.setLong(4, times.life().toMillis());
      int rows = update.executeUpdate();
      connection.commit();
      return rows == 1;
    } catch (SQLException e) {
      connection.rollback();
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private Optional<Holder> holder(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(tables.sql("read-lock"));
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return Optional.empty();
      }
      tables.checkFormat(HistoryTables.LOCK, row.getInt("format"));
      if (row.getString("run") == null) {
        return Optional.empty();
      }
      return Optional.of(
          new Holder(
              row.getString("run"),
              row.getString("by_whom"),
              row.getObject("acquired", OffsetDateTime.class).toInstant(),
              Duration.ofMillis(row.getLong("left_ms"))));
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // Nothing hangs on it any more.
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the lease", e);
    }
  }

  /** Ours, kept alive by a thread and a session of its own. */
  private final class Beating implements Held {
    private final String token;
    private final String run;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread heart;
    private Connection connection;

    Beating(Connection connection, String token, String run, Progress progress) {
      this.connection = connection;
      this.token = token;
      this.run = run;
      this.progress = progress;
      this.heart = new Thread(this::beat, "migrate-lease-" + run);
      heart.setDaemon(true);
      heart.start();
    }

    @Override
    public void fence(Connection transaction) throws SQLException {
      try (PreparedStatement statement = transaction.prepareStatement(tables.sql("fence-lock"))) {
        statement.setString(1, token);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            throw new LeaseLostException(
                ("Run %s has lost the lease on %s: its heartbeat did not arrive for %d s and another"
                        + " run took over. Nothing was written since; see migrate:current.")
                    .formatted(run, database.describe(), times.life().toSeconds()));
          }
        }
      }
    }

    @Override
    public void close() {
      closed.countDown();
      try {
        heart.join(times.life().toMillis());
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("free-lock"))) {
          statement.setString(1, token);
          statement.executeUpdate();
        }
      } catch (SQLException e) {
        progress.notice(
            "The lease could not be given back (%s); it expires in %d s."
                .formatted(e.getMessage(), times.life().toSeconds()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        PostgresLease.close(connection);
      }
    }

    private void beat() {
      try {
        while (!closed.await(times.beat().toMillis(), TimeUnit.MILLISECONDS)) {
          if (!once()) {
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * Whether it is still ours, as far as we know: a beat that did not get through is tried again.
     */
    private boolean once() {
      try {
        if (connection.isClosed()) {
          connection = connect(run);
        }
        try (PreparedStatement statement = connection.prepareStatement(tables.sql("beat-lock"))) {
          statement.setLong(1, times.life().toMillis());
          statement.setString(2, token);
          return statement.executeUpdate() == 1;
        }
      } catch (SQLException | RuntimeException e) {
        progress.notice("The lease's heartbeat did not arrive: " + e.getMessage());
        return true;
      }
    }
  }
}
