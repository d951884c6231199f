package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockMode;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** All rows of a table in use are read to check them, under a lock that stops everybody. */
final class ConstraintCheckedUnderLock extends LockRule {
  ConstraintCheckedUnderLock() {
    super(
        "constraint-checked-under-lock",
        Severity.ERROR,
        "Add the constraint NOT VALID, and VALIDATE CONSTRAINT in a step of its own.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (statement.effects().addsPartition() || ValidatedAtOnce.isSeen(statement, step)) {
      return Stream.empty();
    }
    return statement.effects().scanned().stream()
        .filter(Relation::isExistingTable)
        .filter(table -> !statement.effects().rewritten().contains(table))
        .filter(table -> !requiresValues(statement, table))
        .filter(table -> isLocked(statement, step, table))
        .map(table -> "all rows of " + table + " are checked while readers and writers wait");
  }

  /** That is what {@link NotNullScan} reports. */
  private static boolean requiresValues(WatchedStatement statement, Relation table) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().equals(table))
        .flatMap(change -> change.changedColumns().stream())
        .anyMatch(pair -> !pair.before().notNull() && pair.after().notNull());
  }

  private static boolean isLocked(WatchedStatement statement, WatchedStep step, Relation table) {
    return step.until(statement)
        .flatMap(earlier -> earlier.effects().locks().stream())
        .filter(lock -> lock.mode() == LockMode.ACCESS_EXCLUSIVE)
        .map(Lock::relation)
        .anyMatch(table::equals);
  }
}
