package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.KeptAlive;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.StepChecksum;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes a statement outside any transaction, in a session of its own. The journal says before
 * that it begins and afterwards that it is done; what a run leaves between the two is settled by
 * what the catalog shows.
 */
final class NoTransactionStep {

  /** How long half of a cancelled statement may take to be cleared away. */
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(30);

  private final Database direct;
  private final Recorder recorder;
  private final Failures failures;
  private final Monitor monitor;
  private final Limits limits;
  private final Progress progress;
  private boolean warned;
  private boolean pooled;

  NoTransactionStep(
      Database direct,
      Recorder recorder,
      Failures failures,
      Monitor monitor,
      Limits limits,
      Progress progress) {
    this.direct = direct;
    this.recorder = recorder;
    this.failures = failures;
    this.monitor = monitor;
    this.limits = limits;
    this.progress = progress;
  }

  /** Executes the step; {@code done} is the journal's row for when it is done. */
  void run(StepGroup portion, JournalEntry done) throws SQLException {
    record(
        portion,
        List.of(done.withOutcome(Outcome.STARTED)),
        "step %d of revision %s was not executed, because its journal row could not"
            + " be written first",
        "continues with this step");
    Postcondition postcondition = postcondition(portion.step(), done);
    int attempt = 1;
    while (!attempt(portion.task(), portion.index(), postcondition, attempt)) {
      attempt++;
    }
    record(
        portion,
        portion.rows(done.withScript(null)),
        "the statement of step %d of revision %s succeeded, but its journal row"
            + " could not be written",
        postcondition.tells()
            ? "finds it done"
            : "cannot tell that it is done, and says what to do then");
  }

  private void record(StepGroup portion, List<JournalEntry> rows, String what, String next)
      throws SQLException {
    try {
      recorder.record(rows);
    } catch (SQLException e) {
      if (Jdbc.lost(e)) {
        throw e;
      }
      throw Failures.notJournalled(portion.task(), portion.index(), what, next, e);
    }
  }

  private Postcondition postcondition(Step step, JournalEntry row) throws SQLException {
    Postcondition built = Postcondition.of(step);
    return built.needsBeginning() ? built.since(recorder.beginning(row)) : built;
  }

  /** Whether it is done now; else it is to be tried again. */
  private boolean attempt(Task task, int index, Postcondition postcondition, int attempt)
      throws SQLException {
    Step step = task.steps().get(index);
    Statement statement = step.statements().get(0);
    boolean last = attempt >= limits.attempts();
    List<Blocker> blockers = List.of();
    int pid = 0;
    try (Connection session = connect(step, postcondition)) {
      recorder.beside(session);
      // No fence stops the statement itself, and connecting may have taken long.
      recorder.check();
      pid = pid(session);
      Monitor.Asked asked = new Monitor.Asked(session, pid, !pooled);
      refuseOther(asked, task, index, postcondition);
      try (Monitor.Watch watch = monitor.watch(asked, task, index, true)) {
        try {
          Jdbc.execute(session, Jdbc.encodable(session, statement.sql()))
              .notices()
              .forEach(progress::notice);
        } finally {
          blockers = watch.blockers();
        }
      } catch (SQLException e) {
        if (Jdbc.lost(e)) {
          throw e;
        }
        if (recorder.stop().caused(e) && !clearedAway(session, postcondition)) {
          // The row that says STARTED stays the last word: the next run looks what is left.
          throw DatabaseException.stopped(
              ("The run was stopped in step %d of revision %s, which was cancelled. The"
                      + " next %s removes what is left of the step and continues with it.")
                  .formatted(index + 1, task.revision().id(), task.again()),
              e);
        }
        String what =
            SqlState.DUPLICATE_TABLE.equals(e.getSQLState())
                ? postcondition
                    .invalid(session)
                    .map(
                        there ->
                            "The index "
                                + there
                                + " already exists and is not valid: another build of it did not"
                                + " finish. Unless it is being built right now, remove it: DROP"
                                + " INDEX CONCURRENTLY "
                                + there)
                    .orElse("Nothing of it is left")
                : "Nothing of it is left";
        // An object that was there before is not ours to clear away.
        if (!SqlState.DUPLICATE_TABLE.equals(e.getSQLState())) {
          what = postcondition.explain(session, e).orElse(what);
          repair(asked, task, index, postcondition);
        }
        if (HiddenRows.refused(e)) {
          what =
              HiddenRows.advice(HiddenRows.of(session, direct.namespace(), step)) + "\n  " + what;
        }
        if (last || !Jdbc.badMoment(e)) {
          throw failures.failed(task, index, statement, e, blockers, what);
        }
        again(task, index, attempt, e, blockers);
        return false;
      }
      if (postcondition.observable()
          && check(asked, task, index, postcondition) != Postcondition.State.DONE) {
        SQLException contradiction =
            new SQLException("PostgreSQL reported success, but the catalog does not show it.");
        throw failures.failed(
            task,
            index,
            statement,
            contradiction,
            blockers,
            "The step did not take effect" + postcondition.advice());
      }
      return true;
    } catch (SQLException e) {
      // Where nothing can tell what became of it, the row that says STARTED stays the last word.
      if (!Jdbc.lost(e) || last || !postcondition.tells()) {
        throw e;
      }
      again(task, index, attempt, e, blockers);
      return outcome(task, index, postcondition, pid);
    } finally {
      recorder.beside(null);
    }
  }

  /** The statement has succeeded: a condition that cannot be asked makes no failure of that. */
  private Postcondition.State check(
      Monitor.Asked asked, Task task, int index, Postcondition postcondition) throws SQLException {
    try {
      return state(asked, task, index, postcondition);
    } catch (SQLException e) {
      Step step = task.steps().get(index);
      if (Jdbc.lost(e) || step.doneWhen() == null) {
        throw e;
      }
      throw new RefusedException(
          Reason.UNKNOWN_STATE,
          task.file().path(),
          step.line(),
          "the statement of step %d was executed, but its '-- migrate:done-when' query fails: %s."
              .formatted(index + 1, Jdbc.message(e)),
          "Fix that line, which must return one boolean; the next run executes it and continues.");
    }
  }

  /** Whether it is done, once the backend that we lost is gone; half of it is cleared away. */
  private boolean outcome(Task task, int index, Postcondition postcondition, int pid)
      throws SQLException {
    try (Connection session = connect(task.steps().get(index), postcondition)) {
      long deadline = System.nanoTime() + ORPHAN_PATIENCE.toNanos();
      // The backend may work for somebody else meanwhile, if there is a pooler.
      String statement = pooled ? task.steps().get(index).statements().get(0).sql() : null;
      while (Backends.isOpen(session, pid, statement)) {
        if (System.nanoTime() > deadline || !Backends.terminate(session, pid)) {
          throw new SQLException("The backend " + pid + " of the step does not end.");
        }
        Jdbc.sleep(Duration.ofMillis(50));
      }
      recorder.check();
      Monitor.Asked asked = asked(session);
      repair(asked, task, index, postcondition);
      return state(asked, task, index, postcondition) == Postcondition.State.DONE
          && postcondition.other(session).isEmpty();
    }
  }

  /** With IF NOT EXISTS PostgreSQL is content with whatever has the name. */
  private void refuseOther(Monitor.Asked asked, Task task, int index, Postcondition postcondition)
      throws SQLException {
    Optional<WantedIndex.Other> other =
        watched(asked, task, index, () -> postcondition.other(asked.connection()));
    if (other.isPresent()) {
      throw failures.failed(
          task,
          index,
          task.steps().get(index).statements().get(0),
          new SQLException(other.get().what(), SqlState.DUPLICATE_TABLE),
          List.of(),
          "Nothing was executed. " + other.get().advice());
    }
  }

  private void again(Task task, int index, int attempt, SQLException why, List<Blocker> blockers) {
    recorder.stop().check(task, index);
    Duration pause = limits.pause(attempt);
    progress.retrying(task, index + 1, Jdbc.message(why), blockers, pause);
    Jdbc.sleep(pause);
  }

  /**
   * Behind what builds or drops CONCURRENTLY nobody queues, so it may wait. Behind a pooler nothing
   * can be set outside a transaction that other clients would not get, too.
   */
  private Connection connect(Step step, Postcondition postcondition) throws SQLException {
    Connection session = direct.await(limits.patience());
    try {
      Jdbc.patience(session, limits.patience());
      pooled = Database.pooled(session);
      if (pooled) {
        warnOfPooler();
      } else {
        Jdbc.execute(
            session,
            "SET application_name = " + Literal.quote(Backends.outside(direct.application())));
        Jdbc.execute(session, String.join("; ", SessionSettings.forWriting(direct.namespace())));
        long lockTimeout = postcondition.concurrent() ? 0 : limits.lockTimeout().toMillis();
        Jdbc.execute(
            session,
            "SET lock_timeout = %d; SET statement_timeout = %d"
                .formatted(lockTimeout, limits.statementTimeout().toMillis()));
        HiddenRows.decide(session, direct.namespace(), step, false);
        Jdbc.execute(session, KeptAlive.forSession());
      }
      return session;
    } catch (SQLException e) {
      Jdbc.close(session);
      throw e;
    }
  }

  private void warnOfPooler() {
    if (!warned) {
      warned = true;
      progress.notice(
          "There is a pooler before the server. A statement outside a transaction runs"
              + " with the role's own search_path, timeouts, row_security and time zone: set"
              + " migrate.directUrl to a URL that leads to the server itself.");
    }
  }

  private static int pid(Connection session) throws SQLException {
    try (java.sql.Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /**
   * Finds out, and journals, what became of a step whose run ended before it could say so.
   *
   * @param portion of that step
   * @param before the step as it was journalled; null when that is not known
   * @throws RefusedException when nothing can tell
   */
  void settle(StepGroup portion, JournalEntry unknown, @Nullable Step before) throws SQLException {
    Task task = portion.task();
    Step step = portion.step();
    String checksum = Checksum.of(step, task.revision().phase());
    // Somebody may have answered us by adding a done-when, or have mended it.
    if (!checksum.equals(unknown.checksum())
        && !StepChecksum.differsInDoneWhen(
            step, task.revision().phase(), unknown.checksum(), before)) {
      throw cannotTell(task, step, unknown, "The step was edited after that.");
    }
    JournalEntry settled = unknown.withChecksum(checksum).withScript(null);
    Postcondition postcondition = postcondition(step, unknown);
    try (Connection session = connect(step, postcondition)) {
      // A killed client's statement goes on in the server until it notices.
      String sql = step.statements().get(0).sql();
      if (!Backends.endStatement(session, unknown.run(), sql, ORPHAN_PATIENCE).isEmpty()) {
        throw new SQLException("The sessions of run " + unknown.run() + " do not end.");
      }
      recorder.check();
      Monitor.Asked asked = asked(session);
      Outcome outcome =
          switch (told(asked, portion, unknown, postcondition)) {
            case DONE -> {
              Optional<WantedIndex.Other> other = postcondition.other(session);
              if (other.isPresent() && !other.get().known()) {
                String why = other.get().what() + ". " + other.get().advice() + ".";
                throw cannotTell(task, step, unknown, why);
              }
              yield other.isEmpty() ? Outcome.DONE : Outcome.FAILED;
            }
            case HALF -> {
              repair(asked, task, portion.index(), postcondition);
              boolean done =
                  state(asked, task, portion.index(), postcondition) == Postcondition.State.DONE;
              yield done ? Outcome.DONE : Outcome.FAILED;
            }
            case ABSENT -> Outcome.FAILED;
            case UNKNOWN -> throw cannotTell(task, step, unknown, "The catalog cannot tell.");
          };
      recorder.record(portion.rows(settled.withOutcome(outcome)));
    }
  }

  /** A person's query may take as long as a step: it is looked at meanwhile. */
  private Postcondition.State state(
      Monitor.Asked asked, Task task, int index, Postcondition postcondition) throws SQLException {
    return watched(asked, task, index, () -> postcondition.check(asked.connection()));
  }

  private Postcondition.State told(
      Monitor.Asked asked, StepGroup portion, JournalEntry unknown, Postcondition postcondition)
      throws SQLException {
    Task task = portion.task();
    Step step = portion.step();
    try {
      return state(asked, task, portion.index(), postcondition);
    } catch (SQLException e) {
      if (Jdbc.lost(e) || step.doneWhen() == null) {
        throw e;
      }
      throw cannotTell(task, step, unknown, "Its done-when query fails: " + Jdbc.message(e) + ".");
    }
  }

  private static RefusedException cannotTell(
      Task task, Step step, JournalEntry unknown, String why) {
    return new RefusedException(
        Reason.UNKNOWN_STATE,
        task.file().path(),
        step.line(),
        ("step %d of revision %s was started by run %s, outside a transaction, and it is unknown"
                + " whether it was executed. %s")
            .formatted(unknown.step(), unknown.revision(), unknown.run(), why),
        "Look at the database. Then add, or fix, the line '-- migrate:done-when <boolean query>' of"
            + " the step, or record which revisions are applied: mvn migrate:stamp");
  }

  /** What was left may be in use: then this says, too, whom it waits for. */
  private void repair(Monitor.Asked asked, Task task, int index, Postcondition postcondition)
      throws SQLException {
    for (String statement : postcondition.repairs(asked.connection())) {
      progress.notice("Removes what was left of step %d: %s".formatted(index + 1, statement));
      watched(asked, task, index, () -> Jdbc.execute(asked.connection(), statement));
    }
  }

  /** Whether nothing is left of a statement that was cancelled; not for long: a person waits. */
  private boolean clearedAway(Connection session, Postcondition postcondition) {
    try {
      List<String> repairs = postcondition.repairs(session);
      if (!repairs.isEmpty() && pooled) {
        return false;
      }
      Jdbc.patience(session, LAST_PATIENCE.multipliedBy(2));
      for (String statement : repairs) {
        Jdbc.execute(session, "SET statement_timeout = " + LAST_PATIENCE.toMillis());
        Jdbc.execute(session, statement);
      }
      return postcondition.repairs(session).isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  private Monitor.Asked asked(Connection session) throws SQLException {
    return new Monitor.Asked(session, pid(session), !pooled);
  }

  private <T> T watched(Monitor.Asked asked, Task task, int index, Monitor.Call<T> call)
      throws SQLException {
    Monitor.Watch watch = monitor.watch(asked, task, index, true);
    try {
      return call.answer();
    } finally {
      watch.close();
    }
  }
}
