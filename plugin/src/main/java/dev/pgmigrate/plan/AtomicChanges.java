package dev.pgmigrate.plan;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.AlterTable;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.Handover;
import dev.pgmigrate.change.MoveRows;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.StepAside;
import dev.pgmigrate.graph.Graphs;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Changes between which nobody may look: most often one alone. Something that goes and comes again
 * is one with all that must happen in between.
 *
 * @param members their places in the order, ascending
 * @param successors the places of the changes that must come after one of them
 */
record AtomicChanges(List<Integer> members, Set<Integer> successors) {
  private static final Set<Class<?>> HALVES =
      Set.of(
          StepAside.class,
          AlterColumn.class,
          AlterTable.class,
          AlterInheritance.class,
          MoveRows.class,
          OneWay.class);

  /**
   * All changes as units, in the order of their first members.
   *
   * @param goesWith what takes along what a change drops: on the way back they come one after the
   *     other
   */
  static List<AtomicChanges> of(ChangeOrder order, Function<Change, Optional<ObjectId>> goesWith) {
    List<Change> changes = order.changes();
    List<Set<Integer>> edges = new ArrayList<>();
    order.successors().forEach(those -> edges.add(new TreeSet<>(those)));
    Handover.in(changes).forEach(pair -> edges.get(pair.comes()).add(pair.goes()));
    // An edge back from the second half to the first makes one of all that lies between them.
    Map<Object, List<Integer>> byPlace = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      byPlace.computeIfAbsent(place(changes.get(i)), id -> new ArrayList<>()).add(i);
    }
    for (List<Integer> same : byPlace.values()) {
      for (int a : same) {
        for (int b : same) {
          if (a < b && areHalves(changes.get(a), changes.get(b))) {
            edges.get(a).add(b);
            edges.get(b).add(a);
            ofItsOwn(changes, a, b)
                .forEach(
                    i -> {
                      edges.get(a).add(i);
                      edges.get(i).add(b);
                    });
          }
        }
      }
    }
    Map<ObjectId, List<Integer>> dropping = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      for (ObjectId id : changes.get(i).dependencies().drops()) {
        dropping.computeIfAbsent(id, key -> new ArrayList<>()).add(i);
      }
    }
    for (int i = 0; i < changes.size(); i++) {
      Optional<ObjectId> whole = goesWith.apply(changes.get(i));
      for (int j : whole.map(id -> dropping.getOrDefault(id, List.of())).orElse(List.of())) {
        edges.get(i).add(j);
        edges.get(j).add(i);
      }
    }
    return Graphs.components(edges).stream()
        .map(members -> unit(members, edges))
        .sorted(Comparator.comparing(unit -> unit.members().get(0)))
        .toList();
  }

  /** Only while it is under no parent a table's columns are its own to change. */
  private static IntStream ofItsOwn(List<Change> changes, int a, int b) {
    return IntStream.range(a + 1, b)
        .filter(i -> changes.get(a) instanceof AlterInheritance)
        .filter(i -> changes.get(i).tableId().filter(changes.get(a).object()::equals).isPresent());
  }

  private static AtomicChanges unit(Set<Integer> members, List<Set<Integer>> edges) {
    Set<Integer> later = new TreeSet<>();
    members.forEach(member -> later.addAll(edges.get(member)));
    later.removeAll(members);
    return new AtomicChanges(List.copyOf(members), later);
  }

  /**
   * What there can be one of at a time: a constraint goes by its name, a primary key by its table.
   */
  private static Object place(Change change) {
    if (change instanceof DropConstraint drop) {
      return place(drop.table(), drop.constraint());
    }
    return change instanceof AddConstraint add
        ? place(add.table(), add.constraint())
        : change.object();
  }

  private static Object place(Table table, Constraint constraint) {
    return List.of(
        table.id(),
        constraint.kind() == ObjectKind.PRIMARY_KEY ? "" : constraint.kind() + constraint.name());
  }

  private static boolean areHalves(Change one, Change other) {
    boolean comesAgain =
        one.dependencies().drops().contains(one.object())
            && other.dependencies().creates().contains(other.object());
    return comesAgain || (one.getClass() == other.getClass() && HALVES.contains(one.getClass()));
  }
}
