package dev.pgmigrate.revision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way from what is applied to a target. */
final class RevisionPath {
  private static final Pattern FORWARD = Pattern.compile("\\+[0-9]{1,6}");
  private static final Pattern BACKWARD = Pattern.compile("-[0-9]{1,6}");

  /** Back along one branch, named by a label or a revision on it. */
  private static final Pattern ON_BRANCH = Pattern.compile("(.+)@(base|-[0-9]{1,6})");

  private final RevisionGraph graph;

  /** The same revisions, as they follow each other in the database. */
  private final RevisionGraph there;

  private final Set<String> applied;

  /**
   * A way that starts where these revisions are applied.
   *
   * @param there the same graph as it was applied
   * @param applied ids; those that the graph lacks are ignored
   */
  RevisionPath(RevisionGraph graph, RevisionGraph there, Set<String> applied) {
    this.graph = graph;
    this.there = there;
    this.applied = Set.copyOf(applied);
  }

  List<Revision> up(String target) {
    boolean backward = target.equals("base") || BACKWARD.matcher(target).matches();
    if (backward || ON_BRANCH.matcher(target).matches()) {
      throw new RevisionGraphException(
          "'" + target + "' leads backward", "Use mvn migrate:downgrade", List.of());
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
          "'" + target + "' leads forward", "Use mvn migrate:upgrade", List.of());
    }
    if (target.equals("base")) {
      return backward(applied);
    }
    if (BACKWARD.matcher(target).matches()) {
      return back(Integer.parseInt(target.substring(1)));
    }
    Matcher branch = ON_BRANCH.matcher(target);
    if (branch.matches()) {
      return backOnBranch(there.resolve(branch.group(1)), branch.group(2));
    }
    Revision to = there.resolve(target);
    if (isPassed(to)) {
      return above(graph.descent(to));
    }
    if (!applied.contains(to.id())) {
      throw new RevisionGraphException(
          RevisionGraph.shown(to)
              + " is not applied, so no downgrade leads to it; the database is at"
              + RevisionGraph.listed(there.tips(applied)),
          List.of(to.id()));
    }
    return restingOn(to);
  }

  /** Back by these and by all that was applied after one of them and rests on it. */
  List<Revision> above(Set<String> ids) {
    Set<String> gone = new HashSet<>();
    for (String id : ids) {
      if (applied.contains(id)) {
        gone.addAll(there.descent(there.resolve(id)));
      }
    }
    gone.retainAll(applied);
    return backward(gone);
  }

  /** Whether it is a contract revision that is held and that others went before. */
  private boolean isPassed(Revision revision) {
    return revision.phase() == Revision.Phase.CONTRACT
        && !applied.contains(revision.id())
        && graph.descent(revision).stream().anyMatch(applied::contains);
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
            "'+" + steps + "' reaches a fork. Name one of:" + RevisionGraph.listed(next),
            RevisionGraph.ids(next));
      }
      Set<String> needed = graph.ancestry(next.get(0));
      pending().stream()
          .filter(r -> needed.contains(r.id()) && reached.add(r.id()))
          .forEach(path::add);
    }
    return path;
  }

  /**
   * What can come next: a contract revision that others have passed, else children of where the way
   * stands, else whatever a branch still lacks.
   */
  private List<Revision> next(Set<String> reached) {
    List<Revision> ready =
        graph.revisions().stream()
            .filter(r -> !reached.contains(r.id()) && reached.containsAll(r.parents()))
            .toList();
    Optional<Revision> passed =
        ready.stream()
            .filter(r -> graph.descent(r).stream().anyMatch(reached::contains))
            .findFirst();
    if (passed.isPresent()) {
      return List.of(passed.get());
    }
    List<String> tips = RevisionGraph.ids(graph.tips(reached));
    List<Revision> onward =
        ready.stream().filter(r -> r.parents().stream().anyMatch(tips::contains)).toList();
    return onward.isEmpty() ? ready : onward;
  }

  /** Back by a number of revisions; where several ways lead back a person chooses. */
  private List<Revision> back(int steps) {
    List<Revision> tips = there.tips(applied);
    if (tips.size() > 1) {
      throw ambiguous(steps, "the database is at several heads", tips);
    }
    Revision at = tips.isEmpty() ? null : tips.get(0);
    for (int i = 0; i < steps; i++) {
      if (at == null) {
        throw new RevisionGraphException(
            "'-" + steps + "' goes too far back: " + i + " revisions are applied", List.of());
      }
      if (at.parents().size() > 1) {
        throw ambiguous(steps, RevisionGraph.shown(at) + " merges several branches", List.of(at));
      }
      at = at.parents().isEmpty() ? null : there.resolve(at.parents().get(0));
    }
    return at == null ? backward(applied) : restingOn(at);
  }

  /**
   * Back along one branch; what other branches have on top of it goes, too.
   *
   * @param on a revision of the branch; {@code base} takes it back with all that follows it
   */
  private List<Revision> backOnBranch(Revision on, String how) {
    Set<String> branch = there.branch(on);
    List<Revision> onIt =
        there.revisions().stream()
            .filter(r -> branch.contains(r.id()) && applied.contains(r.id()))
            .toList();
    int steps = how.equals("base") ? onIt.size() : Integer.parseInt(how.substring(1));
    Set<String> gone = new HashSet<>();
    for (Revision last : onIt.subList(Math.max(0, onIt.size() - steps), onIt.size())) {
      gone.addAll(there.descent(last));
    }
    if (steps > onIt.size()) {
      throw new RevisionGraphException(
          "'@-"
              + steps
              + "' goes too far back: of the branch from "
              + RevisionGraph.shown(on)
              + " on, "
              + onIt.size()
              + " revisions are applied",
          RevisionGraph.ids(onIt));
    }
    gone.retainAll(applied);
    return backward(gone);
  }

  private List<Revision> parents(List<Revision> of) {
    return there.revisions().stream()
        .filter(r -> of.stream().anyMatch(child -> child.parents().contains(r.id())))
        .toList();
  }

  private RevisionGraphException ambiguous(int steps, String why, List<Revision> tips) {
    List<Revision> choices = parents(tips);
    StringBuilder text = new StringBuilder("'-" + steps + "' is ambiguous: " + why);
    text.append(". Name the revision to downgrade to:");
    for (Revision choice : choices) {
      text.append("\n  ")
          .append(RevisionGraph.shown(choice))
          .append(", which takes back ")
          .append(String.join(", ", RevisionGraph.ids(restingOn(choice))));
    }
    if (choices.isEmpty()) {
      text.append(" base");
    }
    if (!tips.isEmpty()) {
      text.append("\nOr take back the newest of one branch alone:");
      tips.forEach(tip -> text.append(" -Dmigrate.target=").append(tip.id()).append("@-1"));
    }
    return new RevisionGraphException(text.toString(), RevisionGraph.ids(choices));
  }

  private List<Revision> restingOn(Revision target) {
    Set<String> above = new HashSet<>(there.descent(target));
    above.remove(target.id());
    above.retainAll(applied);
    return backward(above);
  }

  private List<Revision> backward(Set<String> ids) {
    List<Revision> path = new ArrayList<>(there.revisions());
    path.removeIf(r -> !ids.contains(r.id()));
    java.util.Collections.reverse(path);
    return List.copyOf(path);
  }
}
