package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Several unrelated changes in one revision: easier to review, apply and take back one by one. */
public final class SeveralChanges {
  private SeveralChanges() {}

  /** The warning about these changes, or none when they belong together. */
  public static Optional<Warning> in(List<Change> changes, Schema target) {
    List<Set<ObjectId>> groups = unrelated(changes, target);
    return groups.size() < 2
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "several-changes",
                changes.get(0).object(),
                groups.size() + " groups of tables change that have nothing to do with each other",
                groups.stream()
                    .map(g -> g.stream().map(Object::toString).collect(Collectors.joining(", ")))
                    .toList()));
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
