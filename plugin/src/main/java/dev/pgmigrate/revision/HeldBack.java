package dev.pgmigrate.revision;

import dev.pgmigrate.revision.Revision.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Contract revisions that are held, and which other revisions wait for them. Feed it revisions in
 * the order of the graph.
 *
 * <p>To follow a contract revision is not to need it: an ordinary revision waits only if it, or an
 * ordinary ancestor, names the held one in {@code depends-on}. A squash is the exception. It stands
 * for ordinary revisions too, so whatever follows it needs it.
 */
public final class HeldBack {
  private final Map<String, Revision> held = new HashMap<>();

  /** Id of a revision to what it waits for; of a held one, what the revisions below it wait for. */
  private final Map<String, Revision> awaited = new HashMap<>();

  /** Holds a contract revision. */
  public void hold(Revision contract) {
    below(Stream.concat(contract.parents().stream(), contract.dependsOn().stream()))
        .ifPresent(needed -> awaited.put(contract.id(), needed));
    held.put(contract.id(), contract);
  }

  /** The held contract revision that this ordinary revision needs; empty if it can go first. */
  public Optional<Revision> needed(Revision ordinary) {
    Optional<Revision> needed =
        ordinary.dependsOn().stream()
            .flatMap(id -> Optional.ofNullable(held.getOrDefault(id, awaited.get(id))).stream())
            .findFirst()
            .or(() -> below(ordinary.parents().stream()));
    needed.ifPresent(contract -> awaited.put(ordinary.id(), contract));
    return needed;
  }

  private Optional<Revision> below(Stream<String> ids) {
    return ids.flatMap(
            id -> {
              Revision parent = held.get(id);
              boolean squash = parent != null && !parent.replaces().isEmpty();
              return Optional.ofNullable(squash ? parent : awaited.get(id)).stream();
            })
        .findFirst();
  }

  /**
   * The order of a database in which every contract revision is held for as long as anything else
   * can go first.
   *
   * @param revisions all revisions, in the order of the graph
   */
  public static List<Revision> latest(Collection<Revision> revisions) {
    List<Revision> order = new ArrayList<>();
    List<Revision> rest = new ArrayList<>(revisions);
    while (!rest.isEmpty()) {
      HeldBack now = new HeldBack();
      List<Revision> waiting = new ArrayList<>();
      for (Revision revision : rest) {
        if (revision.phase() == Phase.CONTRACT) {
          now.hold(revision);
          waiting.add(revision);
        } else if (now.needed(revision).isPresent()) {
          waiting.add(revision);
        } else {
          order.add(revision);
        }
      }
      if (!waiting.isEmpty()) {
        // The first one is a contract revision: nothing waits for what comes later.
        order.add(waiting.remove(0));
      }
      rest = waiting;
    }
    return order;
  }
}
