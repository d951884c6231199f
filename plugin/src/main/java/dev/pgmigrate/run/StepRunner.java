package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Executes single steps, with their rows in the journal. */
final class StepRunner {
  private final Recorder recorder;
  private final Progress progress;
  private final Transactions transactions;
  private final NoTransactionStep noTransaction;
  private final BatchStep batch;

  StepRunner(
      Database database,
      Database direct,
      Recorder recorder,
      Monitor monitor,
      Limits limits,
      Progress progress) {
    Failures failures = new Failures(recorder);
    this.recorder = recorder;
    this.progress = progress;
    this.transactions = new Transactions(database, recorder, failures, monitor, limits, progress);
    this.noTransaction =
        new NoTransactionStep(direct, recorder, failures, monitor, limits, progress);
    this.batch = new BatchStep(transactions, progress);
  }

  /**
   * Executes a step and journals it with those that have no statements.
   *
   * @param applied what the journal says of the revision; null when nothing
   * @param withScript whether the journal's row takes the whole revision's text along
   */
  void run(StepGroup portion, @Nullable AppliedRevision applied, boolean withScript)
      throws SQLException {
    Task task = portion.task();
    int index = portion.index();
    Step step = portion.step();
    JournalEntry done =
        recorder
            .entry(task, task.number(index), Kind.of(step), Outcome.DONE)
            .withChecksum(Checksum.of(step, task.revision().phase()))
            .withScript(withScript ? task : null);
    switch (step.kind()) {
      case TRANSACTION ->
          transactions.run(
              portion,
              transaction -> {
                transaction.execute(step.statements());
                return done;
              });
      case NO_TRANSACTION -> noTransaction.run(portion, done);
      case BATCH -> batch.run(portion, done, unfinished(task, index, done, applied));
    }
  }

  /**
   * Finds out, and journals, what became of a step whose run ended before it could say so.
   *
   * @param portion of that step
   * @throws RefusedException when nothing can tell
   */
  void settle(StepGroup portion, JournalEntry unknown, AppliedRevision applied)
      throws SQLException {
    noTransaction.settle(
        portion, unknown, applied.journalled(portion.task().direction(), portion.index()));
  }

  /** How far this batch has come in an earlier run; null when it has to begin. */
  private @Nullable Walk unfinished(
      Task task, int index, JournalEntry done, @Nullable AppliedRevision applied) {
    JournalEntry begun = applied == null ? null : applied.batch();
    if (applied == null
        || begun == null
        || begun.direction() != task.direction()
        || begun.step() != done.step()) {
      return null;
    }
    if (String.valueOf(begun.checksum()).equals(done.checksum())) {
      return begun.walk();
    }
    // A statement that failed in a range may be mended; other keys are another walk.
    boolean sameKeys =
        applied
            .journalled()
            .map(file -> new Task(file, task.direction()).steps())
            .filter(steps -> steps.size() == task.steps().size())
            .map(steps -> steps.get(index))
            .filter(step -> step.kind() == Step.Kind.BATCH)
            .map(Batch::of)
            .filter(Batch.of(task.steps().get(index))::walksLike)
            .isPresent();
    progress.notice(
        "Step %d of revision %s was edited after it had started: %s."
            .formatted(
                index + 1,
                applied.id(),
                sameKeys ? "it continues where it stopped" : "it starts again"));
    return sameKeys ? begun.walk() : null;
  }
}
