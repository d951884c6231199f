package dev.pgmigrate.expand;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.revision.Revision.Phase;
import java.util.List;

/** Takes plans in the order in which they are executed; each becomes a revision. */
public interface DraftSink {
  /** A plan without statements makes no revision. */
  void add(Phase phase, List<Change> changes, Plan plan);

  /** The warnings of all plans so far. */
  List<Warning> warnings();
}
