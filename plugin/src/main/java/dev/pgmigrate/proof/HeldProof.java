package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.schema.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Proves that a database which holds contract revisions can get new revisions before them. */
public final class HeldProof {
  private final SchemaSources sources;
  private final History history;
  private final Schema past;

  /** The place of a new ordinary revision among the new ones, to what the history makes with it. */
  private final Map<Integer, Catalog> made = new HashMap<>();

  private int tried;

  /** On top of a history, which makes {@code past}. */
  public HeldProof(SchemaSources sources, History history, Schema past) {
    this.sources = sources;
    this.history = history;
    this.past = past;
  }

  /**
   * A new revision was just applied on top of the history and of those before it. Its id need not
   * be its last one.
   */
  public void applied(Revision revision, ReplayedHistory replayed) {
    boolean first =
        history.graph().revisions().stream().noneMatch(each -> each.phase() == Phase.CONTRACT);
    if (!first && revision.phase() != Phase.CONTRACT) {
      made.put(tried, replayed.read());
    }
    tried++;
  }

  /**
   * Proves it for all of them, in the order in which they were applied.
   *
   * @throws MigrationException when one needs a contract revision and does not say so
   */
  public void prove(List<Revision> revisions) {
    History with = history.with(revisions);
    Schema before = past;
    for (int i = 0; i < revisions.size(); i++) {
      Revision revision = revisions.get(i);
      Catalog after = made.get(i);
      if (after != null) {
        BothOrders.fault(sources, with, revision, before, after)
            .ifPresent(
                fault -> {
                  throw refusal(fault);
                });
        before = after.schema();
      }
    }
  }

  private MigrationException refusal(BothOrders.Fault fault) {
    String id = fault.contract().id();
    boolean newest = history.graph().heads().contains(fault.contract());
    return new MigrationException(
        "Nothing was written: " + fault.inWords(),
        "If "
            + id
            + " is applied everywhere, write that the new revision needs it: -Dmigrate.dependsOn="
            + id
            + " (a database that still holds it then refuses the new revision). If not, first"
            + " apply it everywhere (mvn migrate:upgrade -Dmigrate.phase=contract) and then use"
            + " that option, or make a change that does not need it: with another name, for"
            + " example."
            + (newest
                ? " If nobody else has it yet, replace it: mvn migrate:revision -Dmigrate.amend"
                : ""));
  }
}
