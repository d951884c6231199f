package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A table in use is locked by name. */
final class LockTable extends LockRule {
  LockTable() {
    super(
        "lock-table",
        Severity.WARNING,
        "Leave locking to the statements that need it; keep the transaction short.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().strongLocks().stream()
        .filter(lock -> isByName(lock, statement))
        .filter(lock -> !isChangedLater(lock.relation(), statement, step))
        .map(lock -> lock.relation() + " is locked in " + lock.mode().words() + " mode");
  }

  /**
   * Code that alters nothing has no other reason for such a lock; code that does has none for
   * EXCLUSIVE, which no command that alters a table takes.
   */
  private static boolean isByName(Lock lock, WatchedStatement statement) {
    return statement.begins("LOCK")
        || (statement.runsCode()
            && (!statement.effects().changesObjects() || lock.mode() == LockMode.EXCLUSIVE));
  }

  /** Of several tables: LOCK takes them in one order, and later statements need the locks. */
  private static boolean isChangedLater(
      Relation table, WatchedStatement statement, WatchedStep step) {
    return statement.effects().strongLocks().size() > 1
        && step.after(statement)
            .flatMap(later -> later.effects().changes().stream())
            .anyMatch(change -> change.relation().equals(table));
  }
}
