package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.stream.Stream;

/** A contract revision adds what the new release needs. */
final class ContractWithoutExpand extends StatementRule {
  ContractWithoutExpand() {
    super(
        "contract-without-expand", Severity.NOTE, "Add it in an expand revision before this one.");
  }

  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.CONTRACT;
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .flatMap(
            change -> {
              RelationState after = change.after();
              boolean isNew =
                  change.before() == null && after != null && after.relation().isTable();
              return isNew && after != null && !wasThere(after.relation(), step)
                  ? Stream.of("the table " + after.relation())
                  : change.addedColumns().stream()
                      .filter(column -> change.relation().isExistingTable())
                      .map(column -> "the column " + change.relation() + "." + column.name());
            })
        .map(
            what ->
                what
                    + " is added by a contract revision, which waits until the previous release is"
                    + " gone; the new release finds it missing until then");
  }

  /** A table that is made again, e.g. as a partitioned one. */
  private static boolean wasThere(Relation table, WatchedStep step) {
    return step.statements().stream()
        .flatMap(statement -> statement.effects().changes().stream())
        .map(RelationChange::relation)
        .anyMatch(other -> other.existing() && other.name().equals(table.name()));
  }
}
