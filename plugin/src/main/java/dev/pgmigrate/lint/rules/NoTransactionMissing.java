package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.sql.SqlState;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL executes a statement only outside of a transaction. */
final class NoTransactionMissing extends StatementRule {

  NoTransactionMissing() {
    super(
        "no-transaction-missing",
        Severity.ERROR,
        "Write it into its own step: -- migrate:up no-transaction.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return Optional.ofNullable(statement.effects().refusal()).stream()
        .filter(refusal -> refusal.sqlState().equals(SqlState.ACTIVE_TRANSACTION))
        .map(refusal -> "the statement cannot run in a transaction: " + refusal.message());
  }
}
