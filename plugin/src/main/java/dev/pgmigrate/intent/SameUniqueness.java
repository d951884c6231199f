package dev.pgmigrate.intent;

import dev.pgmigrate.change.ConvertKey;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Deferral;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.TablePart;
import dev.pgmigrate.schema.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A unique index refuses what a unique constraint on the same columns refuses. So where a table has
 * one of them, it serves as the other; only a constraint that a foreign key refers to is made of
 * the index.
 */
final class SameUniqueness {
  private final Merge merge;
  private final Table desired;
  private final Table current;

  /** Stated constraint to the index that is there. */
  private final Map<Constraint, Index> indexes = new HashMap<>();

  /** Stated index to the constraint that is there. */
  private final Map<Index, Unique> constraints = new HashMap<>();

  /** Stated constraint to the one that takes over the index that is there. */
  private final Map<Constraint, Unique> adopting = new HashMap<>();

  /**
   * Finds what serves as what, and remembers it as stated.
   *
   * @param referenced the columns of this table that stated foreign keys refer to
   */
  SameUniqueness(Merge merge, Table desired, Table current, Set<Set<String>> referenced) {
    this.merge = merge;
    this.desired = desired;
    this.current = current;
    List<Unique> stated = desired.constraints(Unique.class);
    for (Unique unique : stated) {
      if (current.constraints(Unique.class).stream().noneMatch(other -> isLike(unique, other))) {
        index(unique)
            .ifPresent(
                index -> pair(unique, index, referenced.contains(Set.copyOf(unique.columns()))));
      }
    }
    for (Index index : desired.indexes()) {
      if (current.indexes().stream().noneMatch(other -> isLike(index, other))) {
        current.constraints(Unique.class).stream()
            .filter(unique -> stated.stream().noneMatch(other -> isLike(other, unique)))
            .filter(unique -> !constraints.containsValue(unique) && isSame(index, unique))
            .filter(unique -> saysNoMore(index, unique))
            .findFirst()
            .ifPresent(unique -> pair(index, unique));
      }
    }
  }

  private Optional<Index> index(Unique unique) {
    return current.indexes().stream()
        .filter(index -> !merge.excludes(current.indexId(index)))
        .filter(index -> desired.indexes().stream().noneMatch(other -> isLike(other, index)))
        .filter(index -> !indexes.containsValue(index) && isSame(index, unique))
        .findFirst();
  }

  private void pair(Unique unique, Index index, boolean referenced) {
    Unique adopted =
        new Unique(
            unique.name(),
            columns(index),
            false,
            index.include(),
            unique.nullsNotDistinct(),
            unique.deferral(),
            index.parameters(),
            index.tablespace(),
            unique.comment());
    if (!referenced) {
      indexes.put(unique, index);
      merge.state(desired.constraintId(unique), unique.aspects());
      merge.state(current.indexId(index), unique.aspects());
    } else if (ConvertKey.reaches(current, current, index, adopted)) {
      indexes.put(unique, index);
      adopting.put(unique, adopted);
    }
  }

  private void pair(Index index, Unique unique) {
    if (!merge.excludes(current.constraintId(unique))) {
      constraints.put(index, unique);
      merge.state(desired.indexId(index), Map.of());
      merge.state(current.constraintId(unique), Map.of());
    }
  }

  /** Whether a stated part needs not be made, for one of the other kind does what it would do. */
  boolean serves(TablePart stated) {
    return stated instanceof Index
        ? constraints.containsKey(stated)
        : indexes.containsKey(stated) && !adopting.containsKey(stated);
  }

  /** Whether a part that is there serves as a stated one of the other kind. */
  boolean isServing(TablePart found) {
    return constraints.containsValue(found) || indexes.containsValue(found);
  }

  /** The added constraint as it takes over its index; any other as it is. */
  Constraint adopting(Constraint added) {
    Unique adopted = adopting.get(added);
    return adopted == null ? added : adopted;
  }

  /** Whether one of the constraints has taken over the index. */
  boolean isAdopted(Index found, List<Constraint> resolved) {
    return adopting.entrySet().stream()
        .filter(entry -> found.equals(indexes.get(entry.getKey())))
        .anyMatch(entry -> resolved.contains(entry.getValue()));
  }

  private boolean isLike(Unique stated, Unique found) {
    return stated.name().equals(found.name()) || hasColumns(stated, found.columns());
  }

  private boolean hasColumns(Unique stated, List<String> columns) {
    return stated.columns().equals(columns)
        || (merge.unwritten().hasAnyOrder(desired, stated)
            && Set.copyOf(stated.columns()).equals(Set.copyOf(columns)));
  }

  private static boolean isLike(Index a, Index b) {
    return a.name().equals(b.name()) || a.structure().equals(b.structure());
  }

  /** Whether both refuse the same rows at once, whatever order the index has. */
  private boolean isSame(Index index, Unique unique) {
    return index.unique()
        && index.valid()
        && index.predicate() == null
        && index.nullsNotDistinct() == unique.nullsNotDistinct()
        && index.keys().stream().allMatch(SameUniqueness::isPlain)
        && hasColumns(unique, columns(index))
        && !unique.isTemporal()
        && unique.deferral() == Deferral.NOT_DEFERRABLE;
  }

  /** Whether the index of the constraint can do all that the stated one is for. */
  private static boolean saysNoMore(Index index, Unique unique) {
    return unique.include().containsAll(index.include())
        && index.keys().stream().allMatch(key -> key.order() == null);
  }

  private static List<String> columns(Index index) {
    return index.keys().stream().map(IndexKey::subject).toList();
  }

  private static boolean isPlain(IndexKey key) {
    return key.expression() == null && key.operatorClass() == null && key.collation() == null;
  }
}
