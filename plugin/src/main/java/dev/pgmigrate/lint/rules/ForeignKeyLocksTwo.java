package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.GrowsWithTable;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A foreign key between two tables in use locks both. */
final class ForeignKeyLocksTwo extends StatementRule implements GrowsWithTable {
  ForeignKeyLocksTwo() {
    super(
        "foreign-key-locks-two-tables",
        Severity.NOTE,
        "Nothing weaker exists: add one foreign key per step, NOT VALID, so that both locks are short.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change ->
                change.addedForeignKeys().stream()
                    .filter(key -> !key.inherited() && key.target().isExistingTable())
                    .filter(key -> !key.target().equals(change.relation()))
                    .map(
                        key ->
                            "writers of "
                                + change.relation()
                                + " and of "
                                + key.target()
                                + " wait while the foreign key "
                                + key.name()
                                + " is added"));
  }
}
