package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A column must be filled, and the previous release does not write it. */
final class RequiredColumn implements Rule {
  @Override
  public String id() {
    return "required-column";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public String mend() {
    return "Add the column nullable or with a default, fill it in batches, and SET NOT NULL when every running"
        + " release writes it.";
  }

  /** A generated revision warns above the first step of several. */
  @Override
  public Set<String> warnedAs() {
    return Set.of("not-null-without-default");
  }

  @Override
  public Stream<WatchedStep> warnedIn(WatchedRevision revision, Finding finding) {
    return revision.up().stream();
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    Stream<Finding> added = found(revision, RequiredColumn::added);
    if (revision.revision().phase() != Revision.Phase.EXPAND) {
      return added;
    }
    // The running release knows a column that was there, and may well write it always.
    return Stream.of(
            added,
            found(revision, (change, end) -> required(revision, change, end, false)),
            found(revision, (change, end) -> required(revision, change, end, true))
                .map(finding -> finding.weighing(Severity.NOTE)))
        .flatMap(findings -> findings);
  }

  private Stream<Finding> found(
      WatchedRevision revision, BiFunction<RelationChange, VisibleState, Stream<String>> faults) {
    return revision.up().stream()
        .flatMap(
            step ->
                step.statements().stream()
                    .flatMap(
                        statement ->
                            statement.effects().changes().stream()
                                .filter(change -> change.relation().isExistingTable())
                                .flatMap(
                                    change ->
                                        faults.apply(change, new VisibleState(statement, step)))
                                .map(fault -> finding(statement, fault))));
  }

  private static Stream<String> added(RelationChange change, VisibleState end) {
    return change.addedColumns().stream()
        .filter(column -> column.notNull() && !column.filled())
        .map(
            column ->
                change.relation()
                    + "."
                    + column.name()
                    + " is NOT NULL and has no default: this fails if the table has rows,"
                    + " and so does every INSERT of the previous release");
  }

  /** Nobody sees what happens inside of a transaction: its end counts. */
  private static Stream<String> required(
      WatchedRevision revision, RelationChange change, VisibleState end, boolean existing) {
    return change.changedColumns().stream()
        .filter(pair -> !pair.before().notNull() && pair.after().notNull())
        .map(pair -> pair.after().number())
        .filter(number -> !wasRequired(revision, change, number))
        .flatMap(number -> end.column(change, number).stream())
        .filter(column -> column.notNull() && !column.filled())
        .filter(column -> column.existing() == existing)
        .map(
            column ->
                change.relation()
                    + "."
                    + column.name()
                    + " is NOT NULL now and has no default: an INSERT of the previous release"
                    + " fails if it leaves the column out");
  }

  /** The revision only gives NOT NULL another name or state: the running release writes it. */
  private static boolean wasRequired(WatchedRevision revision, RelationChange change, int number) {
    RelationState now = Objects.requireNonNull(change.before());
    return revision
        .statements()
        .flatMap(statement -> statement.effects().changes().stream())
        .flatMap(earlier -> Optional.ofNullable(earlier.before()).stream())
        .filter(now::isSame)
        .flatMap(first -> first.column(number).stream())
        .limit(1)
        .anyMatch(column -> column.existing() && column.notNull());
  }
}
