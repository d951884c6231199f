package dev.pgmigrate.lint;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a statement made of one relation that it touched.
 *
 * @param before null when the statement created it
 * @param after null when the statement dropped it
 */
@API(status = API.Status.EXPERIMENTAL)
public record RelationChange(@Nullable RelationState before, @Nullable RelationState after) {
  /** A column with both its states. */
  public record ColumnPair(ColumnState before, ColumnState after) {}

  /** The relation, under the name that it had. */
  public Relation relation() {
    return before != null ? before.relation() : Objects.requireNonNull(after).relation();
  }

  /** Whether it is still there and has another name or schema. */
  public boolean isRenamed() {
    return before != null
        && after != null
        && !before.relation().name().equals(after.relation().name());
  }

  /** Whether it is a partition now and was none. */
  public boolean becomesPartition() {
    return after != null && after.partition() && (before == null || !before.partition());
  }

  /** Whether it was a partition and is a table of its own now. */
  public boolean leavesParent() {
    return before != null && before.partition() && after != null && !after.partition();
  }

  /** The columns that are in both states and differ. */
  public List<ColumnPair> changedColumns() {
    if (before == null || after == null) {
      return List.of();
    }
    return before.columns().stream()
        .flatMap(old -> after.column(old.number()).map(now -> new ColumnPair(old, now)).stream())
        .filter(pair -> !pair.before().equals(pair.after()))
        .toList();
  }

  /** The indexes that only the later state has; all of a relation that is new. */
  public List<IndexState> addedIndexes() {
    return only(after, before, RelationState::indexes);
  }

  /** The indexes that only the earlier state has, of a table that is still there. */
  public List<IndexState> droppedIndexes() {
    return after == null ? List.of() : only(before, after, RelationState::indexes);
  }

  /** The foreign keys that only the later state has; all of a relation that is new. */
  public List<ForeignKeyState> addedForeignKeys() {
    return only(after, before, RelationState::foreignKeys);
  }

  /** The foreign keys that only the earlier state has; all of a relation that is gone. */
  public List<ForeignKeyState> droppedForeignKeys() {
    return only(before, after, RelationState::foreignKeys);
  }

  /** The constraints that are NOT VALID in the later state alone. */
  public List<UncheckedConstraint> addedUnchecked() {
    return only(after, before, RelationState::unchecked);
  }

  /** The constraints that were NOT VALID and are valid now, or gone; none of a dropped table. */
  public List<UncheckedConstraint> noLongerUnchecked() {
    return after == null ? List.of() : only(before, after, RelationState::unchecked);
  }

  private static <T extends TablePart> List<T> only(
      @Nullable RelationState one,
      @Nullable RelationState other,
      Function<RelationState, List<T>> parts) {
    if (one == null) {
      return List.of();
    }
    List<T> others = other == null ? List.of() : parts.apply(other);
    return parts.apply(one).stream()
        .filter(part -> others.stream().noneMatch(part::isSame))
        .toList();
  }

  /** The columns that only the later state has; none for a relation that is new as a whole. */
  public List<ColumnState> addedColumns() {
    if (before == null || after == null) {
      return List.of();
    }
    return after.columns().stream()
        .filter(column -> before.column(column.number()).isEmpty())
        .toList();
  }
}
