package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A partition comes beside a default partition whose rows might belong to it. */
final class DefaultPartitionRead extends LockRule {
  DefaultPartitionRead() {
    super(
        "default-partition-read",
        Severity.ERROR,
        "Add a CHECK to the default partition that excludes the rows of the new one, NOT VALID;"
            + " VALIDATE it in a step of its own; then add the partition, and drop the check.");
  }

  /** The messages say where a check makes the scan needless. */
  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().defaults().stream()
        .filter(Relation::isExistingTable)
        .map(
            table ->
                "all rows of the default partition "
                    + table
                    + " are read, because no check proves that none belongs to the new"
                    + " partition; readers and writers of it wait");
  }
}
