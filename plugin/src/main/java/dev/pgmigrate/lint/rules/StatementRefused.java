package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Refusal;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.sql.SqlState;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** PostgreSQL refuses a statement, for a reason that no other rule knows. */
final class StatementRefused extends StatementRule {
  private static final Set<String> EXPLAINED =
      Set.of(SqlState.ACTIVE_TRANSACTION, SqlState.UNSAFE_NEW_ENUM_VALUE);

  StatementRefused() {
    super(
        "statement-refused",
        Severity.ERROR,
        "Fix the statement; the statements after it were not executed.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return Optional.ofNullable(statement.effects().refusal()).stream()
        .filter(refusal -> !EXPLAINED.contains(refusal.sqlState()))
        .map(Refusal::message)
        .map(message -> "PostgreSQL refuses the statement: " + message);
  }
}
