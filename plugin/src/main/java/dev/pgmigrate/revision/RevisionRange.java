package dev.pgmigrate.revision;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The revisions from one to another, with all that is between: branches too, as long as they begin
 * and end inside. What follows them follows the last one.
 */
public final class RevisionRange {
  private final RevisionGraph graph;
  private final List<Revision> revisions;
  private final Set<String> ids;

  private RevisionRange(RevisionGraph graph, Set<String> ids) {
    this.graph = graph;
    this.ids = ids;
    this.revisions = graph.revisions().stream().filter(r -> ids.contains(r.id())).toList();
  }

  /**
   * The run from one revision to another, both included.
   *
   * @param first null: all that the last one needs
   * @throws RevisionGraphException when the last does not rest on the first, or when a branch
   *     leaves in between
   */
  public static RevisionRange of(RevisionGraph graph, @Nullable Revision first, Revision last) {
    Set<String> ids = new HashSet<>(graph.ancestry(last));
    if (first != null) {
      ids.retainAll(graph.descent(first));
      if (ids.isEmpty()) {
        throw new RevisionGraphException(
            RevisionGraph.shown(last) + " does not depend on " + RevisionGraph.shown(first),
            List.of(first.id(), last.id()));
      }
    }
    RevisionRange run = new RevisionRange(graph, ids);
    run.refuseForks(last);
    return run;
  }

  private void refuseForks(Revision last) {
    for (Revision outside : outside()) {
      for (String parent : outside.parents()) {
        if (ids.contains(parent) && !parent.equals(last.id())) {
          throw new RevisionGraphException(
              RevisionGraph.shown(outside)
                  + " follows "
                  + graph.revision(parent).map(RevisionGraph::shown).orElse(parent)
                  + " and is not squashed itself, so its parent cannot be squashed away",
              "Squash up to its parent (-Dmigrate.revision="
                  + parent
                  + "), or first put it after "
                  + RevisionGraph.shown(last)
                  + " (mvn migrate:rebase).",
              List.of(outside.id(), parent));
        }
      }
    }
  }

  /** In the order of the history. */
  public List<Revision> revisions() {
    return revisions;
  }

  /** Their ids. */
  public Set<String> ids() {
    return Set.copyOf(ids);
  }

  /** The other revisions that need one of them. */
  public List<Revision> dependents() {
    return outside().stream()
        .filter(r -> r.parents().stream().anyMatch(ids::contains) || dependsOnOneOf(r))
        .toList();
  }

  private boolean dependsOnOneOf(Revision revision) {
    return revision.dependsOn().stream().anyMatch(ids::contains);
  }

  private List<Revision> outside() {
    return graph.revisions().stream().filter(r -> !ids.contains(r.id())).toList();
  }

  /**
   * One revision that does what they do, step by step, at their place: its time is that of the last
   * one. Older application code may trip over it where it may over one of them.
   */
  public Revision asOne(String id, String message) {
    List<String> parents = parents();
    Set<String> dependsOn = before(Revision::dependsOn);
    // To follow a contract revision is not yet to need it.
    parents.stream().filter(parent -> !isContract(parent)).forEach(dependsOn::remove);
    String irreversible = irreversible();
    boolean contract = revisions.stream().anyMatch(r -> r.phase() == Phase.CONTRACT);
    List<Step> up = new ArrayList<>();
    List<Step> down = new ArrayList<>();
    for (Revision each : revisions) {
      up.addAll(fromHere(each, each.up()));
      if (irreversible == null) {
        down.addAll(0, fromHere(each, each.down()));
      }
    }
    if (irreversible == null && up.size() == down.size() && !pairwise()) {
      // As many blocks would say that each takes back one step.
      down.add(0, Step.transaction(List.of()));
    }
    return new Revision(
        id,
        message,
        parents,
        List.copyOf(dependsOn),
        RevisionGraph.ids(revisions),
        revisions.stream().flatMap(r -> r.labels().stream()).toList(),
        revisions.get(revisions.size() - 1).created(),
        contract ? Phase.CONTRACT : Phase.EXPAND,
        irreversible,
        allow(),
        up,
        down);
  }

  private boolean isContract(String id) {
    return graph.resolve(id).phase() == Phase.CONTRACT;
  }

  private boolean pairwise() {
    return revisions.stream().allMatch(r -> r.up().size() == r.down().size());
  }

  /** What stands before them, without what another of these needs anyway. */
  private List<String> parents() {
    Set<String> all = before(Revision::parents);
    return all.stream()
        .filter(id -> all.stream().noneMatch(other -> !other.equals(id) && needs(other, id)))
        .toList();
  }

  private boolean needs(String id, String needed) {
    return graph.ancestry(graph.resolve(id)).contains(needed);
  }

  private Set<String> before(Function<Revision, List<String>> header) {
    return revisions.stream()
        .flatMap(r -> header.apply(r).stream())
        .filter(id -> !ids.contains(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private @Nullable String irreversible() {
    List<String> reasons = new ArrayList<>();
    for (Revision each : revisions) {
      if (each.irreversible() != null) {
        reasons.add(RevisionGraph.shown(each) + ": " + each.irreversible());
      } else if (each.down().isEmpty() && !each.up().isEmpty()) {
        reasons.add(RevisionGraph.shown(each) + " has no migrate:down block");
      }
    }
    return reasons.isEmpty() ? null : String.join("; ", reasons);
  }

  private Map<String, String> allow() {
    Map<String, Set<String>> reasons = new TreeMap<>();
    revisions.forEach(
        r ->
            r.allow()
                .forEach(
                    (rule, why) ->
                        reasons.computeIfAbsent(rule, key -> new LinkedHashSet<>()).add(why)));
    return reasons.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join("; ", e.getValue())));
  }

  /** The steps, with a comment above the first statement that says where they come from. */
  private static List<Step> fromHere(Revision revision, List<Step> steps) {
    List<Step> marked = new ArrayList<>(steps);
    for (int i = 0; i < marked.size(); i++) {
      Step step = marked.get(i);
      if (!step.statements().isEmpty()) {
        List<Statement> statements = new ArrayList<>(step.statements());
        statements.set(
            0, statements.get(0).withComments(List.of("from " + RevisionGraph.shown(revision))));
        marked.set(
            i, new Step(step.kind(), statements, step.options(), step.doneWhen(), step.line()));
        break;
      }
    }
    return marked;
  }
}
