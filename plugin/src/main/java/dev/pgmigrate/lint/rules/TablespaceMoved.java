package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.stream.Stream;

/** A table in use is copied to another tablespace. */
final class TablespaceMoved extends LockRule {
  TablespaceMoved() {
    super(
        "tablespace-moved",
        Severity.ERROR,
        "Move it in a maintenance window, or copy it with a second table and a switch.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    List<Relation> moved = statement.effects().refiled(Refiled.How.MOVED).toList();
    return (moved.isEmpty() ? named(statement) : moved.stream())
        .map(relation -> relation + " is copied while readers and writers wait");
  }

  /** Here it may be where it is to go, and elsewhere not. */
  private static Stream<Relation> named(WatchedStatement statement) {
    return statement.begins("ALTER TABLE") && statement.says("TABLESPACE")
        ? statement.effects().strongLocks().stream()
            .filter(lock -> lock.mode().blocksReads())
            .map(Lock::relation)
        : Stream.empty();
  }
}
