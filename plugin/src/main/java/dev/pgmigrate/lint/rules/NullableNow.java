package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A column may be NULL now, and the previous release may not expect that. */
final class NullableNow extends StatementRule {
  NullableNow() {
    super("null-allowed-in-use", Severity.NOTE, "Deploy a release that reads NULL first.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change ->
                change.changedColumns().stream()
                    .filter(pair -> pair.before().notNull() && !pair.after().notNull())
                    .map(
                        pair ->
                            change.relation()
                                + "."
                                + pair.after().name()
                                + " may be NULL now; the previous release may not expect"
                                + " that"));
  }
}
