package dev.pgmigrate.revision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The way from what is applied to a target. */
final class RevisionPath {
  private static final Pattern FORWARD = Pattern.compile("\\+[0-9]{1,6}");
  private static final Pattern BACKWARD = Pattern.compile("-[0-9]{1,6}");

  private final RevisionGraph graph;
  private final Set<String> applied;

  /**
   * A way that starts where these revisions are applied.
   *
   * @param applied ids; those that the graph lacks are ignored
   */
  RevisionPath(RevisionGraph graph, Set<String> applied) {
    this.graph = graph;
    this.applied = Set.copyOf(applied);
  }

  List<Revision> up(String target) {
    if (target.equals("base") || BACKWARD.matcher(target).matches()) {
      throw new RevisionGraphException(
          "'" + target + "' leads backward: that is 'mvn migrate:downgrade'", List.of());
    }
    if (FORWARD.matcher(target).matches()) {
      return forward(Integer.parseInt(target.substring(1)));
    }
    boolean nothing = graph.revisions().isEmpty() && target.equals("head");
    if (target.equals("heads") || nothing) {
      return pending();
    }
    Set<String> wanted = graph.ancestry(graph.resolve(target));
    return pending().stream().filter(r -> wanted.contains(r.id())).toList();
  }

  List<Revision> down(String target) {
    if (target.equals("heads") || FORWARD.matcher(target).matches()) {
      throw new RevisionGraphException(
          "'" + target + "' leads forward: that is 'mvn migrate:upgrade'", List.of());
    }
    if (target.equals("base")) {
      return backward(applied);
    }
    if (BACKWARD.matcher(target).matches()) {
      return back(Integer.parseInt(target.substring(1)));
    }
    Revision to = graph.resolve(target);
    if (!applied.contains(to.id())) {
      throw new RevisionGraphException(
          RevisionGraph.shown(to)
              + " is not applied, so nothing leads back to it; the database stands at"
              + RevisionGraph.listed(graph.current(applied)),
          List.of(to.id()));
    }
    return restingOn(to);
  }

  private List<Revision> pending() {
    return graph.revisions().stream().filter(r -> !applied.contains(r.id())).toList();
  }

  /** The next revisions, one at a time; at a fork a person chooses. */
  private List<Revision> forward(int steps) {
    Set<String> reached = new HashSet<>(applied);
    List<Revision> path = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      List<Revision> next = next(reached);
      if (next.isEmpty()) {
        throw new RevisionGraphException(
            "'+" + steps + "' goes too far: " + pending().size() + " revisions are pending",
            RevisionGraph.ids(pending()));
      }
      if (next.size() > 1) {
        throw new RevisionGraphException(
            "'+" + steps + "' comes to a fork. Name one of:" + RevisionGraph.listed(next),
            RevisionGraph.ids(next));
      }
      Set<String> needed = graph.ancestry(next.get(0));
      pending().stream()
          .filter(r -> needed.contains(r.id()) && reached.add(r.id()))
          .forEach(path::add);
    }
    return path;
  }

  /** What can come next: children of where the way stands, else whatever a branch still lacks. */
  private List<Revision> next(Set<String> reached) {
    List<Revision> ready =
        graph.revisions().stream()
            .filter(r -> !reached.contains(r.id()) && reached.containsAll(r.parents()))
            .toList();
    List<String> tips = RevisionGraph.ids(graph.current(reached));
    List<Revision> onward =
        ready.stream().filter(r -> r.parents().stream().anyMatch(tips::contains)).toList();
    return onward.isEmpty() ? ready : onward;
  }

  /** Back by a number of revisions; where several ways lead back a person chooses. */
  private List<Revision> back(int steps) {
    List<Revision> tips = graph.current(applied);
    if (tips.size() > 1) {
      throw ambiguous(steps, "the database stands at several heads", parents(tips));
    }
    Revision at = tips.isEmpty() ? null : tips.get(0);
    for (int i = 0; i < steps; i++) {
      if (at == null) {
        throw new RevisionGraphException(
            "'-" + steps + "' goes too far back: " + i + " revisions are applied", List.of());
      }
      if (at.parents().size() > 1) {
        throw ambiguous(
            steps, RevisionGraph.shown(at) + " merges several branches", parents(List.of(at)));
      }
      at = at.parents().isEmpty() ? null : graph.resolve(at.parents().get(0));
    }
    return at == null ? backward(applied) : restingOn(at);
  }

  private List<Revision> parents(List<Revision> of) {
    return graph.revisions().stream()
        .filter(r -> of.stream().anyMatch(child -> child.parents().contains(r.id())))
        .toList();
  }

  private RevisionGraphException ambiguous(int steps, String why, List<Revision> choices) {
    StringBuilder text = new StringBuilder("'-" + steps + "' is ambiguous: " + why);
    text.append(". Name the revision to go back to:");
    for (Revision choice : choices) {
      text.append("\n  ")
          .append(RevisionGraph.shown(choice))
          .append(", which takes back ")
          .append(String.join(", ", RevisionGraph.ids(restingOn(choice))));
    }
    if (choices.isEmpty()) {
      text.append(" base");
    }
    return new RevisionGraphException(text.toString(), RevisionGraph.ids(choices));
  }

  private List<Revision> restingOn(Revision target) {
    Set<String> above = new HashSet<>(graph.descent(target));
    above.remove(target.id());
    above.retainAll(applied);
    return backward(above);
  }

  private List<Revision> backward(Set<String> ids) {
    List<Revision> path = new ArrayList<>(graph.revisions());
    path.removeIf(r -> !ids.contains(r.id()));
    java.util.Collections.reverse(path);
    return List.copyOf(path);
  }
}
