package dev.pgmigrate.history;

import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.jdbc.Backends.Backend;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.LeaseLostException;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

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

  /** How often the lease is asked for when each attempt loses its connection. */
  private static final int ATTEMPTS = 10;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration RESTART = Duration.ofMinutes(1);

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
      Waiting waiting = new Waiting(progress);
      for (int lost = 0; ; ) {
        try {
          // It may be taken, and only the answer was lost.
          if (lost > 0 && beat(connection, token)) {
            return new Beating(connection, token, run, progress);
          }
          while (!take(connection, token, run, by)) {
            waiting.behind(connection, holder(connection));
            lost = 0;
            pause(times.poll());
          }
          return new Beating(connection, token, run, progress);
        } catch (SQLException e) {
          if (!Database.lost(e)) {
            throw e;
          }
          close(connection);
          lost++;
          pauseAfter(lost, e, progress);
          connection = patient(database.forRun(run).await(RESTART));
        }
      }
    } catch (SQLException e) {
      close(connection);
      throw tables.explain(e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private void pauseAfter(int lost, SQLException why, Progress progress) {
    String said = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
    if (lost >= ATTEMPTS) {
      throw new DatabaseException(
          Reason.OTHER,
          ("The lease on %s could not be taken: each of %d attempts lost its connection, the"
                  + " last time with: %s Nothing was executed. If the server did give the lease, it"
                  + " expires in %d s.")
              .formatted(database.describe(), lost, said, times.life().toSeconds()),
          why);
    }
    Duration doubled = times.poll().multipliedBy(1L << (lost - 1));
    Duration pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    progress.notice(
        "The connection was lost while asking for the lease (%s); attempt %d of %d follows."
            .formatted(said, lost + 1, ATTEMPTS));
    pause(pause);
  }

  @Override
  public Optional<Holder> holder() {
    try (Connection connection = database.connect(List.of())) {
      return readHolder(connection);
    } catch (SQLException e) {
      throw tables.explain(e);
    }
  }

  private Optional<Holder> readHolder(Connection connection) {
    try {
      return holder(connection);
    } catch (SQLException e) {
      if (SqlState.UNDEFINED_TABLE.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw tables.explainReading(connection, e);
    }
  }

  /** Looks at who holds it, and says each thing once. */
  private final class Waiting {
    private final Progress progress;
    private String holding = "";
    private String stuck = "";

    Waiting(Progress progress) {
      this.progress = progress;
    }

    /** A holder that is frozen in a transaction keeps the row locked after its lease expired. */
    void behind(Connection connection, Optional<Holder> found) throws SQLException {
      if (found.isEmpty()) {
        return;
      }
      Holder holder = found.get();
      if (!holding.equals(holder.run())) {
        holding = holder.run();
        progress.waiting(holder);
      }
      if (holder.left().isNegative()) {
        List<Backend> left = end(connection, holder.run());
        if (!left.isEmpty() && !stuck.equals(holder.run())) {
          stuck = holder.run();
          progress.notice(mayNotEnd(holder, left));
        }
      }
    }
  }

  private static String mayNotEnd(Holder holder, List<Backend> left) {
    return ("The lease of %s (run %s) is held by sessions that this user may not end:%n "
            + " %s%nThe same user, or a member of pg_signal_backend, must end them: %s")
        .formatted(
            holder.by(),
            holder.run(),
            left.stream().map(Backend::describe).collect(Collectors.joining("\n  ")),
            left.stream()
                .map(backend -> "SELECT pg_terminate_backend(" + backend.pid() + ");")
                .collect(Collectors.joining(" ")));
  }

  /**
   * Takes the lease from a run, whose sessions are ended; what they have not committed is undone.
   *
   * @return false when that run does not hold it (any more)
   * @throws DatabaseException when a session of the run stands in the way that we may not end
   */
  public boolean release(Holder holder) {
    try (Connection connection = connect("unlock")) {
      List<Backend> left = end(connection, holder.run());
      connection.setAutoCommit(false);
      try (Statement settings = connection.createStatement();
          PreparedStatement free = connection.prepareStatement(tables.sql("unlock-lock"))) {
        settings.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT.toMillis());
        free.setString(1, holder.run());
        boolean released = free.executeUpdate() == 1;
        connection.commit();
        return released;
      } catch (SQLException e) {
        if (SqlState.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw new DatabaseException(Reason.NO_PERMISSION, mayNotEnd(holder, left), e);
        }
        throw e;
      }
    } catch (SQLException e) {
      throw tables.explain(e);
    }
  }

  /** What the sessions of a holder do right now. */
  public List<Backend> sessions(Holder holder) {
    try (Connection connection = database.connect(List.of())) {
      return of(connection, holder.run());
    } catch (SQLException e) {
      throw tables.explain(e);
    }
  }

  private List<Backend> of(Connection connection, String run) throws SQLException {
    return Backends.of(connection, run, tables.name(HistoryTables.LOCK));
  }

  private List<Backend> end(Connection connection, String run) throws SQLException {
    return Backends.end(connection, run, tables.name(HistoryTables.LOCK), LOCK_TIMEOUT);
  }

  /** A server that does not answer any more must not hold us for ever: the lease expires. */
  private Connection connect(String run) {
    return patient(database.forRun(run).connect(List.of()));
  }

  private Connection patient(Connection connection) {
    try {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(patience().toMillis()));
      return connection;
    } catch (SQLException e) {
      close(connection);
      throw tables.explain(e);
    }
  }

  /** How long an answer may take: three beats have to fail before the lease expires. */
  private Duration patience() {
    return times.life().dividedBy(3).plus(LOCK_TIMEOUT);
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
      update.setInt(2, HistoryTables.FORMAT);
      update.setString(3, run);
      update.setString(4, by);
      update.setLong(5, times.life().toMillis());
      int rows = update.executeUpdate();
      connection.commit();
      connection.setAutoCommit(true);
      return rows == 1;
    } catch (SQLException e) {
      rollback(connection, e);
      if (SqlState.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static void rollback(Connection connection, SQLException because) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /** Whether it is ours, which it stays for a while. */
  private boolean beat(Connection connection, String token) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(tables.sql("beat-lock"))) {
      statement.setLong(1, times.life().toMillis());
      statement.setString(2, token);
      return statement.executeUpdate() == 1;
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
      throw new DatabaseException(
          Reason.STOPPED, "The run was stopped while it waited. Nothing was executed.", e);
    }
  }

  /** Ours, kept alive by a thread and a session of its own. */
  private final class Beating implements Held {
    private final String token;
    private final String run;
    private final Progress progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread heart;
    private volatile Connection connection;
    private volatile Runnable whenLost = () -> {};
    private volatile boolean givenBack;

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
    public int fence(Connection transaction, List<String> settings) throws SQLException {
      List<String> message = new ArrayList<>();
      // Whatever the role's default is: the next id follows what others have just committed.
      message.add("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
      message.add(tables.sql("fence-lock").replace("{token}", Literal.quote(token)).strip());
      message.addAll(settings);
      try (Statement statement = transaction.createStatement()) {
        statement.execute(String.join(";\n", message));
        statement.getMoreResults(); // behind the isolation level
        try (ResultSet row = statement.getResultSet()) {
          if (!row.next()) {
            throw lost();
          }
          return row.getInt(1);
        }
      }
    }

    private LeaseLostException lost() {
      return new LeaseLostException(
          ("Run %s has lost the lease on %s: its heartbeat did not arrive for %d s and another run"
                  + " took it, or a person released it. Nothing was written since.")
              .formatted(run, database.describe(), times.life().toSeconds()),
          "To see where the database is: mvn migrate:current");
    }

    @Override
    public void quiesce(Connection other) throws SQLException {
      long deadline = System.nanoTime() + times.life().toNanos();
      while (!quiet(other)) {
        if (System.nanoTime() > deadline) {
          throw new SQLException(
              "A session of run " + run + " was lost, but is still open in the server.");
        }
        for (Backend backend : of(other, run)) {
          Backends.terminate(other, backend.pid());
        }
      }
    }

    private boolean quiet(Connection other) throws SQLException {
      other.setAutoCommit(false);
      try (Statement settings = other.createStatement();
          PreparedStatement statement = other.prepareStatement(tables.sql("quiesce-lock"))) {
        settings.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT.toMillis());
        statement.setString(1, token);
        try (ResultSet row = statement.executeQuery()) {
          if (!row.next()) {
            throw lost();
          }
        }
        return true;
      } catch (SQLException e) {
        if (SqlState.LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          return false;
        }
        throw e;
      } finally {
        other.rollback();
        other.setAutoCommit(true);
      }
    }

    @Override
    public void whenLost(Runnable action) {
      whenLost = action;
    }

    @Override
    public List<Backend> abandon() {
      closed.countDown();
      try (Connection other = PostgresLease.this.connect("stop")) {
        List<Backend> left = end(other, run);
        if (left.isEmpty()) {
          free(other);
        }
        return left;
      } catch (SQLException e) {
        throw tables.explain(e);
      }
    }

    @Override
    public void close() {
      // Who interrupts us wants the end, and this is part of it.
      boolean interrupted = Thread.interrupted();
      closed.countDown();
      try {
        heart.join(patience().toMillis());
        List<Backend> left = leftBehind();
        if (left.isEmpty()) {
          free(connection);
        } else {
          notGivenBack(
              "the server still works for it: "
                  + left.stream().map(Backend::describe).collect(Collectors.joining("; ")));
        }
      } catch (SQLException e) {
        notGivenBack(String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        interrupted = true;
        notGivenBack("interrupted");
      } finally {
        PostgresLease.close(connection);
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** Sessions that we lost while they worked; they are ended. */
    private List<Backend> leftBehind() throws SQLException, InterruptedException {
      long now = System.nanoTime();
      while (!of(connection, run).isEmpty()) {
        long waited = System.nanoTime() - now;
        if (waited > LOCK_TIMEOUT.toNanos()) {
          return of(connection, run);
        }
        // Those that we have just closed end by themselves.
        if (waited > times.poll().toNanos()) {
          for (Backend backend : of(connection, run)) {
            Backends.terminate(connection, backend.pid());
          }
        }
        Thread.sleep(QUICK.toMillis());
      }
      return List.of();
    }

    private void free(Connection session) throws SQLException {
      try (PreparedStatement statement = session.prepareStatement(tables.sql("free-lock"))) {
        statement.setString(1, token);
        givenBack = statement.executeUpdate() == 1;
      }
    }

    @Override
    public boolean givenBack() {
      return givenBack;
    }

    private void notGivenBack(String why) {
      progress.notice(
          "The lease could not be released (%s); it expires in %d s."
              .formatted(why, times.life().toSeconds()));
    }

    private void beat() {
      try {
        while (!closed.await(times.beat().toMillis(), TimeUnit.MILLISECONDS)) {
          if (!once()) {
            whenLost.run();
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /**
     * Whether it is still ours, as far as we know: a beat that did not get through is tried again
     * at once in a new session, and else with the next one.
     */
    private boolean once() {
      for (int attempt = 1; ; attempt++) {
        try {
          if (connection.isClosed()) {
            connection = connect(run);
          }
          return PostgresLease.this.beat(connection, token);
        } catch (SQLException | RuntimeException e) {
          if (attempt == 2) {
            progress.notice("The lease's heartbeat did not arrive: " + e.getMessage());
            return true;
          }
        }
      }
    }
  }
}
