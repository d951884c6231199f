package dev.pgmigrate.command;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Squash;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All revisions, of the checkout and of the database. */
public final class HistoryCommand {
  /**
   * One revision.
   *
   * @param revision null if the checkout lacks it
   * @param applied null if the database has nothing of it
   * @param squash why it counts as applied; null if the journal has it
   * @param held whether it is a contract revision that waits for {@code -Dmigrate.phase=contract}
   * @param replacement the revision that replaces it, if the database has only some of the replaced
   *     ones; else null
   */
  public record Entry(
      @Nullable Revision revision,
      @Nullable AppliedRevision applied,
      @Nullable Squash squash,
      boolean held,
      @Nullable Revision replacement) {}

  /** The description of the database, and the entries, oldest first. */
  public record Result(String database, List<Entry> entries) {
    public Result {
      entries = List.copyOf(entries);
    }
  }

  private HistoryCommand() {}

  /** Reads files and journal; writes nothing. */
  public static Result run(Project project) {
    History history = History.read(project);
    try (TargetDatabase target = TargetDatabase.open(project)) {
      AppliedState state = new JournalledDatabase(project, target).state(history);
      List<Revision> held = UpgradePlan.of(history, state, "heads", target.embedded()).held();
      List<Entry> entries = new ArrayList<>();
      for (Revision revision : history.graph().revisions()) {
        entries.add(
            new Entry(
                revision,
                state.find(revision.id()).orElse(null),
                squash(state, revision),
                held.contains(revision),
                null));
      }
      for (AppliedRevision applied : state.revisions()) {
        if (history.graph().revision(applied.id()).isEmpty()) {
          entries.add(
              new Entry(
                  null,
                  applied,
                  null,
                  false,
                  history.graph().replacement(applied.id()).orElse(null)));
        }
      }
      return new Result(target.description(), entries);
    }
  }

  private static @Nullable Squash squash(AppliedState state, Revision revision) {
    return state.squashes().stream()
        .filter(squash -> squash.into().revision().equals(revision))
        .findFirst()
        .orElse(null);
  }
}
