package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.stream.Stream;

/** Rows are written, and then a table is locked, in one transaction. */
final class BackfillWithDdl extends LockRule {
  BackfillWithDdl() {
    super(
        "backfill-with-ddl", Severity.WARNING, "Put the rows and the DDL into steps of their own.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    List<Lock> locks = statement.effects().strongLocks();
    return step.isTransaction()
            && !locks.isEmpty()
            && step.before(statement).anyMatch(earlier -> writesMany(earlier, step))
        ? locks.stream()
            .map(
                lock ->
                    "the transaction waits for "
                        + lock.relation()
                        + " while the rows that it wrote before stay locked")
        : Stream.empty();
  }

  /** Rows that an INSERT lists are few, and nobody else knows them yet. */
  private static boolean writesMany(WatchedStatement earlier, WatchedStep step) {
    boolean listed = earlier.begins("INSERT") && !earlier.insertsQuery();
    return (earlier.effects().writesRows() && !listed)
        || (earlier.dml().verb() != null && UnbatchedWrite.writesExisting(earlier, step));
  }
}
