package dev.pgmigrate.change;

import dev.pgmigrate.ddl.References;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new key, foreign key or exclusion constraint that protects the rows in the place of a dropped
 * one: it must be there before the old one goes.
 *
 * <p>Two keys belong together when the columns of one are some of the other's: what both forbid is
 * forbidden all the time.
 *
 * @param comes the place of the change that makes the new one
 * @param goes the place of the change that drops the old one
 */
public record Handover(int comes, int goes) {
  /** Something that protects rows: its kind, and the columns and expressions it is about. */
  private record Guard(Table table, ObjectKind kind, Set<String> about, @Nullable Object target) {
    boolean belongsTo(Guard other) {
      return table.name().equals(other.table.name())
          && kind == other.kind
          && (kind == ObjectKind.UNIQUE
              ? about.containsAll(other.about) || other.about.containsAll(about)
              : about.equals(other.about) && (target == null || target.equals(other.target)));
    }
  }

  /** All pairs among these changes. */
  public static List<Handover> in(List<Change> changes) {
    Map<ObjectId, List<Integer>> going = new HashMap<>();
    List<@Nullable Guard> guards = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      guards.add(guard(changes.get(i)));
      if (guards.get(i) != null && isDrop(changes.get(i))) {
        going.computeIfAbsent(tableOf(changes.get(i)), id -> new ArrayList<>()).add(i);
      }
    }
    List<Handover> pairs = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Guard comes = guards.get(i);
      if (comes == null || isDrop(changes.get(i))) {
        continue;
      }
      for (int j : going.getOrDefault(tableOf(changes.get(i)), List.of())) {
        Guard goes = guards.get(j);
        if (goes != null && comes.belongsTo(goes)) {
          pairs.add(new Handover(i, j));
        }
      }
    }
    return pairs;
  }

  /** Whether the id stands for whatever keeps columns unique, not for one object. */
  public static boolean isKey(ObjectId id) {
    return References.isKey(id);
  }

  /** Whether both are primary keys, of which a table has one at a time. */
  public boolean isOnePlace(List<Change> changes) {
    return kind(changes.get(comes)) == ObjectKind.PRIMARY_KEY
        && kind(changes.get(goes)) == ObjectKind.PRIMARY_KEY;
  }

  /**
   * Whether a key can come or go before a change of one of its columns as well as after it: a plain
   * one follows another type by itself. A primary key holds no nulls.
   */
  public static boolean bothWays(Change key, Change change) {
    if (!(change instanceof AlterColumn alter) || guard(key) == null) {
      return false;
    }
    if (alter.rebuilds() || (alter.reverse() instanceof AlterColumn back && back.rebuilds())) {
      return false;
    }
    boolean primary = kind(key) == ObjectKind.PRIMARY_KEY;
    return (isPlain(key) || !alter.changesType())
        && !(primary && alter.from().notNull() != alter.to().notNull());
  }

  private static boolean isPlain(Change key) {
    Index index =
        key instanceof CreateIndex create
            ? create.index()
            : key instanceof DropIndex drop ? drop.index() : null;
    return index == null
        ? kind(key) != ObjectKind.FOREIGN_KEY && kind(key) != ObjectKind.EXCLUSION
        : index.predicate() == null
            && index.keys().stream()
                .allMatch(k -> k.expression() == null && k.operatorClass() == null);
  }

  /** The kind of a constraint that comes or goes; null for another change. */
  private static @Nullable ObjectKind kind(Change change) {
    return change instanceof AddConstraint add
        ? add.constraint().kind()
        : change instanceof DropConstraint drop ? drop.constraint().kind() : null;
  }

  private static ObjectId tableOf(Change change) {
    return change.tableId().orElseThrow();
  }

  private static boolean isDrop(Change change) {
    return change instanceof DropConstraint || change instanceof DropIndex;
  }

  private static @Nullable Guard guard(Change change) {
    if (change instanceof AddConstraint add) {
      return guard(add.table(), add.constraint());
    }
    if (change instanceof DropConstraint drop) {
      return guard(drop.table(), drop.constraint());
    }
    if (change instanceof CreateIndex create) {
      return guard(create.table(), create.index());
    }
    return change instanceof DropIndex drop ? guard(drop.table(), drop.index()) : null;
  }

  private static @Nullable Guard guard(Table table, Index index) {
    return index.unique() && index.valid()
        ? new Guard(table, ObjectKind.UNIQUE, References.subjects(index.keys()), null)
        : null;
  }

  private static @Nullable Guard guard(Table table, Constraint constraint) {
    Set<String> subjects =
        constraint instanceof Exclusion exclusion
            ? References.subjects(exclusion.keys())
            : constraint instanceof Check check
                ? Set.of(check.expression().canonical())
                : Set.copyOf(constraint.columns());
    ObjectKind kind = constraint instanceof KeyConstraint ? ObjectKind.UNIQUE : constraint.kind();
    QualifiedName target = constraint instanceof ForeignKey key ? key.target() : null;
    return constraint.enforced() ? new Guard(table, kind, subjects, target) : null;
  }
}
