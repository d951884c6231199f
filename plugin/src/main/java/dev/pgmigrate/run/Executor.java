package dev.pgmigrate.run;

import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.run.DatabaseException.Reason;
import dev.pgmigrate.run.JournalEntry.Actor;
import dev.pgmigrate.run.JournalEntry.Kind;
import dev.pgmigrate.run.JournalEntry.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Executes revisions on one database, one run at a time: every transactional step commits together
 * with its row in the journal, and what a run leaves unfinished the next one goes on with.
 */
public final class Executor {
  private final Database database;
  private final Database direct;
  private final Journal journal;
  private final Lease lease;
  private final Actor actor;
  private final Limits limits;
  private final Progress progress;

  /**
   * @param database what is migrated
   * @param direct the same database without a pooler between; may be {@code database} itself
   */
  public Executor(
      Database database,
      Database direct,
      Journal journal,
      Lease lease,
      Actor actor,
      Limits limits,
      Progress progress) {
    this.database = database;
    this.direct = direct;
    this.journal = journal;
    this.lease = lease;
    this.actor = actor;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Waits for the lease, then decides and does the work.
   *
   * @param checkout all revisions that are known here; their applied steps must be what they were
   * @param decide what to do, from what the journal says once nobody else can change it
   * @return what the journal says afterwards
   * @throws RefusedException before anything is executed
   * @throws StepFailedException when PostgreSQL refuses a statement; the steps before it stay
   * @throws LeaseLostException when another run took over because we were silent for too long
   * @throws DatabaseException when the database cannot be reached, or our tables not be written
   */
  public AppliedState run(Collection<MigrationFile> checkout, Function<AppliedState, Work> decide) {
    String run = newRun();
    try (Lease.Held held = lease.acquire(run, actor.by(), progress);
        Session session = new Session(database.forRun(run), limits, progress);
        Monitor monitor = new Monitor(direct.forRun(run), limits, progress)) {
      held.whenLost(session::abort);
      journal.create(session.connection());
      AppliedState state = AppliedState.of(journal.read(session.connection())).in(checkout);
      Preflight.unedited(state, checkout);
      Work work = decide.apply(state);
      Recorder recorder = new Recorder(session, journal, held, run, actor, limits.attempts());
      for (Squash squash : state.squashes()) {
        recorder.record(squash.rows(run, actor));
        progress.notice(squash.inWords());
      }
      if (work.stamp()) {
        recorder.record(Stamp.rows(run, actor, state, work.tasks()));
      } else {
        Preflight.executable(state, work.tasks());
        StepRunner steps =
            new StepRunner(
                database.forRun(run), direct.forRun(run), recorder, monitor, limits, progress);
        for (Task task : work.tasks()) {
          execute(steps, recorder, task, state.find(task.revision().id()).orElse(null));
        }
      }
      if (work.reachesHead() != null && state.initialising()) {
        recorder.initialised(work.reachesHead());
      }
      return AppliedState.of(journal.read(session.connection())).in(checkout);
    } catch (SQLException e) {
      throw new DatabaseException(
          Reason.OTHER, "%s: %s".formatted(database.describe(), e.getMessage()), e);
    }
  }

  private void execute(
      StepRunner steps, Recorder recorder, Task task, @Nullable AppliedRevision applied)
      throws SQLException {
    boolean nothingToDo =
        switch (task.direction()) {
          case UP -> applied != null && applied.complete();
          case DOWN -> applied == null || !applied.present();
        };
    if (nothingToDo) {
      return;
    }
    long begun = System.nanoTime();
    int from = applied == null ? 0 : first(steps, task, applied);
    progress.started(task, from + 1);
    if (task.steps().isEmpty()) {
      recorder.record(recorder.entry(task, 0, Kind.EMPTY, Outcome.DONE));
    }
    for (int index = from; index < task.steps().size(); index++) {
      long stepBegun = System.nanoTime();
      // The text goes with the first row, so that a checkout without the file can go back.
      try {
        steps.run(task, index, applied, index == from && task.direction() == Direction.UP);
      } catch (SQLException | RuntimeException e) {
        progress.failed(task, index + 1);
        throw e;
      }
      progress.done(task, index + 1, Duration.ofNanos(System.nanoTime() - stepBegun));
    }
    progress.finished(task, Duration.ofNanos(System.nanoTime() - begun));
  }

  /** The index of the task's first step that is still to be executed. */
  private static int first(StepRunner steps, Task task, AppliedRevision applied)
      throws SQLException {
    int done = applied.applied();
    Integer left = applied.downLeft();
    JournalEntry batch = applied.batch();
    if (task.direction() == Direction.DOWN && batch != null) {
      // What its ranges have done so far is taken back by the same block as the whole, and what
      // they have not taken back so far by the rest of their own.
      done = batch.step();
    }
    JournalEntry unknown = applied.unknown();
    if (unknown != null && steps.settle(task, applied, unknown)) {
      switch (unknown.direction()) {
        case UP -> done = unknown.step();
        case DOWN -> {
          done = unknown.step() - 1;
          left = done;
        }
      }
    }
    int size = task.steps().size();
    return switch (task.direction()) {
      case UP -> done;
      case DOWN -> {
        if (left != null) {
          yield size - left;
        }
        yield size == applied.steps() ? size - done : 0;
      }
    };
  }

  private static String newRun() {
    byte[] bytes = new byte[6];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
