package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
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
    return statement.begins("ALTER TABLE")
            && statement.says("DETACH")
            && statement.says("PARTITION")
            && !statement.says("CONCURRENTLY")
            && !statement.says("FINALIZE")
            && !statement.effects().strongLocks().isEmpty()
        ? Stream.of("readers and writers of the partitioned table wait for the lock")
        : Stream.empty();
  }
}
