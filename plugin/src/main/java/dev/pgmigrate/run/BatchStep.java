package dev.pgmigrate.run;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.run.JournalEntry.Outcome;
import dev.pgmigrate.run.JournalEntry.Walk;
import dev.pgmigrate.run.KeyWalk.Range;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
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
record BatchStep(Transactions transactions) {
  private static final int LARGEST = 1_000_000;

  /**
   * Executes the step with this index.
   *
   * @param done the journal's row for when it is done
   * @param before how far an earlier run has come; null to begin
   */
  void run(Task task, int index, JournalEntry done, @Nullable Walk before) throws SQLException {
    Batch batch = Batch.of(task.steps().get(index));
    JournalEntry last =
        before == null
            ? transactions.run(task, index, transaction -> begin(transaction, batch, done))
            : done.withOutcome(Outcome.STARTED).withWalk(before);
    JournalEntry rest = before == null ? done.withScript(null) : done;
    int size = batch.size();
    while (last.outcome() != Outcome.DONE) {
      Walk walk = java.util.Objects.requireNonNull(last.walk());
      JournalEntry row = rest;
      int keys = size;
      long begun = System.nanoTime();
      last =
          transactions.run(
              task, index, transaction -> range(transaction, batch, row.withWalk(walk), keys));
      size = adapted(size, batch, System.nanoTime() - begun);
      rest = rest.withScript(null);
      if (last.outcome() != Outcome.DONE) {
        Sql.sleep(batch.pause());
      }
    }
  }

  private static JournalEntry begin(
      Transactions.Transaction transaction, Batch batch, JournalEntry done) throws SQLException {
    transaction.concerns(batch.statement(), "");
    Connection connection = transaction.connection();
    String bound = KeyWalk.over(batch, connection).last(connection);
    return done.withOutcome(bound == null ? Outcome.DONE : Outcome.STARTED)
        .withWalk(new Walk(bound, null, 0));
  }

  private static JournalEntry range(
      Transactions.Transaction transaction, Batch batch, JournalEntry row, int size)
      throws SQLException {
    Walk walk = java.util.Objects.requireNonNull(row.walk());
    String bound = java.util.Objects.requireNonNull(walk.bound());
    transaction.concerns(batch.statement(), "");
    Connection connection = transaction.connection();
    KeyWalk keys = KeyWalk.over(batch, connection);
    Range range = keys.next(connection, walk.reached(), bound, size);
    if (range == null) {
      return row;
    }
    Statement all = batch.statement();
    Statement statement = new Statement(keys.sql(range), all.comments(), all.line());
    transaction.concerns(
        statement,
        " (the range of %s from %s to %s; what is before it is done)"
            .formatted(batch.key(), range.from(), range.to()));
    long rows = walk.rows() + transaction.execute(statement);
    return row.withOutcome(range.to().equals(bound) ? Outcome.DONE : Outcome.RANGE)
        .withWalk(new Walk(bound, range.to(), rows));
  }

  /** At most twice or half as large as the last one. */
  private static int adapted(int size, Batch batch, long nanos) {
    double factor = (double) batch.target().toNanos() / Math.max(1, nanos);
    double wanted = size * Math.min(2, Math.max(0.5, factor));
    return (int) Math.min(LARGEST, Math.max(1, Math.round(wanted)));
  }
}
