package dev.pgmigrate.command;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.revision.HeldBack;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.shadow.ReplayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proves that a held contract revision blocks nothing: one database gets all revisions in the order
 * of the graph, another one gets every contract revision as late as possible, and both end in the
 * same catalog.
 */
final class BothOrders {
  /**
   * A revision that has to come after a contract revision, and does not say so.
   *
   * @param why what happens when it comes before
   */
  record Fault(Revision revision, Revision contract, String why) {
    /** What is wrong, without what to do. */
    String inWords() {
      return "a database may still hold the contract revision "
          + contract.id()
          + " ("
          + contract.message()
          + "), and gets this one before it. Tried on a throw-away database, "
          + why;
    }

    private MigrationFailure refusal() {
      return new MigrationFailure(
          "Nothing was written: "
              + inWords()
              + "\nIf "
              + contract.id()
              + " is applied everywhere, say that the new revision needs it: -Dmigrate.dependsOn="
              + contract.id()
              + " (a database that still holds it then refuses the new revision). If not, apply it"
              + " first (mvn migrate:upgrade -Dmigrate.phase=contract), or make a change that does not"
              + " need it: another name, for example.");
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
  static boolean differ(History history) {
    List<Revision> revisions = history.graph().revisions();
    return !HeldBack.latest(revisions).equals(revisions);
  }

  /**
   * Proves it for new revisions; what is wrong with older ones is for {@link VerifyCommand}.
   *
   * @param replayed has the history and the new revisions
   * @throws MigrationFailure when a database that holds a contract revision could not get them
   */
  static void prove(
      SchemaSources sources, History before, List<Revision> written, ReplayedHistory replayed) {
    History history = before.with(written);
    if (written.stream().allMatch(each -> each.phase() == Phase.CONTRACT) || !differ(history)) {
      return;
    }
    for (Fault fault : faults(sources, history, replayed.read())) {
      if (written.contains(fault.revision())) {
        throw fault.refusal();
      }
    }
  }

  /**
   * What stands in the way, oldest first; empty when the orders make no difference.
   *
   * @param history can be replayed in the order of its graph
   * @param head what that makes
   */
  static List<Fault> faults(SchemaSources sources, History history, Catalog head) {
    return new BothOrders(sources, history).faults(head);
  }

  private List<Fault> faults(Catalog head) {
    List<Fault> faults = new ArrayList<>();
    List<Revision> all = history.graph().revisions();
    while (true) {
      Optional<String> why = difference(known(all), head);
      if (why.isEmpty()) {
        return faults;
      }
      Fault fault = fault(all, why.get());
      faults.add(fault);
      found.put(fault.revision().id(), fault.contract().id());
    }
  }

  /**
   * The first revision that makes the difference, and the first contract revision that undoes it.
   */
  private Fault fault(List<Revision> all, String difference) {
    List<Revision> early = early(all);
    int first =
        first(early.size() - 1, index -> why(upTo(all, early.get(index)), Map.of()).isPresent());
    Revision revision = early.get(first);
    List<Revision> part = first == early.size() - 1 ? all : upTo(all, revision);
    List<Revision> contracts = new ArrayList<>(upTo(all, revision));
    contracts.removeIf(each -> each.phase() != Phase.CONTRACT);
    int last = contracts.size() - 1;
    int needed =
        found.containsKey(revision.id())
            ? last
            : first(
                last,
                index -> why(part, Map.of(revision.id(), contracts.get(index).id())).isEmpty());
    return new Fault(
        revision,
        contracts.get(needed),
        part == all ? difference : why(part, Map.of()).orElse(difference));
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

  /** What is different when contract revisions are held in this part of the history. */
  private Optional<String> why(List<Revision> part, Map<String, String> more) {
    List<Revision> revisions = new ArrayList<>(known(part));
    revisions.replaceAll(each -> needing(each, more));
    return difference(revisions, sources.history(history, part));
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

  private Optional<String> difference(List<Revision> revisions, Catalog expected) {
    List<Revision> latest = HeldBack.latest(revisions);
    if (latest.equals(revisions)) {
      return Optional.empty();
    }
    try {
      Catalog late = sources.history(history, latest);
      List<String> missing =
          Stream.concat(
                  SchemaComparator.compare(late.schema(), expected.schema(), sources.equivalence())
                      .stream()
                      .map(change -> Drift.of(change).sql()),
                  late.notCompared().equals(expected.notCompared())
                      ? Stream.of()
                      : Stream.of("what is not compared: " + expected.notCompared()))
              .toList();
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "the database is another one at the end; missing is "
                  + missing.stream().limit(SHOWN_DIFFERENCES).collect(Collectors.joining("; "))
                  + (missing.size() > SHOWN_DIFFERENCES
                      ? "; and " + (missing.size() - SHOWN_DIFFERENCES) + " more"
                      : ""));
    } catch (ReplayException e) {
      return Optional.of("PostgreSQL refuses " + e.getMessage());
    }
  }
}
