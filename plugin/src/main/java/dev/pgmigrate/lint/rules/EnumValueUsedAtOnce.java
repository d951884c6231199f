package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.sql.SqlState;
import java.util.Optional;
import java.util.stream.Stream;

/** A value is used in the transaction that adds it to its enum. */
final class EnumValueUsedAtOnce extends StatementRule {

  EnumValueUsedAtOnce() {
    super(
        "enum-value-used-at-once",
        Severity.ERROR,
        "Put ALTER TYPE .. ADD VALUE into a step before it.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return Optional.ofNullable(statement.effects().refusal()).stream()
        .filter(refusal -> refusal.sqlState().equals(SqlState.UNSAFE_NEW_ENUM_VALUE))
        .map(refusal -> "the value is new in this transaction: " + refusal.message());
  }
}
