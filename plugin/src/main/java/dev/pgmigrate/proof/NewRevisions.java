package dev.pgmigrate.proof;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.verify.VerdictBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which revisions of a checkout nobody else has yet. */
public final class NewRevisions {
  static final String RULE = "new-revisions";

  private NewRevisions() {}

  /**
   * What the branch of Git does not have that revisions are merged into; where there is none, the
   * newest one with the contract revisions that follow it. That is a guess, which the verdict hears
   * where there are others.
   */
  public static Predicate<Revision> of(GitBase git, History history, VerdictBuilder verdict) {
    if (git.branch().isPresent()) {
      return revision -> !git.has(history.file(revision));
    }
    if (isGuessed(git, history)) {
      guessed(git, verdict);
    }
    return Set.copyOf(newest(history.graph().revisions()))::contains;
  }

  /** Whether Git does not tell which are new, and there are others than the newest. */
  public static boolean isGuessed(GitBase git, History history) {
    List<Revision> all = history.graph().revisions();
    return git.branch().isEmpty() && newest(all).size() < all.size();
  }

  private static void guessed(GitBase git, VerdictBuilder verdict) {
    String obstacle = git.obstacle().orElse("");
    if (git.isWanted()) {
      verdict.found(
          Finding.error(
              RULE,
              null,
              0,
              "it is unknown which revisions are merged; only the newest counts as new",
              obstacle));
    } else {
      verdict.notChecked(RULE, "Only the newest revision counts as new. " + obstacle);
    }
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
  public record Parts(List<Revision> older, List<Revision> rest) {
    /** Of a history, each part in the order of the graph. */
    public static Parts of(List<Revision> revisions, Predicate<Revision> isNew) {
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
