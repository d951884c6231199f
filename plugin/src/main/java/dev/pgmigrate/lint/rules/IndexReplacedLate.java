package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.IndexState;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An index is dropped before the one that takes its place is built. */
final class IndexReplacedLate implements Rule {
  @Override
  public String id() {
    return "index-replaced-late";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String mend() {
    return "Build the new index first, then drop the old one.";
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    List<WatchedStep> steps = revision.up();
    return Stream.iterate(0, i -> i + 1)
        .limit(steps.size())
        .flatMap(
            i ->
                steps.get(i).statements().stream()
                    .flatMap(
                        statement ->
                            statement.effects().changes().stream()
                                .filter(change -> change.relation().isExistingTable())
                                .flatMap(
                                    change ->
                                        change.droppedIndexes().stream()
                                            .filter(index -> !isSame(index, change.addedIndexes()))
                                            .filter(index -> !isReplaced(index, change.after()))
                                            .filter(
                                                index ->
                                                    isBuiltLater(
                                                        change.relation(),
                                                        index,
                                                        steps.subList(i + 1, steps.size())))
                                            .map(
                                                index ->
                                                    finding(
                                                        statement,
                                                        "queries of "
                                                            + change.relation()
                                                            + " have no index in place of "
                                                            + index.name()
                                                            + " until a later step has built it")))));
  }

  private static boolean isBuiltLater(Relation table, IndexState dropped, List<WatchedStep> later) {
    return later.stream()
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> statement.effects().changes().stream())
        .filter(change -> change.relation().equals(table))
        .flatMap(
            change ->
                change.addedIndexes().stream()
                    .filter(index -> !isSame(index, change.droppedIndexes())))
        .anyMatch(index -> index.parts().get(0).equals(dropped.parts().get(0)));
  }

  private static boolean isReplaced(IndexState index, @Nullable RelationState table) {
    return table != null
        && table.indexes().stream()
            .anyMatch(other -> other.valid() && other.parts().get(0).equals(index.parts().get(0)));
  }

  /** Under another name. */
  private static boolean isSame(IndexState index, List<IndexState> others) {
    return others.stream()
        .anyMatch(
            other ->
                other.parts().equals(index.parts())
                    && Objects.equals(other.predicate(), index.predicate()));
  }
}
