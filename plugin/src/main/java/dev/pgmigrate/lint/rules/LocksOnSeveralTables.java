package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.stream.Stream;

/**
 * One transaction locks several tables in use: others wait for all of them, and deadlocks become
 * possible.
 */
final class LocksOnSeveralTables extends LockRule {
  LocksOnSeveralTables() {
    super("several-tables-locked", Severity.WARNING, "Put each table into its own step.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    if (statement.effects().strongLocks().isEmpty()) {
      return Stream.empty();
    }
    List<String> before = locked(step.before(statement), step);
    List<String> now = locked(step.until(statement), step);
    boolean byOneStatement = before.isEmpty() && targets(statement) < 2;
    return (!step.isTransaction() && !before.isEmpty())
            || byOneStatement
            || now.size() <= Math.max(1, before.size())
        ? Stream.empty()
        : Stream.of(
            "the transaction holds strong locks on "
                + Listed.some(now, ", ")
                + " until its last statement has ended");
  }

  /** A foreign key locks the table that it refers to, when it is added and when it is dropped. */
  private static long targets(WatchedStatement statement) {
    return statement.effects().changes().stream()
        .flatMap(
            change ->
                Stream.concat(
                        change.addedForeignKeys().stream(), change.droppedForeignKeys().stream())
                    .filter(key -> !key.inherited() && key.target().isExistingTable())
                    .filter(key -> !key.target().equals(change.relation())))
        .map(key -> key.target())
        .distinct()
        .count();
  }

  /** Nobody waits for a table that goes; whether it may go is for another rule to say. */
  private static List<String> locked(Stream<WatchedStatement> statements, WatchedStep step) {
    return statements
        .flatMap(earlier -> earlier.effects().strongLocks().stream())
        .filter(lock -> !step.drops(lock.relation()))
        .map(lock -> lock.relation().toString())
        .distinct()
        .toList();
  }
}
