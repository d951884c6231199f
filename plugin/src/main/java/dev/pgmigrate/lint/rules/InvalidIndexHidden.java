package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** IF NOT EXISTS takes an invalid index for one that is there. */
final class InvalidIndexHidden extends StatementRule {
  InvalidIndexHidden() {
    super(
        "invalid-index-hidden",
        Severity.WARNING,
        "Leave IF NOT EXISTS out: upgrade finds an invalid index, drops it and builds it again.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.begins("CREATE INDEX CONCURRENTLY IF NOT EXISTS")
            || statement.begins("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS")
        ? Stream.of(
            "a build that failed leaves an invalid index of this name, and IF NOT EXISTS keeps it:"
                + " the statement succeeds and builds nothing")
        : Stream.empty();
  }
}
