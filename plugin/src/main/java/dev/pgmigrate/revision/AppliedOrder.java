package dev.pgmigrate.revision;

import dev.pgmigrate.revision.Revision.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private final Map<String, Set<String>> parents = new HashMap<>();
  private final Map<String, Set<String>> dependencies = new HashMap<>();

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
    Integer place = places.get(parent);
    return contract
        && !named
        && (place == null || place > places.getOrDefault(revision.id(), Integer.MAX_VALUE));
  }

  private RevisionGraph rewritten(List<Revision> there) {
    for (Revision each : there) {
      parents.put(each.id(), below(each, each.parents()));
      dependencies.put(each.id(), below(each, each.dependsOn()));
    }
    for (Revision contract : there) {
      if (contract.phase() == Phase.CONTRACT) {
        put(contract, there);
      }
    }
    return RevisionGraph.of(
        graph.revisions().stream()
            .map(r -> parents.containsKey(r.id()) ? r.withParents(nearest(r.id())) : r)
            .toList());
  }

  /** The nearest applied revisions below, without the ones that the revision has passed. */
  private Set<String> below(Revision revision, List<String> needs) {
    Set<String> below = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(needs);
    while (!open.isEmpty()) {
      String id = open.pop();
      if (!seen.add(id)) {
        continue;
      }
      if (places.containsKey(id) && !passed(revision, id)) {
        below.add(id);
      } else {
        Revision over = get(id);
        Stream.concat(over.parents().stream(), over.dependsOn().stream()).forEach(open::push);
      }
    }
    return below;
  }

  /** What follows it in the graph was applied before it, or after it. */
  private void put(Revision contract, List<Revision> there) {
    Set<String> followers = graph.descent(contract);
    String id = contract.id();
    for (Revision each : there) {
      if (each.equals(contract) || !followers.contains(each.id())) {
        continue;
      }
      String first = place(each.id()) < place(id) ? each.id() : id;
      String second = first.equals(id) ? each.id() : id;
      if (!reach(first).contains(second)) {
        following(second).add(first);
      }
    }
  }

  private int place(String id) {
    return places.getOrDefault(id, Integer.MAX_VALUE);
  }

  private Set<String> following(String id) {
    return parents.computeIfAbsent(id, key -> new LinkedHashSet<>());
  }

  /** The parents without those that another parent has below it. */
  private List<String> nearest(String id) {
    Set<String> all = following(id);
    List<String> nearest = new ArrayList<>(all);
    nearest.removeIf(
        parent ->
            all.stream().anyMatch(other -> !other.equals(parent) && reach(other).contains(parent)));
    return nearest;
  }

  /** The id and all below it. */
  private Set<String> reach(String id) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      String next = open.pop();
      if (reached.add(next)) {
        open.addAll(parents.getOrDefault(next, Set.of()));
        open.addAll(dependencies.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  private Revision get(String id) {
    return graph.revision(id).orElseThrow();
  }
}
