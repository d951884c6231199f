package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement that reads or writes all rows runs while an earlier one still locks a table in use.
 */
final class WorkUnderLock extends LockRule {
  WorkUnderLock() {
    super("work-under-lock", Severity.ERROR, "Put the statement into its own step.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (!step.isTransaction()
        || !works(statement, step)
        || ValidatedAtOnce.isSeen(statement, step)) {
      return Stream.empty();
    }
    List<String> locked =
        step.before(statement)
            .flatMap(earlier -> earlier.effects().strongLocks().stream())
            .map(lock -> lock.relation() + " (" + lock.mode().words() + ")")
            .distinct()
            .toList();
    return locked.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "the statement works on all rows while an earlier one of the transaction locks "
                + Listed.some(locked, ", "));
  }

  private static boolean works(WatchedStatement statement, WatchedStep step) {
    return statement.effects().readsAllRows()
        || statement.dml().verb() != null
        || (statement.insertsQuery() && usesExisting(statement, step));
  }

  /** A lock that the transaction holds already is not seen again: then the table's name tells. */
  private static boolean usesExisting(WatchedStatement statement, WatchedStep step) {
    return statement.effects().locks().stream().anyMatch(lock -> lock.relation().isExistingTable())
        || step.until(statement)
            .flatMap(earlier -> earlier.effects().strongLocks().stream())
            .anyMatch(lock -> statement.says(lock.relation().name().name()));
  }
}
