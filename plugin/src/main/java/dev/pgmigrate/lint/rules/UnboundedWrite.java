package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.GrowsWithTable;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import java.util.Set;
import java.util.stream.Stream;

/** All rows of a table are written in one transaction. */
final class UnboundedWrite extends StatementRule implements GrowsWithTable {
  UnboundedWrite() {
    super(
        "unbounded-write",
        Severity.WARNING,
        "Write it as a batch step: -- migrate:up batch key=<primary key> size=5000.");
  }

  /** A generated revision warns of rows that move under a lock. */
  @Override
  public Set<String> warnedAs() {
    return Set.of("long-lock");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    DmlShape dml = statement.dml();
    return dml.verb() == null
            || !dml.parsed()
            || dml.bounded()
            || step.kind() == Step.Kind.BATCH
            || !UnbatchedWrite.writesExisting(statement, step)
        ? Stream.empty()
        : Stream.of(
            dml.verb()
                + " without WHERE writes every row"
                + (dml.table() == null ? "" : " of " + dml.table())
                + " in one transaction");
  }
}
