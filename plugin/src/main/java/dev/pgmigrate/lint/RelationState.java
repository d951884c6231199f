package dev.pgmigrate.lint;

import java.util.List;
import java.util.Optional;

/**
 * A relation as the catalog holds it at one moment.
 *
 * @param columns in the order of their numbers; none for an index
 * @param replicaIdentity letter of {@code pg_class.relreplident}
 */
public record RelationState(Relation relation, List<ColumnState> columns, String replicaIdentity) {
  public RelationState {
    columns = List.copyOf(columns);
  }

  /** The column with this number. */
  public Optional<ColumnState> column(int number) {
    return columns.stream().filter(column -> column.number() == number).findFirst();
  }
}
