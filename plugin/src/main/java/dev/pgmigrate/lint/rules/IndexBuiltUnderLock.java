package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** An index of a table in use is built while nobody can write to the table. */
final class IndexBuiltUnderLock extends LockRule {
  IndexBuiltUnderLock() {
    super(
        "index-built-under-lock",
        Severity.ERROR,
        "Build the index with CREATE INDEX CONCURRENTLY in a no-transaction step; a key takes it"
            + " over with ADD CONSTRAINT .. USING INDEX.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().built().stream()
        .filter(index -> index.table().isExistingTable())
        .filter(index -> !statement.says("CONCURRENTLY") && !statement.begins("TRUNCATE"))
        .filter(index -> !statement.effects().rewritten().contains(index.table()))
        .map(
            index ->
                "the index "
                    + index.name()
                    + " is built while writers of "
                    + index.table()
                    + " wait");
  }
}
