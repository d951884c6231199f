package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A column loses its default. */
final class DefaultDropped implements Rule {
  @Override
  public String id() {
    return "default-dropped";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String mend() {
    return "Deploy a release that writes the column first; drop the default in a revision with 'phase: contract'.";
  }

  /** A generated revision that gives existing rows a value warns of the column. */
  @Override
  public Set<String> warnedAs() {
    return Set.of("not-null-without-default");
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return revision.revision().phase() == Revision.Phase.EXPAND
        ? revision.up().stream()
            .flatMap(
                step ->
                    step.statements().stream()
                        .flatMap(statement -> found(new VisibleState(statement, step))))
        : Stream.empty();
  }

  private Stream<Finding> found(VisibleState end) {
    return end.statement().effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(
            change ->
                change.changedColumns().stream()
                    .filter(pair -> pair.before().filled() && !pair.after().filled())
                    .flatMap(pair -> end.column(change, pair.after().number()).stream())
                    .filter(column -> !column.filled() && isUsed(column))
                    .map(column -> fault(end, change, column)));
  }

  /** The previous release inserts no rows without a nullable column that is new. */
  private static boolean isUsed(ColumnState column) {
    return column.existing() || column.notNull();
  }

  private Finding fault(VisibleState end, RelationChange change, ColumnState column) {
    String name = change.relation() + "." + column.name();
    return column.notNull()
        ? finding(
            end.statement(),
            name
                + " is NOT NULL and loses its default: an INSERT of the previous release fails"
                + " if it leaves the column out")
        : finding(
                end.statement(),
                name
                    + " loses its default: an INSERT of the previous release writes"
                    + " NULL if it leaves the column out")
            .weighing(Severity.NOTE);
  }
}
