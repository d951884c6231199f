package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** All rows of a table in use are removed. */
final class Truncate extends StatementRule {
  Truncate() {
    super(
        "truncate",
        Severity.ERROR,
        "Delete the rows in a batch step, and write into the header what the"
            + " downgrade cannot restore.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement
        .effects()
        .refiled(Refiled.How.EMPTIED)
        .map(table -> "all rows of " + table + " are removed");
  }
}
