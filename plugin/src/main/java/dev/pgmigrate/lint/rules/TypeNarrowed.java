package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Retyped;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.Set;
import java.util.stream.Stream;

/** A column holds fewer values than before. */
final class TypeNarrowed extends StatementRule {
  TypeNarrowed() {
    super(
        "type-narrowed",
        Severity.ERROR,
        "Deploy a release that writes values of the new type only; change the type in a revision with 'phase: contract'.");
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.EXPAND;
  }

  @Override
  public Set<String> warnedAs() {
    return Set.of("cast-can-fail", "no-cast", "cast-assumes");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().retyped().stream()
        .filter(column -> column.table().isExistingTable() && column.fit() == Retyped.Fit.NARROWER)
        .map(
            column ->
                column.table()
                    + "."
                    + column.column()
                    + " was "
                    + column.from()
                    + " and is "
                    + column.to()
                    + ": the previous release may write a value that no longer fits");
  }
}
