package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A table becomes a partition, and no check proves that its rows fit. */
final class AttachScans extends LockRule {
  AttachScans() {
    super(
        "attach-scans",
        Severity.ERROR,
        "Add a CHECK that says what the partition bound says, NOT VALID; VALIDATE it in a step of its own; then attach, and drop the check.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().addsPartition()
        ? statement.effects().scanned().stream()
            .filter(Relation::isExistingTable)
            .filter(table -> !statement.effects().defaults().contains(table))
            .map(
                table ->
                    "all rows of "
                        + table
                        + " are read, because no check proves that they fit; readers"
                        + " and writers of it wait")
        : Stream.empty();
  }
}
