package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A new column must be filled, and the release that still runs does not know it. */
final class RequiredColumn extends StatementRule {
  RequiredColumn() {
    super(
        "required-column",
        Severity.ERROR,
        "Add the column nullable or with a default, fill it in batches, and SET NOT NULL when every running"
            + " release writes it.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change ->
                change.addedColumns().stream()
                    .filter(column -> column.notNull() && !column.filled())
                    .map(
                        column ->
                            change.relation()
                                + "."
                                + column.name()
                                + " is NOT NULL and has no default: this fails if the table has rows,"
                                + " and so does every INSERT of the release that still runs"));
  }
}
