package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends.Backend;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.sql.SqlState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person ends the run: by Ctrl-C or SIGTERM, which the JVM's shutdown tells, or by interrupting
 * its thread, as a daemon does in which no JVM ends. The monitor cancels what is executed; the run
 * journals that and gives the lease back. Where that takes too long, its sessions are ended.
 */
final class Stop implements AutoCloseable {

  private final Thread runner = Thread.currentThread();
  private final Progress progress;
  private final Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shutDown, "migrate-stop");
  private volatile Lease.@Nullable Held held;
  private volatile @Nullable String message;
  private volatile boolean requested;

  /**
   * @param grace how long a run may take to end by itself
   */
  Stop(Progress progress, Duration grace) {
    this.progress = progress;
    this.grace = grace;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      requested = true; // The JVM ends already.
    }
  }

  /** From now on there is something to give back. */
  void holds(Lease.Held lease) {
    held = lease;
  }

  /** What the run ended with. */
  void failed(Exception why) {
    message = why.getMessage();
  }

  /** Whether a person wants the run to end. */
  boolean requested() {
    requested |= runner.isInterrupted();
    return requested;
  }

  /** Whether a statement has failed because of that. */
  boolean caused(SQLException e) {
    return requested() && SqlState.QUERY_CANCELED.equals(e.getSQLState());
  }

  /**
   * Called before anything new is begun.
   *
   * @throws DatabaseException when a person wants the run to end
   */
  void check(Task task, int index) {
    if (requested()) {
      throw DatabaseException.stopped(
          ("The run was stopped before step %d of %d (%s) of revision %s. The steps"
                  + " before it are done and in the journal; the next %s continues with it.")
              .formatted(
                  index + 1,
                  task.steps().size(),
                  task.direction() == Direction.UP ? "up" : "down",
                  task.revision().id(),
                  task.again()),
          null);
    }
  }

  private void shutDown() {
    Lease.Held lease = held;
    if (lease == null || ended.getCount() == 0) {
      return;
    }
    requested = true;
    progress.notice("Stopping: the statement in progress is cancelled.");
    runner.interrupt(); // It may only be pausing.
    try {
      if (ended.await(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        String why = message;
        progress.notice(
            why == null
                ? "The run had ended before it could be stopped: everything was done."
                : why + (lease.givenBack() ? "\nThe lease is released." : ""));
      } else {
        progress.notice(abandoned(lease.abandon()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      progress.notice(
          ("The run did not end, and the server does not answer (%s). A transaction that is not"
                  + " committed is rolled back; the lease expires, and the next run continues.")
              .formatted(e.getMessage()));
    }
  }

  private static String abandoned(List<Backend> left) {
    String next =
        "Committed steps are in the journal, an uncommitted transaction is rolled"
            + " back. The next run continues with the step that was in progress.";
    return left.isEmpty()
        ? "The run did not end in time: its sessions were ended, and the lease is"
            + " released. "
            + next
        : ("The run did not end in time, and some of its sessions are still active:%n "
                    + " %s%nThe lease is not released; it expires. ")
                .formatted(left.stream().map(Backend::describe).collect(Collectors.joining("\n  ")))
            + next;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // It is running, and hears that we ended.
    }
  }
}
