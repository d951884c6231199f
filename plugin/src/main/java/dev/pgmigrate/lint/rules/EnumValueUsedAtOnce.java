package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Optional;
import java.util.stream.Stream;

/** A value is used in the transaction that adds it to its enum. */
final class EnumValueUsedAtOnce extends StatementRule {
  static final String UNSAFE_NEW_VALUE = "55P04";

  EnumValueUsedAtOnce() {
    super(
        "enum-value-used-at-once",
        Severity.ERROR,
        "Put ALTER TYPE .. ADD VALUE into a step before it.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return Optional.ofNullable(statement.effects().refusal()).stream()
        .filter(refusal -> refusal.sqlState().equals(UNSAFE_NEW_VALUE))
        .map(refusal -> "the value is new in this transaction: " + refusal.message());
  }
}
