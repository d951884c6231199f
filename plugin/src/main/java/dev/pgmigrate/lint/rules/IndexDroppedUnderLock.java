package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** An index of a table in use is dropped: readers and writers of the table wait for the lock. */
final class IndexDroppedUnderLock extends LockRule {
  IndexDroppedUnderLock() {
    super(
        "index-dropped-under-lock",
        Severity.WARNING,
        "DROP INDEX CONCURRENTLY in a no-transaction step.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().outside()
        ? Stream.empty()
        : statement.effects().dropped().stream()
            .filter(object -> object.type().equals("index") && object.existing() && object.named())
            .filter(object -> !isPartitioned(statement) && !isOfDroppedTable(statement, step))
            .map(
                object ->
                    "the index "
                        + object.identity()
                        + " is dropped under a lock that readers and writers of its table wait for");
  }

  /** The lock on a table that goes in the same step is not waited for. */
  private static boolean isOfDroppedTable(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> !change.droppedIndexes().isEmpty())
        .anyMatch(change -> step.drops(change.relation()));
  }

  /** There is no CONCURRENTLY for it. */
  private static boolean isPartitioned(WatchedStatement statement) {
    return statement.effects().changes().stream()
        .anyMatch(change -> change.relation().kind() == Relation.Kind.PARTITIONED_INDEX);
  }
}
