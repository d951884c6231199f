package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Optional;
import java.util.stream.Stream;

/** A published table gets a column that the publication does not send. */
final class PublicationColumnList extends StatementRule {
  PublicationColumnList() {
    super(
        "publication-column-list",
        Severity.NOTE,
        "ALTER PUBLICATION .. SET TABLE with the new column, after the subscriber has it.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .flatMap(
            change ->
                Optional.ofNullable(change.after()).stream()
                    .flatMap(after -> after.publications().stream())
                    .filter(publication -> publication.columns() != null)
                    .flatMap(
                        publication ->
                            change.addedColumns().stream()
                                .map(
                                    column ->
                                        "the publication "
                                            + publication.name()
                                            + " lists the columns of "
                                            + change.relation()
                                            + " and does not send "
                                            + column.name())));
  }
}
