package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** All rows of a table in use are written again while nobody can read it. */
final class TableRewrite extends LockRule {
  TableRewrite() {
    super(
        "table-rewrite",
        Severity.ERROR,
        "Add a second column, fill it in batches, and switch over: mvn migrate:revision"
            + " -Dmigrate.widen=<table.column> writes that.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().rewritten().stream()
        .filter(Relation::isExistingTable)
        .map(table -> "all rows of " + table + " are written again; readers and writers wait");
  }
}
