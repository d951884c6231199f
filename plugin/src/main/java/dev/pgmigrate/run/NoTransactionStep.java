package dev.pgmigrate.run;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.run.JournalEntry.Outcome;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Executes a statement outside any transaction, in a session of its own. The journal says before
 * that it begins and afterwards that it is done; what a run leaves between the two is settled by
 * what the catalog shows.
 */
final class NoTransactionStep {
  private static final Duration ORPHAN_PATIENCE = Duration.ofSeconds(30);

  private final Database direct;
  private final Recorder recorder;
  private final Failures failures;
  private final Progress progress;

  NoTransactionStep(Database direct, Recorder recorder, Failures failures, Progress progress) {
    this.direct = direct;
    this.recorder = recorder;
    this.failures = failures;
    this.progress = progress;
  }

  /** Executes the step with this index; {@code done} is the journal's row for when it is done. */
  void run(Task task, int index, JournalEntry done) throws SQLException {
    Step step = task.steps().get(index);
    Statement statement = step.statements().get(0);
    Postcondition postcondition = Postcondition.of(step);
    try (Connection session = direct.connect()) {
      Sql.execute(session, "SET lock_timeout = 0");
      recorder.record(done.withOutcome(Outcome.STARTED));
      try {
        Sql.execute(session, statement.sql(), progress);
      } catch (SQLException e) {
        if (Sql.lost(e)) {
          // The server may still be at it; the row that says STARTED stays the last word.
          throw e;
        }
        // An object that was there before is not ours to clear away (42P07: it exists already).
        if (!"42P07".equals(e.getSQLState())) {
          repair(session, postcondition);
        }
        throw failures.failed(task, index, statement, e, "Nothing of it is left");
      }
      if (postcondition.observable() && postcondition.check(session) != Postcondition.State.DONE) {
        SQLException contradiction =
            new SQLException("PostgreSQL reported success, but the catalog does not show it.");
        throw failures.failed(
            task, index, statement, contradiction, "The step did not take effect");
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
      Sql.execute(session, "SET lock_timeout = 0");
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
    Sql.execute(session, "SET ROLE NONE");
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
        Sql.sleep(Duration.ofMillis(50));
      }
    } finally {
      Sql.execute(session, "RESET ROLE");
    }
  }

  private static void repair(Connection session, Postcondition postcondition) throws SQLException {
    String repair = postcondition.repair();
    if (repair != null && postcondition.check(session) == Postcondition.State.HALF) {
      Sql.execute(session, repair);
    }
  }
}
