package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Journal;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Squash;
import dev.pgmigrate.journal.Stamp;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
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
  public AppliedState run(
      Collection<MigrationFile> checkout, Function<AppliedState, Worklist> decide) {
    String run = newRun();
    try (Stop stop = new Stop(progress, limits.grace());
        Lease.Held held = lease.acquire(run, actor.by(), progress)) {
      stop.holds(held);
      try {
        return run(run, held, stop, checkout, decide);
      } catch (SQLException e) {
        DatabaseException worded = worded(e);
        stop.failed(worded);
        throw worded;
      } catch (RuntimeException e) {
        stop.failed(e);
        throw e;
      }
    }
  }

  private AppliedState run(
      String run,
      Lease.Held held,
      Stop stop,
      Collection<MigrationFile> checkout,
      Function<AppliedState, Worklist> decide)
      throws SQLException {
    try (Session session = new Session(database.forRun(run), limits, progress);
        Monitor monitor = new Monitor(direct.forRun(run), limits, progress, stop)) {
      held.whenLost(session::abort);
      journal.create(session.connection());
      AppliedState state = AppliedState.of(journal.read(session.connection())).in(checkout);
      Preflight.unedited(state, checkout);
      Worklist work = decide.apply(state);
      Recorder recorder = new Recorder(session, journal, held, run, actor, limits, stop);
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
          AppliedRevision begun = state.find(task.revision().id()).orElse(null);
          if (isToDo(task, begun)) {
            execute(steps, recorder, task, settled(steps, session, task, begun));
          }
        }
      }
      if (work.reachesHead() != null && state.initialising()) {
        recorder.initialised(work.reachesHead());
      }
      return recorder.wrote()
          ? AppliedState.of(journal.read(session.connection())).in(checkout)
          : state;
    }
  }

  private DatabaseException worded(SQLException e) {
    return DatabaseException.ofPooler(e)
        .orElseGet(
            () ->
                new DatabaseException(
                    Reason.OTHER, "%s: %s".formatted(database.describe(), e.getMessage()), e));
  }

  private static boolean isToDo(Task task, @Nullable AppliedRevision applied) {
    return switch (task.direction()) {
      case UP -> applied == null || !applied.complete();
      case DOWN -> applied != null && applied.present();
    };
  }

  private void execute(
      StepRunner steps, Recorder recorder, Task task, @Nullable AppliedRevision applied)
      throws SQLException {
    long begun = System.nanoTime();
    int from = applied == null ? 0 : applied.next(task);
    if (applied == null && task.direction() == Direction.DOWN) {
      from = task.steps().size();
    }
    progress.started(task, from + 1);
    if (task.steps().isEmpty()) {
      recorder.record(recorder.entry(task, 0, Kind.EMPTY, Outcome.DONE));
    }
    int end;
    for (int first = from; first < task.steps().size(); first = end) {
      long stepBegun = System.nanoTime();
      StepGroup portion = StepGroup.of(task, first);
      end = portion.end();
      recorder.stop().check(task, first);
      // The text goes with the first row, so that a checkout without the file can go back.
      try {
        steps.run(portion, applied, first == from && task.direction() == Direction.UP);
      } catch (SQLException | RuntimeException e) {
        progress.failed(task, portion.index() + 1);
        throw e;
      }
      progress.done(task, portion.index() + 1, Duration.ofNanos(System.nanoTime() - stepBegun));
    }
    progress.finished(task, Duration.ofNanos(System.nanoTime() - begun));
  }

  /** What the journal says of the task's revision once all that was begun in it has an end. */
  private @Nullable AppliedRevision settled(
      StepRunner steps, Session session, Task task, @Nullable AppliedRevision applied)
      throws SQLException {
    JournalEntry unknown = applied == null ? null : applied.unknown();
    if (applied == null || unknown == null) {
      return applied;
    }
    StepGroup portion = portion(new Task(task.file(), unknown.direction()), applied, unknown);
    steps.settle(portion, unknown, applied);
    AppliedState state = AppliedState.of(journal.read(session.connection()));
    Preflight.executable(state, List.of(task));
    return state.find(applied.id()).orElse(null);
  }

  private static StepGroup portion(Task task, AppliedRevision applied, JournalEntry unknown) {
    int index = task.index(unknown.step());
    if (index < 0 || index >= task.steps().size()) {
      throw new RefusedException(
          RefusedException.Reason.UNKNOWN_STATE,
          task.file().path(),
          0,
          "step %d of revision %s was started and never ended, and is no longer in the file."
              .formatted(unknown.step(), applied.id()));
    }
    StepGroup next = StepGroup.of(task, applied.next(task));
    return next.index() == index ? next : StepGroup.of(task, index);
  }

  private static String newRun() {
    byte[] bytes = new byte[6];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
