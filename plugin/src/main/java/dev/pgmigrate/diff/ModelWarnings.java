package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Warnings that no single change can know: they need the whole target. */
public final class ModelWarnings {
  private ModelWarnings() {}

  /** About the changes that lead to {@code target}. */
  public static List<Warning> of(List<Change> changes, Schema target) {
    List<Warning> warnings = new ArrayList<>(foreignKeysWithoutIndex(changes, target));
    List<Set<ObjectId>> groups = unrelated(changes, target);
    if (groups.size() > 1) {
      warnings.add(
          new Warning(
              "several-changes",
              groups.get(0).iterator().next(),
              groups.size() + " groups of tables change that have nothing to do with each other",
              groups.stream().map(Object::toString).toList()));
    }
    return warnings;
  }

  private static List<Warning> foreignKeysWithoutIndex(List<Change> changes, Schema target) {
    Map<QualifiedName, Table> tables = new HashMap<>();
    target.tables().forEach(table -> tables.put(table.name(), table));
    List<Warning> warnings = new ArrayList<>();
    for (Change change : changes) {
      if (change instanceof AddConstraint add && add.constraint() instanceof ForeignKey key) {
        Table table = tables.getOrDefault(add.table().name(), add.table());
        if (!hasIndex(table, key)) {
          warnings.add(
              new Warning(
                  "foreign-key-without-index",
                  change.object(),
                  "no index starts with the columns of the foreign key "
                      + key.structure()
                      + ": deleting from "
                      + key.target()
                      + " reads all of "
                      + table.name(),
                  List.of()));
        }
      }
    }
    return warnings;
  }

  private static boolean hasIndex(Table table, ForeignKey key) {
    return Stream.concat(
            table.constraints().stream().map(ModelWarnings::columns),
            table.indexes().stream()
                .filter(index -> index.predicate() == null)
                .map(ModelWarnings::columns))
        .anyMatch(
            columns ->
                columns.size() >= key.columns().size()
                    && Set.copyOf(columns.subList(0, key.columns().size()))
                        .equals(Set.copyOf(key.columns())));
  }

  private static List<String> columns(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return key.columns();
    }
    return constraint instanceof Unique unique ? unique.columns() : List.of();
  }

  private static List<String> columns(Index index) {
    return index.keys().stream().map(IndexKey::subject).toList();
  }

  /** The tables that change, in groups that foreign keys of the target connect. */
  private static List<Set<ObjectId>> unrelated(List<Change> changes, Schema target) {
    Set<ObjectId> changed = new TreeSet<>();
    boolean initial = true;
    for (Change change : changes) {
      change.tableId().ifPresent(changed::add);
      initial &= change.tableId().isEmpty() || change instanceof CreateTable;
    }
    // The first revision creates everything at once; that is one thing.
    if (changed.size() < 2 || initial) {
      return List.of();
    }
    Map<ObjectId, ObjectId> leader = new HashMap<>();
    for (Table table : target.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (constraint instanceof ForeignKey key) {
          ObjectId other = ObjectId.table(key.target());
          if (changed.contains(table.id()) && changed.contains(other)) {
            join(leader, table.id(), other);
          }
        }
      }
    }
    Map<ObjectId, Set<ObjectId>> groups = new TreeMap<>();
    changed.forEach(
        table -> groups.computeIfAbsent(leaderOf(leader, table), t -> new TreeSet<>()).add(table));
    return List.copyOf(groups.values());
  }

  private static void join(Map<ObjectId, ObjectId> leader, ObjectId a, ObjectId b) {
    ObjectId one = leaderOf(leader, a);
    ObjectId other = leaderOf(leader, b);
    if (!one.equals(other)) {
      leader.put(other, one);
    }
  }

  private static ObjectId leaderOf(Map<ObjectId, ObjectId> leader, ObjectId table) {
    ObjectId last = table;
    @Nullable ObjectId next = leader.get(last);
    while (next != null) {
      last = next;
      next = leader.get(last);
    }
    return last;
  }
}
