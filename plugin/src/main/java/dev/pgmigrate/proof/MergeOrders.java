package dev.pgmigrate.proof;

import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.shadow.ReplayException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that the branches of a merge may come in any order: a database may have any one of them
 * when it gets the others.
 */
public final class MergeOrders {
  /**
   * Branches that do not go together.
   *
   * @param first the head of the branch that comes first then
   * @param why what happens then
   */
  public record Fault(Revision first, String why) {}

  private MergeOrders() {}

  /** What goes wrong in one of the orders; empty when all end in the same catalog. */
  public static Optional<Fault> fault(SchemaSources sources, History history, Revision merge) {
    Catalog expected = null;
    List<List<Revision>> tried = new ArrayList<>();
    for (String parent : merge.parents()) {
      Revision first = history.graph().resolve(parent);
      List<Revision> order = order(history, merge, first);
      if (tried.contains(order)) {
        continue;
      }
      tried.add(order);
      try {
        Catalog found = sources.history(history, order);
        Optional<String> difference =
            expected == null
                ? Optional.empty()
                : BothOrders.difference(found, expected, sources.equivalence());
        if (difference.isPresent()) {
          return Optional.of(new Fault(first, difference.get()));
        }
        expected = found;
      } catch (ReplayException e) {
        return Optional.of(new Fault(first, "PostgreSQL refuses " + e.getMessage()));
      }
    }
    return Optional.empty();
  }

  /** One branch with all that it needs, then the rest. */
  private static List<Revision> order(History history, Revision merge, Revision first) {
    Set<String> all = history.graph().ancestry(merge);
    Set<String> branch = history.graph().ancestry(first);
    List<Revision> order = new ArrayList<>();
    List<Revision> rest = new ArrayList<>();
    for (Revision revision : history.graph().revisions()) {
      if (branch.contains(revision.id())) {
        order.add(revision);
      } else if (all.contains(revision.id())) {
        rest.add(revision);
      }
    }
    order.addAll(rest);
    return order;
  }
}
