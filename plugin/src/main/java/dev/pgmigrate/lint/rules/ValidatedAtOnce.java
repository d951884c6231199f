package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.TablePart;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/**
 * A constraint is added NOT VALID and validated in the same transaction, so NOT VALID is in vain.
 */
final class ValidatedAtOnce extends LockRule {
  ValidatedAtOnce() {
    super("validated-at-once", Severity.ERROR, "Put VALIDATE CONSTRAINT into its own step.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return found(statement, step);
  }

  /** Whether this is what is wrong with the statement: then its scan is not reported again. */
  static boolean isSeen(WatchedStatement statement, WatchedStep step) {
    return found(statement, step).findAny().isPresent();
  }

  private static Stream<String> found(WatchedStatement statement, WatchedStep step) {
    return step.isTransaction() && statement.effects().readsAllRows()
        ? statement.effects().changes().stream()
            .filter(change -> change.relation().isExistingTable())
            .flatMap(
                change ->
                    change.noLongerUnchecked().stream()
                        .filter(constraint -> isAdded(constraint, statement, step))
                        .map(constraint -> message(constraint, change)))
        : Stream.empty();
  }

  private static boolean isAdded(
      TablePart constraint, WatchedStatement statement, WatchedStep step) {
    return step.before(statement)
        .flatMap(earlier -> earlier.effects().changes().stream())
        .flatMap(change -> change.addedUnchecked().stream())
        .anyMatch(constraint::isSame);
  }

  private static String message(TablePart constraint, RelationChange change) {
    return constraint.name()
        + " of "
        + change.relation()
        + " is added NOT VALID and validated in one transaction: the lock of the first statement is"
        + " held while all rows are read";
  }
}
