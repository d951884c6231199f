package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A migration drops a whole database. */
final class DatabaseDropped extends StatementRule {
  DatabaseDropped() {
    super(
        "database-dropped", Severity.ERROR, "Drop a database by hand, when nobody connects to it.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.begins("DROP DATABASE")
        ? Stream.of("the statement drops a database with everything in it; it was not executed")
        : Stream.empty();
  }
}
