package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.PublicationState;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A publication of a schema, or of all tables, sends a table that nobody named. */
final class TablePublished implements Rule {
  @Override
  public String id() {
    return "table-published";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Create the table at the subscriber first; ALTER SUBSCRIPTION .. REFRESH PUBLICATION there"
        + " afterwards.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .changed()
        .filter(changed -> !namesPublication(changed.statement()))
        .flatMap(
            changed ->
                changed.end().publications().stream()
                    .filter(PublicationState::growing)
                    .filter(publication -> !isSent(publication, changed.what().before()))
                    .filter(publication -> isSent(publication, changed.what().after()))
                    .map(
                        publication ->
                            finding(changed.statement(), message(publication, changed.end()))));
  }

  private static String message(PublicationState publication, RelationState table) {
    return "the publication "
        + publication.name()
        + " sends "
        + table.relation()
        + " from now on: a subscriber without that table stops"
        + (publication.changes() && !table.identifiesRows()
            ? "; and UPDATE and DELETE of it fail, because it has no replica identity"
            : "");
  }

  private static boolean namesPublication(WatchedStatement statement) {
    return statement.effects().commands().stream()
        .anyMatch(command -> command.tag().endsWith("PUBLICATION"));
  }

  private static boolean isSent(PublicationState publication, @Nullable RelationState table) {
    return table != null
        && table.publications().stream().anyMatch(other -> other.name().equals(publication.name()));
  }
}
