package dev.pgmigrate.run;

import dev.pgmigrate.run.JournalEntry.Failure;
import dev.pgmigrate.run.JournalEntry.Kind;
import dev.pgmigrate.run.JournalEntry.Outcome;
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
        .append(" goes on with this step.");
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
}
