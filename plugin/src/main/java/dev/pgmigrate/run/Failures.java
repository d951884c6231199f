package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.journal.JournalEntry.Failure;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import java.sql.SQLException;
import java.util.List;

/** Journals that a step failed, and words it. */
record Failures(Recorder recorder) {
  /**
   * What to throw when PostgreSQL refused a statement.
   *
   * @param blockers whom it waited for
   * @param what became of what the step had done so far
   */
  StepFailedException failed(
      Task task,
      int index,
      Statement statement,
      SQLException cause,
      List<Blocker> blockers,
      String what) {
    StringBuilder after = new StringBuilder();
    for (Blocker blocker : blockers) {
      after.append("It waited for ").append(blocker.describe()).append("\n  ");
    }
    if (recorder.stop().caused(cause)) {
      after.append("The run was stopped, so it was cancelled. ");
    }
    after
        .append(what)
        .append("; the next ")
        .append(task.again())
        .append(" continues with this step.");
    StepFailedException failure =
        new StepFailedException(task, index + 1, statement, cause, after.toString());
    try {
      Kind kind = Kind.of(task.steps().get(index));
      recorder.record(
          recorder
              .entry(task, task.number(index), kind, Outcome.FAILED)
              .withFailure(new Failure(failure.sqlState(), failure.serverMessage())));
    } catch (SQLException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /**
   * What to throw when nothing is wrong with the step: it is our own table that could not be
   * written.
   *
   * @param what became of the step and of its row, with places for its number and the revision
   * @param next what the next run does
   */
  static DatabaseException notJournalled(
      Task task, int index, String what, String next, SQLException e) {
    boolean denied = SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
    return new DatabaseException(
        denied ? DatabaseException.Reason.NO_PERMISSION : DatabaseException.Reason.OTHER,
        "%s: %s. The error of the journal (table migrate_history): %s."
            .formatted(
                task.file().path(),
                what.formatted(index + 1, task.revision().id()),
                Jdbc.message(e)),
        "%s; the next %s %s."
            .formatted(
                denied
                    ? "Let the owner of the table GRANT SELECT, INSERT, UPDATE on it"
                    : "Fix the cause",
                task.again(),
                next),
        e);
  }
}
