package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at our statements from a second session while they run: whom they wait for, and how far
 * they have come. What runs for less than a moment is never looked at, and costs no session.
 */
final class Monitor implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(200);

  /** A statement that takes longer than this is looked at less often. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final Duration LATER_PERIOD = Duration.ofSeconds(1);

  /** Asking for locks stops the server's lock table for a moment: not often for hours. */
  private static final Duration LATER_LOCKS = Duration.ofSeconds(10);

  /** A cancelled statement that goes on after so many looks has its session ended. */
  private static final int CANCELS = 5;

  /** How long an answer to a look may take: the network may have swallowed it. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Database database;
  private final Progress progress;
  private final Stop stop;
  private final Duration period;
  private final Duration longest;
  private final ScheduledThreadPoolExecutor looking;
  private @Nullable Connection connection;

  /** Looks at least ten times before a lock times out. */
  Monitor(Database database, Limits limits, Progress progress, Stop stop) {
    this.stop = stop;
    this.database = database;
    this.progress = progress;
    long tenth = limits.lockTimeout().toMillis() / 10;
    this.period = tenth == 0 || tenth > PERIOD.toMillis() ? PERIOD : Duration.ofMillis(tenth);
    this.longest = limits.silence();
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

  /** A question to the server. */
  interface Call<T> {
    /** Waits for the answer. */
    T answer() throws SQLException;
  }

  /**
   * Who is asked.
   *
   * @param connection what our side waits at
   * @param pid of the backend that executes
   * @param ours whether it works for nobody else meanwhile, as a pooler's may
   */
  record Asked(Connection connection, int pid, boolean ours) {}

  /** Looks at what this backend executes until the watch is closed; that may take for ever. */
  Watch watch(Asked asked, Task task, int index, boolean tells) throws SQLException {
    Watch watch = new Watch(asked, task, index, tells);
    schedule(watch);
    return watch;
  }

  private void schedule(Watch watch) {
    long millis = period(watch).toMillis();
    watch.next = looking.schedule(() -> look(watch), millis, TimeUnit.MILLISECONDS);
  }

  private Duration period(Watch watch) {
    return watch.isYoung() ? period : LATER_PERIOD;
  }

  /** A statement that is being looked at. */
  static final class Watch implements AutoCloseable {
    private final Asked asked;
    private final Connection connection;
    private final int pid;
    private int cancels;
    private final @Nullable Silence silence;
    private final int patience;
    private final Task task;
    private final int index;
    private final boolean tells;
    private final long begun = System.nanoTime();
    private volatile @Nullable Future<?> next;
    private volatile List<Blocker> blockers = List.of();
    private List<Blocker> waitsFor = List.of();
    private String largest = "running";
    private long locksSeen;
    private volatile boolean closed;
    private String phase = "";
    private long phaseDone;
    private long phaseBegun;

    Watch(Asked asked, Task task, int index, boolean tells) throws SQLException {
      this.asked = asked;
      this.connection = asked.connection();
      this.pid = asked.pid();
      this.silence = asked.ours() ? new Silence() : null;
      this.patience = connection.getNetworkTimeout();
      Jdbc.patience(connection, Duration.ZERO);
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
      Future<?> look = next;
      if (look != null) {
        look.cancel(false);
      }
      try {
        Jdbc.patience(connection, Duration.ofMillis(patience));
      } catch (SQLException e) {
        // Whoever uses it next sees that it is gone.
      }
    }

    private boolean isYoung() {
      return System.nanoTime() - begun < SOON.toNanos();
    }

    /**
     * Whom it waits for, and what it has locked: at once when a wait begins, and then less often.
     */
    private void lookAtLocks(Connection session, boolean waits) throws SQLException {
      boolean begins = waits && waitsFor.isEmpty();
      if (!waits) {
        waitsFor = List.of();
      }
      long now = System.nanoTime();
      if (!begins && !isYoung() && now - locksSeen < LATER_LOCKS.toNanos()) {
        return;
      }
      locksSeen = now;
      if (waits) {
        waitsFor = Looks.blockers(session, pid);
        blockers = waitsFor.isEmpty() ? blockers : waitsFor;
      }
      if (tells) {
        largest = Looks.largestLocked(session, pid).orElse("running");
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
      if (stop.requested()) {
        end(watch, session);
      }
      Optional<Looks.Activity> activity = Looks.activity(session, watch.pid);
      Silence silence = watch.silence;
      if (silence != null && silence.after(activity, period(watch)).compareTo(longest) > 0) {
        giveUp(watch);
        return;
      }
      watch.lookAtLocks(session, activity.filter(Looks.Activity::waits).isPresent());
      StepProgress movement = watch.tells ? movement(session, watch) : null;
      if (movement != null && !watch.closed) {
        progress.moved(watch.task, watch.index + 1, movement);
      }
    } catch (SQLException | RuntimeException e) {
      // Only a look: the next one may succeed, and the statement itself says what is wrong.
      forget();
    }
    if (!watch.closed) {
      schedule(watch);
    }
  }

  /**
   * Cancels what is executed, again and again until it ends; ends its session if that is no use.
   */
  private void end(Watch watch, Connection session) throws SQLException {
    watch.cancels++;
    if (!watch.asked.ours()) {
      // The backend of its number may work for somebody else: the pooler ends the right one.
      watch.asked.connection().abort(Runnable::run);
    } else if (watch.cancels <= CANCELS) {
      Backends.cancel(session, watch.asked.pid());
    } else {
      Backends.terminate(session, watch.asked.pid());
    }
  }

  /** Then whoever waits hears that the connection is lost. */
  private void giveUp(Watch watch) throws SQLException {
    if (!watch.closed) {
      progress.notice(
          ("The server has been idle for %d s, but step %d of revision %s still waits"
                  + " for its answer: something between them, such as a firewall, has dropped the"
                  + " connection. The connection is closed.")
              .formatted(longest.toSeconds(), watch.index + 1, watch.task.revision().id()));
      watch.connection.abort(Runnable::run);
    }
  }

  private Connection session() throws SQLException {
    Connection open = connection;
    if (open == null) {
      // As the user: a role that it acts as may not see what the user's sessions do.
      open = database.withRole(null).connect(List.of());
      connection = open;
      Jdbc.patience(open, ANSWER);
    }
    return open;
  }

  private static StepProgress movement(Connection session, Watch watch) throws SQLException {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - watch.begun);
    return Looks.building(session, watch.pid)
        .map(
            now ->
                new StepProgress(
                    now.phase(),
                    now.done(),
                    now.total(),
                    now.unit(),
                    watch.rate(now.phase(), now.done()),
                    elapsed,
                    watch.waitsFor))
        .orElseGet(() -> new StepProgress(watch.largest, 0, 0, "", 0, elapsed, watch.waitsFor));
  }

  private void forget() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      Jdbc.close(open);
    }
  }

  @Override
  public void close() {
    looking.execute(this::forget);
    looking.shutdown();
  }
}
