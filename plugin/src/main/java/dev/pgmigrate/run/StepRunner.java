package dev.pgmigrate.run;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.run.JournalEntry.Failure;
import dev.pgmigrate.run.JournalEntry.Kind;
import dev.pgmigrate.run.JournalEntry.Outcome;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Executes single steps, with their rows in the journal. */
final class StepRunner {
  /** Lock timeout and deadlock: nothing is wrong with the statement, the moment was. */
  private static final Set<String> BAD_MOMENT = Set.of("55P03", "40P01");

  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(30);

  private final Connection connection;
  private final String namespace;
  private final Database direct;
  private final Recorder recorder;
  private final Limits limits;
  private final Progress progress;

  StepRunner(
      Connection connection,
      String namespace,
      Database direct,
      Recorder recorder,
      Limits limits,
      Progress progress) {
    this.connection = connection;
    this.namespace = namespace;
    this.direct = direct;
    this.recorder = recorder;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Executes the step with this index and journals it.
   *
   * @param withScript whether the journal's row takes the whole revision's text along
   */
  void run(Task task, int index, boolean withScript) throws SQLException {
    Step step = task.steps().get(index);
    JournalEntry done =
        recorder
            .entry(task, task.number(index), Kind.of(step), Outcome.DONE)
            .withChecksum(Checksum.of(step, task.revision().phase()))
            .withScript(withScript ? task : null);
    switch (step.kind()) {
      case TRANSACTION -> insideTransaction(task, index, done);
      case NO_TRANSACTION -> outsideTransaction(task, index, done);
      case BATCH -> throw new IllegalStateException("refused before: " + task);
    }
  }

  private void insideTransaction(Task task, int index, JournalEntry done) throws SQLException {
    Step step = task.steps().get(index);
    for (int attempt = 1; ; attempt++) {
      Statement current = null;
      try {
        recorder.begin();
        pin();
        for (Statement statement : step.statements()) {
          current = statement;
          execute(connection, statement.sql(), progress);
        }
        current = new Statement("COMMIT", List.of(), step.line());
        // What is deferred to the commit runs under the step's own settings, not ours.
        execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        unpin();
        recorder.append(done);
        recorder.commit();
        return;
      } catch (SQLException e) {
        recorder.rollback(e);
        if (current == null || lost(e)) {
          throw e;
        }
        if (!BAD_MOMENT.contains(e.getSQLState()) || attempt >= limits.attempts()) {
          String what =
              current.sql().equals("COMMIT")
                  ? "All its statements went through, but what is checked at the end of the"
                      + " transaction did not hold"
                      + named(e)
                      + "; it was rolled back"
                  : "Its transaction was rolled back";
          throw failed(task, index, current, done, e, what);
        }
        pause(task, index, attempt, e);
      } catch (RuntimeException e) {
        recorder.rollback(e);
        throw e;
      }
    }
  }

  /** SET LOCAL only: behind a pooler the next transaction may be in another session. */
  private void pin() throws SQLException {
    List<String> pins = new ArrayList<>();
    for (String set : SessionSettings.forWriting(namespace)) {
      pins.add(set.replaceFirst("^SET ", "SET LOCAL "));
    }
    pins.add("SET LOCAL lock_timeout = " + limits.lockTimeout().toMillis());
    execute(connection, String.join("; ", pins));
  }

  /** What a step SETs is its own: neither our journal nor the next step runs with it. */
  private void unpin() throws SQLException {
    execute(connection, "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
  }

  private void outsideTransaction(Task task, int index, JournalEntry done) throws SQLException {
    Step step = task.steps().get(index);
    Statement statement = step.statements().get(0);
    Postcondition postcondition = Postcondition.of(step);
    try (Connection session = direct.connect()) {
      execute(session, "SET lock_timeout = 0");
      recorder.record(done.withOutcome(Outcome.STARTED));
      try {
        execute(session, statement.sql(), progress);
      } catch (SQLException e) {
        if (lost(e)) {
          // The server may still be at it; the row that says STARTED stays the last word.
          throw e;
        }
        // An object that was there before is not ours to clear away (42P07: it exists already).
        if (!"42P07".equals(e.getSQLState())) {
          repair(session, postcondition);
        }
        throw failed(task, index, statement, done, e, "Nothing of it is left");
      }
      if (postcondition.observable() && postcondition.check(session) != Postcondition.State.DONE) {
        SQLException contradiction =
            new SQLException("PostgreSQL reported success, but the catalog does not show it.");
        throw failed(task, index, statement, done, contradiction, "The step did not take effect");
      }
      recorder.record(done.withScript(null));
    }
  }

  /**
   * Finds out what became of a step whose run ended before it could say so.
   *
   * @return whether it is done, which is journalled then
   * @throws RefusedException when nothing can tell
   */
  boolean settle(Task task, AppliedRevision applied, JournalEntry unknown) throws SQLException {
    Step step = unknownStep(task, applied, unknown);
    String checksum = Checksum.of(step, task.revision().phase());
    // Somebody may have answered us by adding a done-when.
    Step unanswered = new Step(step.kind(), step.statements(), step.options(), null, step.line());
    String before = Checksum.of(unanswered, task.revision().phase());
    if (!checksum.equals(unknown.checksum()) && !before.equals(unknown.checksum())) {
      throw cannotTell(task, step, unknown, "The step was edited since.");
    }
    JournalEntry settled = unknown.withChecksum(checksum).withScript(null);
    Postcondition postcondition = Postcondition.of(step);
    try (Connection session = direct.connect()) {
      execute(session, "SET lock_timeout = 0");
      endOrphans(session, unknown.run());
      return switch (postcondition.check(session)) {
        case DONE -> {
          recorder.record(settled.withOutcome(Outcome.DONE));
          yield true;
        }
        case HALF -> {
          repair(session, postcondition);
          boolean done = postcondition.check(session) == Postcondition.State.DONE;
          Outcome outcome = done ? Outcome.DONE : Outcome.FAILED;
          recorder.record(settled.withOutcome(outcome));
          yield done;
        }
        case ABSENT -> {
          recorder.record(settled.withOutcome(Outcome.FAILED));
          yield false;
        }
        case UNKNOWN -> throw cannotTell(task, step, unknown, "The catalog cannot tell.");
      };
    }
  }

  private static Step unknownStep(Task task, AppliedRevision applied, JournalEntry unknown) {
    List<Step> steps =
        switch (unknown.direction()) {
          case UP -> task.revision().up();
          case DOWN -> task.revision().down();
        };
    int index =
        switch (unknown.direction()) {
          case UP -> unknown.step() - 1;
          case DOWN -> steps.size() - unknown.step();
        };
    if (index < 0 || index >= steps.size()) {
      throw new RefusedException(
          Reason.UNKNOWN_STATE,
          task.file().path(),
          0,
          "step %d of revision %s was begun and never ended, and is gone from the file."
              .formatted(unknown.step(), applied.id()));
    }
    return steps.get(index);
  }

  private static RefusedException cannotTell(
      Task task, Step step, JournalEntry unknown, String why) {
    return new RefusedException(
        Reason.UNKNOWN_STATE,
        task.file().path(),
        step.line(),
        ("step %d of revision %s was begun by run %s, outside a transaction, and nobody knows"
                + " whether it happened. %s Look at the database; then add a line"
                + " '-- migrate:done-when <boolean query>' to the step, or say by migrate:stamp"
                + " which revisions are applied.")
            .formatted(unknown.step(), unknown.revision(), unknown.run(), why));
  }

  /** A killed client's statement goes on in the server until it notices. */
  private static void endOrphans(Connection session, String run) throws SQLException {
    long deadline = System.nanoTime() + ORPHAN_PATIENCE.toNanos();
    String sql =
        """
        SELECT count(pg_terminate_backend(pid))
        FROM pg_catalog.pg_stat_activity
        WHERE application_name = ?
          AND datname = current_database()
          AND pid <> pg_backend_pid()
        """;
    // The sessions are the user's, whatever role they act as.
    execute(session, "SET ROLE NONE");
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setString(1, Database.applicationName(run));
      while (true) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getLong(1) == 0) {
            return;
          }
        }
        if (System.nanoTime() > deadline) {
          throw new SQLException("The sessions of run " + run + " do not end.");
        }
        sleep(Duration.ofMillis(50));
      }
    } finally {
      execute(session, "RESET ROLE");
    }
  }

  private static void repair(Connection session, Postcondition postcondition) throws SQLException {
    String repair = postcondition.repair();
    if (repair != null && postcondition.check(session) == Postcondition.State.HALF) {
      execute(session, repair);
    }
  }

  private static void execute(Connection connection, String sql, Progress progress)
      throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
        progress.notice(String.valueOf(w.getMessage()));
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    execute(connection, sql, Progress.SILENT);
  }

  private StepFailedException failed(
      Task task,
      int index,
      Statement statement,
      JournalEntry done,
      SQLException cause,
      String what) {
    String again = task.direction() == Direction.UP ? "upgrade" : "downgrade";
    StepFailedException failure =
        new StepFailedException(
            task,
            index + 1,
            statement,
            cause,
            what + "; the next " + again + " goes on with this step.");
    try {
      recorder.record(
          done.withScript(null)
              .withChecksum(null)
              .withFailure(new Failure(failure.sqlState(), failure.serverMessage())));
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Whether the session is gone (class 08, or ended by the server), so nothing more is known. */
  private static boolean lost(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || state.startsWith("57P");
  }

  /** The constraint that PostgreSQL names: its statement is not known any more. */
  private static String named(SQLException e) {
    ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return said == null || said.getConstraint() == null
        ? ""
        : " (constraint \"%s\" of %s.%s)"
            .formatted(said.getConstraint(), said.getSchema(), said.getTable());
  }

  private void pause(Task task, int index, int attempt, SQLException why) {
    long base = limits.firstPause().toMillis() << (attempt - 1);
    Duration pause = Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base / 4 + 1));
    progress.retrying(task, index + 1, String.valueOf(why.getMessage()), pause);
    sleep(pause);
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
