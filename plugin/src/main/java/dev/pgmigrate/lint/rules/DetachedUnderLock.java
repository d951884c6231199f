package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A partition is detached under a lock that stops readers and writers of the whole table. */
final class DetachedUnderLock extends LockRule {
  DetachedUnderLock() {
    super(
        "detached-under-lock",
        Severity.WARNING,
        "ALTER TABLE .. DETACH PARTITION .. CONCURRENTLY in a no-transaction step.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    boolean leaves =
        statement.effects().changes().stream()
            .anyMatch(change -> change.relation().isExistingTable() && change.leavesParent());
    return leaves && locksParent(statement, step)
        ? Stream.of("readers and writers of the partitioned table wait for the lock")
        : Stream.empty();
  }

  /** CONCURRENTLY and FINALIZE lock the partition alone so. */
  private static boolean locksParent(WatchedStatement statement, WatchedStep step) {
    return step.until(statement)
        .flatMap(one -> one.effects().strongLocks().stream())
        .map(Lock::relation)
        .anyMatch(table -> table.kind() == Relation.Kind.PARTITIONED_TABLE && !step.drops(table));
  }
}
