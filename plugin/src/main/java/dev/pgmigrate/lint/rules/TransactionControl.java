package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Locale;
import java.util.stream.Stream;

/** A step opens or ends a transaction that is not its own. */
final class TransactionControl extends StatementRule {
  TransactionControl() {
    super(
        "transaction-control",
        Severity.ERROR,
        "Leave transactions to the tool; each BEGIN needs its COMMIT, and they"
            + " cannot be nested.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.statement().controlsTransaction()
        ? Stream.of(
            statement.statement().firstWord().toUpperCase(Locale.ROOT)
                + " opens or ends a transaction of the tool, or has no counterpart; it was not"
                + " executed")
        : Stream.empty();
  }
}
