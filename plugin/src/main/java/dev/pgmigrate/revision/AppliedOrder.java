package dev.pgmigrate.revision;

import dev.pgmigrate.graph.Graphs;
import dev.pgmigrate.revision.Revision.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a database's revisions follow in that database. An ordinary revision may have been applied
 * before a contract revision that it follows in the graph. There it follows what is below the
 * contract revision, and the contract revision follows it.
 */
final class AppliedOrder {
  private final RevisionGraph graph;

  /** Id to its place in the order of application. */
  private final Map<String, Integer> places = new HashMap<>();

  /** Id to what it follows in the database. */
  private final Map<String, Set<String>> parents = new HashMap<>();

  /** Id to that and to what it depends on. */
  private final Map<String, Set<String>> below = new HashMap<>();

  /** The other way round. */
  private final Map<String, Set<String>> above = new HashMap<>();

  private AppliedOrder(RevisionGraph graph, List<String> applied) {
    this.graph = graph;
    applied.forEach(id -> places.put(id, places.size()));
  }

  /**
   * The graph with the parents that the applied revisions have in the database.
   *
   * @param applied ids in the order of application; those that the graph lacks are ignored
   */
  static RevisionGraph of(RevisionGraph graph, List<String> applied) {
    AppliedOrder order = new AppliedOrder(graph, applied);
    List<Revision> there =
        graph.revisions().stream().filter(r -> order.places.containsKey(r.id())).toList();
    boolean asInTheGraph =
        there.stream()
            .allMatch(r -> r.parents().stream().noneMatch(parent -> order.passed(r, parent)));
    return asInTheGraph ? graph : order.rewritten(there);
  }

  /** Whether this revision went before its parent. */
  private boolean passed(Revision revision, String parent) {
    boolean contract = get(parent).phase() == Phase.CONTRACT;
    boolean named = revision.dependsOn().contains(parent);
    return contract && !named && (!places.containsKey(parent) || isBefore(revision.id(), parent));
  }

  private RevisionGraph rewritten(List<Revision> there) {
    for (Revision each : there) {
      nearestApplied(each, onItsBranch(each)).forEach(id -> follow(each.id(), id));
      nearestApplied(each, each.dependsOn()).forEach(id -> link(each.id(), id));
    }
    Map<String, Set<String>> followers = new HashMap<>();
    for (Revision each : graph.revisions()) {
      needs(each).forEach(id -> add(followers, id, each.id()));
    }
    for (Revision contract : there) {
      if (contract.phase() == Phase.CONTRACT) {
        List<String> after = new ArrayList<>(closure(contract.id(), followers));
        after.retainAll(places.keySet());
        if (after.stream().anyMatch(id -> isBefore(id, contract.id()))) {
          place(contract.id(), after);
        }
      }
    }
    return RevisionGraph.of(
        graph.revisions().stream()
            .map(r -> places.containsKey(r.id()) ? r.withParents(nearest(r.id())) : r)
            .toList());
  }

  /** The parents, and what it depends on of those that it follows anyway. */
  private List<String> onItsBranch(Revision revision) {
    return Stream.concat(
            revision.parents().stream(),
            revision.dependsOn().stream().filter(id -> ancestors(revision).contains(id)))
        .toList();
  }

  /** By parents alone. */
  private Set<String> ancestors(Revision revision) {
    return Graphs.closure(revision.parents(), id -> get(id).parents());
  }

  /** The nearest applied revisions below, without the ones that the revision has passed. */
  private Set<String> nearestApplied(Revision revision, List<String> needs) {
    Set<String> nearest = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(needs);
    while (!open.isEmpty()) {
      String id = open.pop();
      if (!seen.add(id)) {
        continue;
      }
      if (places.containsKey(id) && !passed(revision, id)) {
        nearest.add(id);
      } else {
        needs(get(id)).forEach(open::push);
      }
    }
    return nearest;
  }

  /**
   * Puts a contract revision between those of its followers that were applied after it and those
   * that were applied before it.
   */
  private void place(String contract, List<String> followers) {
    Comparator<String> byPlace = Comparator.comparing(places::get);
    Set<String> over = closure(contract, above);
    Set<String> under = closure(contract, below);
    for (String id :
        followers.stream().filter(f -> isBefore(contract, f)).sorted(byPlace).toList()) {
      if (!over.contains(id) && !under.contains(id)) {
        follow(id, contract);
        over = closure(contract, above);
      }
    }
    for (String id :
        followers.stream().filter(f -> isBefore(f, contract)).sorted(byPlace.reversed()).toList()) {
      if (!over.contains(id) && !under.contains(id)) {
        follow(contract, id);
        under = closure(contract, below);
      }
    }
  }

  /** Whether the one was applied, and before the other. */
  private boolean isBefore(String one, String other) {
    return places.getOrDefault(one, Integer.MAX_VALUE)
        < places.getOrDefault(other, Integer.MAX_VALUE);
  }

  private void follow(String id, String parent) {
    add(parents, id, parent);
    link(id, parent);
  }

  private void link(String id, String needed) {
    add(below, id, needed);
    add(above, needed, id);
  }

  private static void add(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, k -> new LinkedHashSet<>()).add(value);
  }

  /** The parents without those that another parent has below it. */
  private List<String> nearest(String id) {
    Set<String> all = parents.getOrDefault(id, Set.of());
    List<String> nearest = new ArrayList<>(all);
    if (all.size() > 1) {
      all.forEach(
          parent -> nearest.removeIf(p -> !p.equals(parent) && closure(parent, below).contains(p)));
    }
    return nearest;
  }

  /** The id and all that is reached from it. */
  private static Set<String> closure(String start, Map<String, Set<String>> next) {
    return Graphs.closure(List.of(start), id -> next.getOrDefault(id, Set.of()));
  }

  private static Stream<String> needs(Revision revision) {
    return Stream.concat(revision.parents().stream(), revision.dependsOn().stream());
  }

  private Revision get(String id) {
    return graph.revision(id).orElseThrow();
  }
}
