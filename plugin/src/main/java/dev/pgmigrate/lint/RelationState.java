package dev.pgmigrate.lint;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A relation as the catalog holds it at one moment.
 *
 * @param id its own, which it keeps through a rename
 * @param columns in the order of their numbers; none for an index
 * @param replicaIdentity letter of {@code pg_class.relreplident}
 * @param partition whether it is a part of a partitioned table or index
 * @param indexes of a table, those that are no good included
 * @param foreignKeys of a table, those that refer to others
 * @param unchecked constraints of a table that are NOT VALID
 * @param publications that send the table
 */
@API(status = API.Status.EXPERIMENTAL)
public record RelationState(
    Relation relation,
    long id,
    List<ColumnState> columns,
    String replicaIdentity,
    boolean partition,
    RowVisibility rowSecurity,
    List<IndexState> indexes,
    List<ForeignKeyState> foreignKeys,
    List<UncheckedConstraint> unchecked,
    List<PublicationState> publications) {
  public RelationState {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
    foreignKeys = List.copyOf(foreignKeys);
    unchecked = List.copyOf(unchecked);
    publications = List.copyOf(publications);
  }

  /** Whether an UPDATE or DELETE of a published row says which row it means. */
  public boolean identifiesRows() {
    return switch (replicaIdentity) {
      case "f" -> true;
      case "d" -> indexes.stream().anyMatch(IndexState::primary);
      case "i" -> indexes.stream().anyMatch(IndexState::replicaIdentity);
      default -> false;
    };
  }

  /** Whether an UPDATE or DELETE of it has to say which row it means, and cannot. */
  public boolean refusesChanges() {
    return !identifiesRows() && publications.stream().anyMatch(PublicationState::changes);
  }

  /** Whether it is the same relation, at another moment and maybe under another name. */
  public boolean isSame(RelationState other) {
    return id == other.id;
  }

  /** The column of this name. */
  public Optional<ColumnState> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The column with this number. */
  public Optional<ColumnState> column(int number) {
    return columns.stream().filter(column -> column.number() == number).findFirst();
  }
}
