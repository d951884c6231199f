package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.stream.Stream;

/** A required column loses its default. */
final class DefaultDropped extends StatementRule {
  DefaultDropped() {
    super(
        "default-dropped",
        Severity.WARNING,
        "Deploy a release that writes the column first; drop the default in a revision with 'phase: contract'.");
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.EXPAND;
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change ->
                change.changedColumns().stream()
                    .filter(pair -> pair.before().filled() && !pair.after().filled())
                    .filter(pair -> pair.after().notNull())
                    .filter(pair -> !isFilledAgain(change, pair.after(), statement, step))
                    .map(
                        pair ->
                            change.relation()
                                + "."
                                + pair.after().name()
                                + " is NOT NULL and loses its default: an INSERT of the release"
                                + " that still runs fails if it leaves the column out"));
  }

  /** Nobody sees what happens inside of a transaction. */
  private static boolean isFilledAgain(
      RelationChange change, ColumnState column, WatchedStatement statement, WatchedStep step) {
    return step.isTransaction()
        && step.after(statement)
            .flatMap(later -> later.effects().changes().stream())
            .filter(later -> later.relation().equals(change.relation()))
            .flatMap(later -> later.changedColumns().stream())
            .anyMatch(pair -> pair.after().number() == column.number() && pair.after().filled());
  }
}
