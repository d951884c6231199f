package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.run.KeyWalk.Range;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes a batch: range by range up to the key that was the last one when it began, so that it
 * ends however much is written meanwhile. Each range commits together with a row of the journal
 * that says how far the walk has come; the next run goes on behind it.
 *
 * <p>A row for each range, because the journal only ever grows, and a second place would have to be
 * kept in step with it. Ranges grow until one takes {@link Batch#target}: that makes about two rows
 * a second, of which a reader of the journal sees the last.
 */
record BatchStep(Transactions transactions, Progress progress) {
  private static final int LARGEST = 1_000_000;

  /**
   * Executes the step.
   *
   * @param done the journal's row for when it is done
   * @param before how far an earlier run has come; null to begin
   */
  void run(StepGroup portion, JournalEntry done, @Nullable Walk before) throws SQLException {
    Task task = portion.task();
    int index = portion.index();
    Batch batch = Batch.of(task.steps().get(index));
    List<String> notices = new ArrayList<>();
    JournalEntry last =
        before == null
            ? transactions.run(portion, transaction -> begin(transaction, batch, done, notices))
            : done.withOutcome(Outcome.STARTED).withWalk(before);
    notices.forEach(progress::notice);
    Pace pace = new Pace(before == null ? 0 : before.rows());
    JournalEntry rest = before == null ? done.withScript(null) : done;
    int size = batch.size();
    while (last.outcome() != Outcome.DONE) {
      transactions.checkStop(task, index);
      Walk walk = java.util.Objects.requireNonNull(last.walk());
      JournalEntry row = rest;
      int keys = size;
      long begun = System.nanoTime();
      last =
          transactions.run(
              portion, transaction -> range(transaction, batch, row.withWalk(walk), keys, pace));
      progress.moved(task, index + 1, pace.after(keys, last.walk()));
      size = adapted(size, batch, System.nanoTime() - begun);
      rest = rest.withScript(null);
      if (last.outcome() != Outcome.DONE) {
        Jdbc.sleep(batch.pause());
      }
    }
  }

  private static JournalEntry begin(
      Transactions.Transaction transaction, Batch batch, JournalEntry done, List<String> notices)
      throws SQLException {
    transaction.concerns(batch.statement(), "");
    Connection connection = transaction.connection();
    KeyWalk keys = KeyWalk.over(batch, connection);
    String bound =
        transaction.watched(() -> Optional.ofNullable(keys.last(connection))).orElse(null);
    notices.clear();
    notices.addAll(transaction.watched(() -> keys.notices(connection)));
    return done.withOutcome(bound == null ? Outcome.DONE : Outcome.STARTED)
        .withWalk(new Walk(bound, null, 0));
  }

  private static JournalEntry range(
      Transactions.Transaction transaction, Batch batch, JournalEntry row, int size, Pace pace)
      throws SQLException {
    Walk walk = java.util.Objects.requireNonNull(row.walk());
    String bound = java.util.Objects.requireNonNull(walk.bound());
    transaction.concerns(batch.statement(), "");
    Connection connection = transaction.connection();
    KeyWalk keys = KeyWalk.over(batch, connection);
    if (pace.expected < 0) {
      pace.expected = transaction.watched(() -> keys.left(connection, walk));
    }
    for (String set : KeyWalk.settings(batch)) {
      Jdbc.execute(connection, SessionSettings.local(set));
    }
    Range range =
        transaction
            .watched(() -> Optional.ofNullable(keys.next(connection, walk.reached(), bound, size)))
            .orElse(null);
    if (range == null) {
      return row;
    }
    Statement all = batch.statement();
    Statement statement = new Statement(keys.sql(range), all.comments(), all.line());
    transaction.concerns(
        statement,
        " (the range of %s from %s to %s; the ranges before it are done)"
            .formatted(batch.key(), range.from(), range.to()));
    long rows = walk.rows() + transaction.execute(statement);
    return row.withOutcome(range.to().equals(bound) ? Outcome.DONE : Outcome.RANGE)
        .withWalk(new Walk(bound, range.to(), rows));
  }

  /** How fast this run walks, pauses included. */
  private static final class Pace {
    private final long begun = System.nanoTime();
    private final long rowsBefore;

    /** About how many keys there are to walk; below 0 until the first range has looked. */
    private long expected = -1;

    private long walked;

    Pace(long rowsBefore) {
      this.rowsBefore = rowsBefore;
    }

    StepProgress after(int keys, @Nullable Walk walk) {
      walked += keys;
      long rows = walk == null ? 0 : walk.rows();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
      double seconds = Math.max(1, elapsed.toNanos()) / 1e9;
      String what =
          String.format(
              Locale.ROOT, "%,d rows done, %,.0f rows/s", rows, (rows - rowsBefore) / seconds);
      return new StepProgress(
          what, walked, Math.max(0, expected), "keys", walked / seconds, elapsed, List.of());
    }
  }

  /** At most twice or half as large as the last one. */
  private static int adapted(int size, Batch batch, long nanos) {
    double factor = (double) batch.target().toNanos() / Math.max(1, nanos);
    double wanted = size * Math.min(2, Math.max(0.5, factor));
    return (int) Math.min(LARGEST, Math.max(1, Math.round(wanted)));
  }
}
