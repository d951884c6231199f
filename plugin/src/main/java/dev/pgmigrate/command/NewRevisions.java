package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which revisions of a checkout nobody else has yet. */
final class NewRevisions {
  private NewRevisions() {}

  /**
   * What the branch of Git does not have that revisions are merged into; where there is none, the
   * newest one.
   *
   * @param base the branch; null for the remote's own default
   */
  static Predicate<Revision> of(Project project, History history, @Nullable String base) {
    GitBase git = GitBase.of(project, base);
    if (git.branch().isPresent()) {
      return revision -> !git.has(history.file(revision));
    }
    Optional<Revision> newest =
        history.graph().revisions().stream()
            .filter(revision -> revision.phase() != Revision.Phase.CONTRACT)
            .reduce((older, newer) -> newer);
    return revision -> newest.filter(revision::equals).isPresent();
  }
}
