package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which revisions of a checkout nobody else has yet. */
final class NewRevisions {
  private NewRevisions() {}

  /**
   * What the branch of Git does not have that revisions are merged into; where there is none, the
   * newest one with the contract revisions that follow it.
   *
   * @param base the branch; null for the remote's own default
   */
  static Predicate<Revision> of(Project project, History history, @Nullable String base) {
    return of(GitBase.of(project, base), history);
  }

  /** The same of a branch that is known. */
  static Predicate<Revision> of(GitBase git, History history) {
    if (git.branch().isPresent()) {
      return revision -> !git.has(history.file(revision));
    }
    return Set.copyOf(newest(history.graph().revisions()))::contains;
  }

  private static List<Revision> newest(List<Revision> revisions) {
    int newest = Math.max(0, revisions.size() - 1);
    while (newest > 0 && revisions.get(newest).phase() == Revision.Phase.CONTRACT) {
      newest--;
    }
    return revisions.subList(newest, revisions.size());
  }

  /**
   * The history as two parts, one executed after the other.
   *
   * @param older what a database has before this branch is applied
   * @param rest the new ones, and whatever needs one of them
   */
  record Parts(List<Revision> older, List<Revision> rest) {
    /** Of a history, each part in the order of the graph. */
    static Parts of(List<Revision> revisions, Predicate<Revision> isNew) {
      Set<String> late = new HashSet<>();
      for (Revision revision : revisions) {
        boolean follows =
            Stream.concat(revision.parents().stream(), revision.dependsOn().stream())
                .anyMatch(late::contains);
        if (follows || isNew.test(revision)) {
          late.add(revision.id());
        }
      }
      return new Parts(
          revisions.stream().filter(revision -> !late.contains(revision.id())).toList(),
          revisions.stream().filter(revision -> late.contains(revision.id())).toList());
    }
  }
}
