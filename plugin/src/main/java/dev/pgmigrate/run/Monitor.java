package dev.pgmigrate.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at our statements from a second session while they run: whom they wait for, and how far
 * they have come. What runs for less than a moment is never looked at, and costs no session.
 */
final class Monitor implements AutoCloseable {
  private static final String BLOCKERS = Sql.resource("blockers");
  private static final String MOVEMENT = Sql.resource("movement");
  private static final Duration PERIOD = Duration.ofMillis(200);

  private final Database database;
  private final Progress progress;
  private final long periodMillis;
  private final ScheduledThreadPoolExecutor looking;
  private @Nullable Connection connection;

  /** Looks at least ten times before a lock times out. */
  Monitor(Database database, Limits limits, Progress progress) {
    this.database = database;
    this.progress = progress;
    long tenth = limits.lockTimeout().toMillis() / 10;
    this.periodMillis = tenth == 0 ? PERIOD.toMillis() : Math.min(PERIOD.toMillis(), tenth);
    this.looking =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "migrate-monitor");
              thread.setDaemon(true);
              return thread;
            });
    looking.setRemoveOnCancelPolicy(true);
  }

  /** Looks at what this backend executes until the watch is closed. */
  Watch watch(int pid, Task task, int index, boolean tells) {
    Watch watch = new Watch(pid, task, index, tells);
    watch.looks =
        looking.scheduleWithFixedDelay(
            () -> look(watch), periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    return watch;
  }

  /** A statement that is being looked at. */
  static final class Watch implements AutoCloseable {
    private final int pid;
    private final Task task;
    private final int index;
    private final boolean tells;
    private final long begun = System.nanoTime();
    private java.util.concurrent.@Nullable ScheduledFuture<?> looks;
    private volatile List<Blocker> blockers = List.of();
    private volatile boolean closed;
    private String phase = "";
    private long phaseDone;
    private long phaseBegun;

    Watch(int pid, Task task, int index, boolean tells) {
      this.pid = pid;
      this.task = task;
      this.index = index;
      this.tells = tells;
    }

    /** Whom it waited for when it was last seen waiting. */
    List<Blocker> blockers() {
      return blockers;
    }

    @Override
    public void close() {
      closed = true;
      if (looks != null) {
        looks.cancel(false);
      }
    }

    /** Units a second since the phase began. */
    private double rate(String now, long done) {
      if (!now.equals(phase) || done < phaseDone) {
        phase = now;
        phaseDone = done;
        phaseBegun = System.nanoTime();
        return 0;
      }
      double seconds = (System.nanoTime() - phaseBegun) / 1e9;
      return seconds <= 0 ? 0 : (done - phaseDone) / seconds;
    }
  }

  private void look(Watch watch) {
    if (watch.closed) {
      return;
    }
    try {
      Connection session = session();
      List<Blocker> waitingFor = blockers(session, watch.pid);
      if (!waitingFor.isEmpty()) {
        watch.blockers = waitingFor;
      }
      Movement movement = watch.tells ? movement(session, watch, waitingFor) : null;
      if (movement != null && !watch.closed) {
        progress.moved(watch.task, watch.index + 1, movement);
      }
    } catch (SQLException | RuntimeException e) {
      // Only a look: the next one may succeed, and the statement itself says what is wrong.
      forget();
    }
  }

  private Connection session() {
    Connection open = connection;
    if (open == null) {
      open = database.connect(List.of());
      connection = open;
    }
    return open;
  }

  private static List<Blocker> blockers(Connection session, int pid) throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(BLOCKERS)) {
      statement.setInt(1, pid);
      try (ResultSet row = statement.executeQuery()) {
        List<Blocker> blockers = new ArrayList<>();
        while (row.next()) {
          blockers.add(
              new Blocker(
                  row.getInt("pid"),
                  row.getString("application"),
                  row.getString("user"),
                  row.getString("query"),
                  Duration.ofMillis((long) (1000 * row.getDouble("open"))),
                  row.getString("lock")));
        }
        return blockers;
      }
    }
  }

  private static Movement movement(Connection session, Watch watch, List<Blocker> waitingFor)
      throws SQLException {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - watch.begun);
    try (PreparedStatement statement = session.prepareStatement(MOVEMENT)) {
      statement.setInt(1, watch.pid);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String phase = row.getString("phase");
        if (phase == null) {
          String table = row.getString("name");
          String what = table == null ? "running" : table + ", " + row.getString("size");
          return new Movement(what, 0, 0, "", 0, elapsed, waitingFor);
        }
        long done = row.getLong("done");
        return new Movement(
            phase,
            done,
            row.getLong("total"),
            row.getString("unit"),
            watch.rate(phase, done),
            elapsed,
            waitingFor);
      }
    }
  }

  private void forget() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      Sql.close(open);
    }
  }

  @Override
  public void close() {
    looking.execute(this::forget);
    looking.shutdown();
  }
}
