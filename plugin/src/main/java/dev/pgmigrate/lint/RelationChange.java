package dev.pgmigrate.lint;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a statement made of one relation that it touched.
 *
 * @param before null when the statement created it
 * @param after null when the statement dropped it
 */
public record RelationChange(@Nullable RelationState before, @Nullable RelationState after) {
  /** A column with both its states. */
  public record ColumnPair(ColumnState before, ColumnState after) {}

  /** The relation, under the name that it had. */
  public Relation relation() {
    return before != null ? before.relation() : Objects.requireNonNull(after).relation();
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
