package dev.pgmigrate.project;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A database with some of the revisions that a squashed revision replaces. That revision counts as
 * all of them or as none.
 *
 * @param into the revision that replaces them
 * @param there those that the database has, fully or partly
 */
@API(status = API.Status.EXPERIMENTAL)
public record Halfway(Revision into, List<AppliedRevision> there) {
  private static final int SHOWN = 3;

  public Halfway {
    there = List.copyOf(there);
  }

  /** How many it has, which are missing, and what to do. */
  public String inWords() {
    Set<String> complete =
        there.stream()
            .filter(AppliedRevision::complete)
            .map(AppliedRevision::id)
            .collect(Collectors.toSet());
    List<String> missing = into.replaces().stream().filter(id -> !complete.contains(id)).toList();
    return "%d of the %d revisions that %s (%s) replaces, and not %s%s."
        .formatted(
            complete.size(),
            into.replaces().size(),
            into.id(),
            into.message(),
            missing.stream().limit(SHOWN).collect(Collectors.joining(", ")),
            missing.size() > SHOWN ? " and " + (missing.size() - SHOWN) + " more" : "");
  }

  /** What the user can do. */
  public String advice() {
    return ("Check out the version before they were squashed, run mvn migrate:upgrade%s there, and"
            + " come back: the squashed revision needs all of them or none.")
        .formatted(into.phase() == Revision.Phase.CONTRACT ? " -Dmigrate.phase=contract" : "");
  }
}
