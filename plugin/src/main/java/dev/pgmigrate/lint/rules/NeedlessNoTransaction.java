package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import java.util.List;
import java.util.stream.Stream;

/** A step runs outside a transaction though its statement could run in one. */
final class NeedlessNoTransaction extends StatementRule {
  private static final List<String> NEEDS_NONE =
      List.of(
          "VACUUM",
          "CLUSTER",
          "REINDEX",
          "REPACK",
          "ALTER TYPE",
          "ALTER SYSTEM",
          "CREATE DATABASE",
          "DROP DATABASE",
          "CREATE TABLESPACE",
          "DROP TABLESPACE",
          "CREATE SUBSCRIPTION",
          "DROP SUBSCRIPTION");

  NeedlessNoTransaction() {
    super(
        "needless-no-transaction",
        Severity.NOTE,
        "Write a plain -- migrate:up: then the statement and its row of the journal commit together.");
  }

  /** Other tools have no word for it. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return !revision.foreign();
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return step.kind() == Step.Kind.NO_TRANSACTION
            && !statement.effects().outside()
            && !statement.says("CONCURRENTLY")
            && NEEDS_NONE.stream().noneMatch(statement::begins)
        ? Stream.of("the statement could run in a transaction")
        : Stream.empty();
  }
}
