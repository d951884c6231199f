package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.KeptAlive;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The transactions of steps: each runs under our pins and commits together with its row of the
 * journal. One for which only the moment was bad is tried again.
 */
final class Transactions {
  /** What is to be done inside. */
  interface Work {
    /** Does it; returns the journal's row about it. */
    JournalEntry in(Transaction transaction) throws SQLException;
  }

  /** A transaction that is open. */
  final class Transaction {
    private final Task task;
    private final int index;
    private @Nullable Connection connection;
    private int pid;
    private @Nullable Statement current;
    private String concerning = "";
    private List<HiddenRows> hidden = List.of();
    private List<Blocker> blockers = List.of();
    private @Nullable JournalEntry row;
    private boolean journalled;

    /** Whether there are partitioned tables, as the step's end says; null: it is not executed. */
    private @Nullable Boolean partitioned;

    Transaction(Task task, int index) {
      this.task = task;
      this.index = index;
    }

    Connection connection() {
      return Objects.requireNonNull(connection);
    }

    /** Executes all statements of the step; the last one with the step's end where that fits. */
    void execute(List<Statement> statements) throws SQLException {
      int apart = statements.size() - (StepEnd.goesWithLast(statements) ? 1 : 0);
      for (int i = 0; i < statements.size(); i++) {
        if (i < apart) {
          execute(statements.get(i));
        } else {
          executeWithEnd(statements.get(i));
        }
      }
    }

    private void executeWithEnd(Statement statement) throws SQLException {
      current = statement;
      String sql = Jdbc.encodable(connection(), statement.sql());
      Jdbc.Answer answer =
          watched(() -> Jdbc.execute(connection(), sql, StepEnd.SQL, there -> partitioned = there));
      answer.notices().forEach(progress::notice);
    }

    /** Executes a statement: how many rows it changed. */
    long execute(Statement statement) throws SQLException {
      current = statement;
      String sql = Jdbc.encodable(connection(), statement.sql());
      Jdbc.Answer answer = watched(() -> Jdbc.execute(connection(), sql));
      answer.notices().forEach(progress::notice);
      return answer.rows();
    }

    /** Asks the server for what may take long, and has it looked at meanwhile. */
    <T> T watched(Monitor.Call<T> call) throws SQLException {
      boolean tells = task.steps().get(index).kind() != Step.Kind.BATCH;
      Monitor.Asked asked = new Monitor.Asked(connection(), pid, true);
      try (Monitor.Watch watch = monitor.watch(asked, task, index, tells)) {
        try {
          return call.answer();
        } finally {
          blockers = watch.blockers();
        }
      }
    }

    /** Says what a failure is about from now on: a statement, and which part of the step. */
    void concerns(Statement statement, String part) {
      current = statement;
      concerning = part;
    }

    /** Does the work: what is to be set before its row is written. */
    private List<String> run(Work work) throws SQLException {
      decideRows(this);
      row = work.in(this);
      Statement last = current;
      current = new Statement("COMMIT", List.of(), task.steps().get(index).line());
      blockers = List.of();
      if (partitioned == null) {
        partitioned = watched(() -> Jdbc.answers(connection(), StepEnd.SQL));
      }
      if (partitioned && task.steps().get(index).kind() == Step.Kind.TRANSACTION) {
        Statement commit = current;
        current = last;
        watched(
            () -> {
              new PartitionedIndexes(this, progress).complete(task, index);
              return true;
            });
        current = commit;
      }
      // What a step SETs is its own: our journal does not run with it.
      // By its name the run's sessions are found, also by a pooler's backend, which got it later.
      List<String> sets = new ArrayList<>();
      sets.add("SET application_name = " + Literal.quote(application));
      boolean pooled = connection().unwrap(PGConnection.class).getBackendPID() != pid;
      if (!pooled) {
        sets.addAll(
            SessionSettings.ofEverySession(connection().getMetaData().getDatabaseMajorVersion()));
      }
      // The journal is locked behind whatever the step has locked.
      sets.addAll(limits.forTransaction());
      journalled = true;
      List<String> settings = new ArrayList<>(SessionSettings.OWN_AGAIN);
      settings.add(SessionSettings.inOne(sets));
      return settings;
    }
  }

  private final String namespace;
  private final String application;
  private final Recorder recorder;
  private final Failures failures;
  private final Monitor monitor;
  private final Limits limits;
  private final Progress progress;

  /**
   * The step that no policy concerned: it is not asked again for each range of a batch. It is
   * refused where a policy appears meanwhile, for the rows are not hidden from it.
   */
  private @Nullable Step unconcerned;

  Transactions(
      Database database,
      Recorder recorder,
      Failures failures,
      Monitor monitor,
      Limits limits,
      Progress progress) {
    this.namespace = database.namespace();
    this.application = database.application();
    this.recorder = recorder;
    this.failures = failures;
    this.monitor = monitor;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Does the work in one transaction: the row that is journalled now.
   *
   * @throws StepFailedException when PostgreSQL refuses a statement of the step, which is
   *     journalled
   */
  JournalEntry run(StepGroup portion, Work work) throws SQLException {
    Task task = portion.task();
    int index = portion.index();
    for (int attempt = 1; ; attempt++) {
      Transaction transaction = new Transaction(task, index);
      try {
        recorder.transact(
            this::pins,
            (connection, pid) -> {
              transaction.connection = connection;
              transaction.pid = pid;
              List<String> settings = transaction.run(work);
              return new Recorder.Done(
                  settings, portion.rows(Objects.requireNonNull(transaction.row)));
            });
        return Objects.requireNonNull(transaction.row);
      } catch (SQLException e) {
        Statement current = transaction.current;
        if (Jdbc.lost(e) && recorder.stop().requested()) {
          throw DatabaseException.stopped(
              ("The run was stopped in step %d of revision %s: its session was ended, and"
                      + " its uncommitted transaction is rolled back; the next %s continues with this"
                      + " step.")
                  .formatted(index + 1, task.revision().id(), task.again()),
              e);
        }
        if (current == null || Jdbc.lost(e)) {
          throw e;
        }
        if (transaction.journalled && (!Jdbc.badMoment(e) || attempt >= limits.attempts())) {
          throw Failures.notJournalled(
              task,
              index,
              "all statements of step %d of revision %s succeeded, but its journal row"
                  + " could not be committed with them, so the step was rolled back",
              "continues with this step",
              e);
        }
        if (!Jdbc.badMoment(e) || attempt >= limits.attempts()) {
          String what =
              current.sql().equals("COMMIT")
                  ? "All its statements succeeded, but a check at the end of the transaction"
                      + " failed"
                      + constraint(e)
                      + "; it was rolled back"
                  : "Its transaction was rolled back";
          String why = HiddenRows.refused(e) ? HiddenRows.advice(transaction.hidden) + "\n  " : "";
          throw failures.failed(
              task, index, current, e, transaction.blockers, why + what + transaction.concerning);
        }
        Duration pause = limits.pause(attempt);
        checkStop(task, index);
        progress.retrying(task, index + 1, Jdbc.message(e), transaction.blockers, pause);
        Jdbc.sleep(pause);
      }
    }
  }

  /** Called before another of a step's transactions begins. */
  void checkStop(Task task, int index) {
    recorder.stop().check(task, index);
  }

  private List<String> pins(int major) {
    List<String> pins = new ArrayList<>(SessionSettings.forTransaction(namespace));
    SessionSettings.withoutTimeouts(major).stream().map(SessionSettings::local).forEach(pins::add);
    pins.addAll(limits.forTransaction());
    return List.of(SessionSettings.inOne(pins) + ",\n  " + KeptAlive.forTransaction());
  }

  private void decideRows(Transaction transaction) throws SQLException {
    Connection connection = transaction.connection();
    Step step = transaction.task.steps().get(transaction.index);
    if (step.equals(unconcerned)) {
      return;
    }
    transaction.hidden = HiddenRows.decide(connection, namespace, step, true);
    unconcerned = transaction.hidden.isEmpty() ? step : null;
  }

  /** The constraint that PostgreSQL names: its statement is not known any more. */
  private static String constraint(SQLException e) {
    ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return said == null || said.getConstraint() == null
        ? ""
        : " (constraint \"%s\" of %s.%s)"
            .formatted(said.getConstraint(), said.getSchema(), said.getTable());
  }
}
