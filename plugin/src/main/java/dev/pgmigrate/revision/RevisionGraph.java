package dev.pgmigrate.revision;

import static java.util.Objects.requireNonNull;

import dev.pgmigrate.graph.Graphs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The revisions and their parents: what exists, in which order, and what a name means. Which
 * revisions a target asks for is {@link #upgradePath} and {@link #downgradePath}.
 */
public final class RevisionGraph {
  /** Parents and dependencies before their children; among equals the older, then the lesser id. */
  private static final Comparator<Revision> AGE =
      Comparator.comparing(Revision::created).thenComparing(Revision::id);

  private static final int SHORTEST_PREFIX = 4;

  private final Map<String, Revision> byId;
  private final Map<String, Revision> byLabel;
  private final Map<String, Revision> byReplaced;

  private RevisionGraph(
      Map<String, Revision> byId, Map<String, Revision> byLabel, Map<String, Revision> byReplaced) {
    this.byId = byId;
    this.byLabel = byLabel;
    this.byReplaced = byReplaced;
  }

  /**
   * The graph of these revisions.
   *
   * @throws RevisionGraphException on a duplicate id or label, a missing parent, a cycle
   */
  public static RevisionGraph of(Collection<Revision> revisions) {
    Map<String, Revision> given = new HashMap<>();
    Map<String, Revision> labels = new HashMap<>();
    for (Revision revision : revisions) {
      if (given.put(revision.id(), revision) != null) {
        throw new RevisionGraphException(
            "revision " + revision.id() + " exists twice",
            "Delete one, or give it its own id.",
            List.of(revision.id()));
      }
      for (String label : revision.labels()) {
        Revision other = labels.put(label, revision);
        if (other != null) {
          throw new RevisionGraphException(
              "label '"
                  + label
                  + "' is on "
                  + shown(other)
                  + " and on "
                  + shown(revision)
                  + "; a label names one branch",
              "Change one of them.",
              List.of(other.id(), revision.id()));
        }
      }
    }
    Map<String, Revision> replaced = replaced(revisions);
    revisions.forEach(revision -> requireKnown(revision, given, replaced));
    return new RevisionGraph(sorted(given), labels, replaced);
  }

  private static Map<String, Revision> replaced(Collection<Revision> revisions) {
    Map<String, Revision> replaced = new HashMap<>();
    for (Revision revision : revisions) {
      for (String id : revision.replaces()) {
        Revision other = replaced.put(id, revision);
        if (other != null) {
          throw new RevisionGraphException(
              "revision "
                  + id
                  + " is replaced by "
                  + shown(other)
                  + (other.equals(revision) ? " twice" : " and by " + shown(revision)),
              "Correct a 'replaces:' header.",
              List.of(other.id(), revision.id()));
        }
      }
    }
    return replaced;
  }

  private static void requireKnown(
      Revision revision, Map<String, Revision> given, Map<String, Revision> replaced) {
    needs(revision)
        .filter(id -> !given.containsKey(id))
        .findFirst()
        .ifPresent(
            missing -> {
              Revision squashed = replaced.get(missing);
              throw new RevisionGraphException(
                  shown(revision)
                      + " needs revision "
                      + missing
                      + (squashed == null
                          ? ", which does not exist"
                          : ", which was squashed into " + shown(squashed)),
                  squashed == null
                      ? "Was its file deleted, or not merged yet? Restore it, or correct the"
                          + " header."
                      : "Write that id instead.",
                  List.of(revision.id(), missing));
            });
  }

  /** By age among those that are free, so that the order is the same wherever files are read. */
  private static Map<String, Revision> sorted(Map<String, Revision> given) {
    List<Revision> byAge = given.values().stream().sorted(AGE).toList();
    Map<String, List<Integer>> waiting = new HashMap<>();
    for (int i = 0; i < byAge.size(); i++) {
      int place = i;
      needs(byAge.get(i))
          .forEach(n -> waiting.computeIfAbsent(n, key -> new ArrayList<>()).add(place));
    }
    Map<String, Revision> sorted = new LinkedHashMap<>();
    Graphs.sorted(byAge.stream().map(r -> waiting.getOrDefault(r.id(), List.of())).toList())
        .forEach(i -> sorted.put(byAge.get(i).id(), byAge.get(i)));
    if (sorted.size() < given.size()) {
      throw cycle(given, sorted.keySet());
    }
    return sorted;
  }

  /** Whoever is left over waits for another one left over; following that must come round. */
  private static RevisionGraphException cycle(Map<String, Revision> given, Set<String> sorted) {
    Set<String> left = new TreeSet<>(given.keySet());
    left.removeAll(sorted);
    LinkedHashSet<String> walked = new LinkedHashSet<>();
    String at = left.iterator().next();
    while (walked.add(at)) {
      at = needs(requireNonNull(given.get(at))).filter(left::contains).findFirst().orElseThrow();
    }
    List<String> round = new ArrayList<>(walked);
    List<String> cycle = round.subList(round.indexOf(at), round.size());
    return new RevisionGraphException(
        "these revisions form a circle: " + String.join(" -> ", cycle) + " -> " + at,
        "Correct a 'parent:' or 'depends-on:' header.",
        cycle);
  }

  /** All revisions: each after its parents and dependencies, else by creation, then by id. */
  public List<Revision> revisions() {
    return List.copyOf(byId.values());
  }

  /** The revision with exactly this id. */
  public Optional<Revision> revision(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The revision that this id was squashed into. */
  public Optional<Revision> replacement(String id) {
    return Optional.ofNullable(byReplaced.get(id));
  }

  /** The revisions that are nobody's parent. */
  public List<Revision> heads() {
    return tips(byId.keySet());
  }

  /** Those applied ids that the graph lacks: the database is ahead of the checkout. */
  public Set<String> unknown(Set<String> applied) {
    Set<String> unknown = new TreeSet<>(applied);
    unknown.removeAll(byId.keySet());
    return unknown;
  }

  /**
   * The applied revisions that no applied revision follows: where the database stands.
   *
   * @param applied ids in the order of application
   */
  public List<Revision> current(List<String> applied) {
    return AppliedOrder.of(this, applied).tips(Set.copyOf(applied)).stream()
        .map(this::own)
        .toList();
  }

  /**
   * The applied revisions in an order that makes what the database has: the order of the graph, but
   * a contract revision that was held comes after the revisions that were applied before it.
   *
   * @param applied ids in the order of application; those that the graph lacks are left out
   */
  public List<Revision> asApplied(List<String> applied) {
    Set<String> there = Set.copyOf(applied);
    return AppliedOrder.of(this, applied).revisions().stream()
        .filter(r -> there.contains(r.id()))
        .map(this::own)
        .toList();
  }

  /** The ids of the revision and of all it needs. */
  public Set<String> ancestry(Revision revision) {
    return Graphs.closure(List.of(revision.id()), id -> needs(get(id)).toList());
  }

  /** The ids of the revision and of what follows it on its branch, by parents alone. */
  public Set<String> branch(Revision revision) {
    return Graphs.closure(List.of(revision.id()), followers(r -> r.parents().stream()));
  }

  /** The ids of the revision and of all that needs it. */
  public Set<String> descent(Revision revision) {
    return Graphs.closure(List.of(revision.id()), followers(RevisionGraph::needs));
  }

  /**
   * The revision that a full id, a unique beginning of at least four digits, a label, {@code
   * label@head} or {@code head} names.
   *
   * @throws RevisionGraphException when there is none, or more than one
   */
  public Revision resolve(String name) {
    if (name.equals("head")) {
      return onlyHead(heads(), "the history");
    }
    if (name.endsWith("@head")) {
      String label = name.substring(0, name.length() - "@head".length());
      Set<String> branch = branch(resolve(label));
      return onlyHead(
          heads().stream().filter(h -> branch.contains(h.id())).toList(), "branch " + label);
    }
    Revision exact = byId.getOrDefault(name, byLabel.get(name));
    return exact != null ? exact : byPrefix(name);
  }

  private Revision byPrefix(String prefix) {
    List<Revision> matches =
        prefix.length() < SHORTEST_PREFIX
            ? List.of()
            : byId.values().stream().filter(r -> r.id().startsWith(prefix)).toList();
    if (matches.size() == 1) {
      return matches.get(0);
    }
    if (matches.isEmpty() && byReplaced.containsKey(prefix)) {
      throw new RevisionGraphException(
          "'" + prefix + "' was squashed into " + shown(requireNonNull(byReplaced.get(prefix))),
          List.of());
    }
    if (matches.isEmpty()) {
      throw new RevisionGraphException(
          "'" + prefix + "' names no revision",
          "Give an id or at least its first four digits, a label, head, heads, base,"
              + " +N, -N, <label>@head, <label>@-N or <label>@base ('mvn migrate:history'"
              + " lists them).",
          List.of());
    }
    throw new RevisionGraphException(
        "'" + prefix + "' begins the ids of several revisions; give more digits:" + listed(matches),
        ids(matches));
  }

  private Revision onlyHead(List<Revision> heads, String where) {
    if (heads.isEmpty()) {
      throw new RevisionGraphException(where + " has no revision yet", List.of());
    }
    if (heads.size() > 1) {
      throw new RevisionGraphException(
          where + " has " + heads.size() + " heads:" + listed(heads),
          "Join them: mvn migrate:merge. Or name one of them, or write 'heads' for all.",
          ids(heads));
    }
    return heads.get(0);
  }

  /**
   * What an upgrade to the target runs, in order: the target and all it needs, without what is
   * applied.
   *
   * @param target {@code head}, {@code heads}, {@code +N}, or what {@link #resolve} takes
   * @throws RevisionGraphException when the target names nothing, or more than one thing
   */
  public List<Revision> upgradePath(Set<String> applied, String target) {
    return new RevisionPath(this, this, applied).up(target);
  }

  /**
   * What a downgrade to the target takes back, in order: everything applied that rests on the
   * target. A contract revision rests on what was applied before it. Applied ids that the graph
   * lacks are left out; ask {@link #unknown} first.
   *
   * @param applied ids in the order of application
   * @param target {@code base}, {@code -N}, or what {@link #resolve} takes
   * @throws RevisionGraphException when the target names nothing, more than one thing, or something
   *     that is not applied
   */
  public List<Revision> downgradePath(List<String> applied, String target) {
    return new RevisionPath(this, AppliedOrder.of(this, applied), Set.copyOf(applied))
        .down(target).stream().map(this::own).toList();
  }

  /** As it is here, not as it was applied. */
  private Revision own(Revision revision) {
    return get(revision.id());
  }

  /** For a message: a line for each revision. */
  static String listed(Collection<Revision> revisions) {
    StringBuilder lines = new StringBuilder();
    revisions.forEach(revision -> lines.append("\n  ").append(shown(revision)));
    return lines.toString();
  }

  /** For a message: the id and what it is about. */
  static String shown(Revision revision) {
    return revision.message().isEmpty()
        ? revision.id()
        : revision.id() + " (" + revision.message() + ")";
  }

  static List<String> ids(Collection<Revision> revisions) {
    return revisions.stream().map(Revision::id).toList();
  }

  private static Stream<String> needs(Revision revision) {
    return Stream.concat(revision.parents().stream(), revision.dependsOn().stream()).distinct();
  }

  List<Revision> tips(Set<String> among) {
    Set<String> parents = new TreeSet<>();
    byId.values().stream()
        .filter(r -> among.contains(r.id()))
        .forEach(r -> parents.addAll(r.parents()));
    return byId.values().stream()
        .filter(r -> among.contains(r.id()) && !parents.contains(r.id()))
        .toList();
  }

  /** Which revisions have one among these ids of theirs: each is looked at once. */
  private Function<String, List<String>> followers(Function<Revision, Stream<String>> ids) {
    Map<String, List<String>> followers = new HashMap<>();
    for (Revision revision : byId.values()) {
      ids.apply(revision)
          .forEach(
              id -> followers.computeIfAbsent(id, key -> new ArrayList<>()).add(revision.id()));
    }
    return id -> followers.getOrDefault(id, List.of());
  }

  private Revision get(String id) {
    return revision(id).orElseThrow();
  }
}
