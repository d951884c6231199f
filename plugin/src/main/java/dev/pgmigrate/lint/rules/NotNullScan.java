package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** SET NOT NULL reads all rows of a table in use, for no check proves the column filled. */
final class NotNullScan extends LockRule {
  NotNullScan() {
    super(
        "not-null-scan",
        Severity.ERROR,
        "Add CHECK (column IS NOT NULL) NOT VALID, VALIDATE it in a step of its own, then SET NOT"
            + " NULL and drop the check. From PostgreSQL 18 on ADD CONSTRAINT .. NOT NULL column NOT"
            + " VALID, then VALIDATE.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .filter(change -> statement.effects().scanned().contains(change.relation()))
        .flatMap(NotNullScan::required);
  }

  private static Stream<String> required(RelationChange change) {
    return change.changedColumns().stream()
        .filter(pair -> !pair.before().notNull() && pair.after().notNull())
        .map(
            pair ->
                "all rows of "
                    + change.relation()
                    + " are read, because no check proves that "
                    + pair.after().name()
                    + " is filled; readers and writers wait");
  }
}
