package dev.pgmigrate.proof;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.HeldBack;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ReplayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proves that a held contract revision blocks nothing: one database gets all revisions in the order
 * of the graph, another one gets every contract revision as late as possible, and both end in the
 * same catalog.
 */
public final class BothOrders {
  /**
   * A revision that has to come after a contract revision, and does not say so.
   *
   * @param why what happens when it comes before
   */
  public record Fault(Revision revision, Revision contract, String why) {
    /** What is wrong, without what to do. */
    public String inWords() {
      return "a database may still hold the contract revision "
          + contract.id()
          + " ("
          + contract.message()
          + "), and gets this revision before it. Tried on a throw-away database, "
          + why;
    }
  }

  /**
   * A revision at the end of a part of the history.
   *
   * @param part in the order of the graph; the revision is the last one
   * @param before what the part makes without it
   * @param after what the part makes
   */
  private record Case(List<Revision> part, Schema before, Catalog after) {
    Revision revision() {
      return part.get(part.size() - 1);
    }
  }

  private static final int SHOWN_DIFFERENCES = 3;

  private final SchemaSources sources;
  private final History history;

  /** Id of a revision to the contract revision that it was found to need. */
  private final Map<String, String> found = new HashMap<>();

  private BothOrders(SchemaSources sources, History history) {
    this.sources = sources;
    this.history = history;
  }

  /** Whether there is a second order at all. */
  public static boolean differ(History history) {
    return isMovable(history.graph().revisions());
  }

  private static boolean isMovable(List<Revision> revisions) {
    return !HeldBack.latest(revisions).equals(revisions);
  }

  /**
   * What stands in the way of one new revision.
   *
   * @param history with the revision, which comes last in it but for other new ones
   * @param before what the history makes without it
   * @param after what it makes with it
   */
  static Optional<Fault> fault(
      SchemaSources sources, History history, Revision revision, Schema before, Catalog after) {
    Case at = new Case(upTo(history.graph().revisions(), revision), before, after);
    BothOrders orders = new BothOrders(sources, history);
    if (orders.why(at, Map.of()).isEmpty()) {
      return Optional.empty();
    }
    // What is wrong with older ones is not the fault of this one.
    List<Revision> older = at.part().subList(0, at.part().size() - 1);
    orders.search(older, sources.history(history, older));
    return orders.fault(at);
  }

  /**
   * What stands in the way in a whole history, oldest first; empty when the orders make no
   * difference.
   *
   * @param history can be replayed in the order of its graph
   * @param head what that makes
   * @param thorough for which revisions to look also at what comes between the two ends
   */
  public static List<Fault> faults(
      SchemaSources sources, History history, Catalog head, Predicate<Revision> thorough) {
    return new BothOrders(sources, history).faults(head, thorough);
  }

  private List<Fault> faults(Catalog head, Predicate<Revision> thorough) {
    List<Revision> all = history.graph().revisions();
    List<Fault> faults = search(all, head);
    for (Revision revision : early(all)) {
      if (thorough.test(revision) && !found.containsKey(revision.id())) {
        fault(at(upTo(all, revision))).ifPresent(faults::add);
      }
    }
    return faults;
  }

  /** The faults that show at the end. */
  private List<Fault> search(List<Revision> all, Catalog head) {
    List<Fault> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (difference(known(all), head).isPresent()) {
      Revision revision = firstDifferent(all);
      Case at = at(upTo(all, revision));
      Fault fault =
          seen.add(revision.id())
              ? fault(at).orElseGet(() -> afterAllContracts(at))
              : afterAllContracts(at);
      faults.removeIf(earlier -> earlier.revision().equals(revision));
      faults.add(fault);
      found.put(revision.id(), fault.contract().id());
    }
    return faults;
  }

  /** Bisects. */
  private Revision firstDifferent(List<Revision> all) {
    List<Revision> early = early(all);
    int first =
        first(
            early.size() - 1,
            index -> {
              List<Revision> part = upTo(all, early.get(index));
              return difference(known(part), sources.history(history, part)).isPresent();
            });
    return early.get(first);
  }

  /** The first contract revision that has to come before, if one has to. */
  private Optional<Fault> fault(Case at) {
    Optional<String> why = why(at, Map.of());
    if (why.isEmpty()) {
      return Optional.empty();
    }
    List<Revision> contracts = contracts(at);
    int needed =
        first(
            contracts.size() - 1,
            index -> why(at, Map.of(at.revision().id(), contracts.get(index).id())).isEmpty());
    return Optional.of(new Fault(at.revision(), contracts.get(needed), why.get()));
  }

  /** Where it makes a difference only together with what follows. */
  private Fault afterAllContracts(Case at) {
    List<Revision> contracts = contracts(at);
    return new Fault(
        at.revision(), contracts.get(contracts.size() - 1), "the history ends with another schema");
  }

  private static List<Revision> contracts(Case at) {
    return at.part().stream().filter(each -> each.phase() == Phase.CONTRACT).toList();
  }

  private Case at(List<Revision> part) {
    try (ReplayedHistory replayed = sources.replayed(history, part.subList(0, part.size() - 1))) {
      Schema before = replayed.read().schema();
      replayed.up(part.subList(part.size() - 1, part.size()));
      return new Case(part, before, replayed.read());
    }
  }

  /** Those that come before a contract revision which they follow in the history. */
  private List<Revision> early(List<Revision> all) {
    List<String> latest = HeldBack.latest(known(all)).stream().map(Revision::id).toList();
    Map<String, Integer> places = new HashMap<>();
    latest.forEach(id -> places.put(id, places.size()));
    List<Revision> early = new ArrayList<>();
    int contract = -1;
    for (Revision revision : all) {
      int place = places.getOrDefault(revision.id(), -1);
      if (revision.phase() == Phase.CONTRACT) {
        contract = Math.max(contract, place);
      } else if (place < contract) {
        early.add(revision);
      }
    }
    return early;
  }

  /** The first index that holds, if all after it do; the last one is known to. */
  private static int first(int last, IntPredicate holds) {
    int low = 0;
    int high = last;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static List<Revision> upTo(List<Revision> all, Revision last) {
    return all.subList(0, all.indexOf(last) + 1);
  }

  /** What goes wrong when the last revision of the part comes before the held ones. */
  private Optional<String> why(Case at, Map<String, String> more) {
    List<Revision> revisions = known(at.part()).stream().map(r -> needing(r, more)).toList();
    if (!isMovable(revisions)) {
      return Optional.empty();
    }
    List<Revision> latest = HeldBack.latest(revisions);
    int place = latest.indexOf(revisions.get(revisions.size() - 1));
    try (ReplayedHistory late = sources.replayed(history, latest.subList(0, place))) {
      Schema held = late.read().schema();
      late.up(latest.subList(place, place + 1));
      Optional<String> disturbed =
          new HeldObjects(held, at.before()).disturbedIn(late.read().schema());
      if (disturbed.isPresent()) {
        return disturbed;
      }
      late.up(latest.subList(place + 1, latest.size()));
      return difference(late.read(), at.after(), sources.equivalence());
    } catch (ReplayException e) {
      return Optional.of(refused(e));
    }
  }

  /** The same with what was found so far. */
  private List<Revision> known(List<Revision> revisions) {
    return revisions.stream().map(each -> needing(each, found)).toList();
  }

  private static Revision needing(Revision revision, Map<String, String> needed) {
    String contract = needed.get(revision.id());
    return contract == null
        ? revision
        : revision.withDependsOn(
            Stream.concat(revision.dependsOn().stream(), Stream.of(contract)).toList());
  }

  /** What is different at the end. */
  private Optional<String> difference(List<Revision> revisions, Catalog expected) {
    if (!isMovable(revisions)) {
      return Optional.empty();
    }
    try {
      return difference(
          sources.history(history, HeldBack.latest(revisions)), expected, sources.equivalence());
    } catch (ReplayException e) {
      return Optional.of(refused(e));
    }
  }

  private static String refused(ReplayException e) {
    return "PostgreSQL refuses " + e.getMessage();
  }

  /** How two databases differ that should be the same. */
  static Optional<String> difference(Catalog found, Catalog expected, Equivalence equivalence) {
    List<String> missing =
        Stream.concat(
                SchemaComparator.compare(found.schema(), expected.schema(), equivalence).stream()
                    .map(change -> Drift.of(change).sql()),
                found.notCompared().equals(expected.notCompared())
                    ? Stream.of()
                    : Stream.of("not compared: " + expected.notCompared()))
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the history ends with another schema. The missing changes: "
                + missing.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("; "))
                + (missing.size() > SHOWN_DIFFERENCES
                    ? "; and " + (missing.size() - SHOWN_DIFFERENCES) + " more"
                    : ""));
  }
}
