package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Retyped;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a value can be read as the new type, only the value tells. */
final class CastCanFail extends StatementRule {
  CastCanFail() {
    super(
        "cast-can-fail",
        Severity.WARNING,
        "Count the rows that do not fit with a query, clean them in a step before, and write the USING.");
  }

  @Override
  public Set<String> warnedAs() {
    return Set.of("cast-can-fail", "no-cast", "cast-assumes");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().retyped().stream()
        .filter(column -> column.table().isExistingTable() && column.fit() == Retyped.Fit.CAN_FAIL)
        .filter(column -> !isMadeAgain(column, statement, step))
        .map(
            column ->
                column.table()
                    + "."
                    + column.column()
                    + " was "
                    + column.from()
                    + " and is "
                    + column.to()
                    + ": the step fails on the first row whose value cannot be read so");
  }

  /** The type has the name that it had before the step: what it lost is another rule's to say. */
  private static boolean isMadeAgain(Retyped column, WatchedStatement statement, WatchedStep step) {
    return step.until(statement)
        .flatMap(earlier -> earlier.effects().changes().stream())
        .filter(change -> change.relation().equals(column.table()))
        .flatMap(change -> Optional.ofNullable(change.before()).stream())
        .flatMap(before -> before.columns().stream())
        .filter(before -> before.name().equals(column.column()))
        .limit(1)
        .anyMatch(before -> before.type().equals(column.to()));
  }
}
