package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All revisions, of the checkout and of the database. */
public final class HistoryCommand {
  /**
   * One revision.
   *
   * @param revision null when the checkout lacks it
   * @param applied null when the database has nothing of it
   */
  public record Entry(@Nullable Revision revision, @Nullable AppliedRevision applied) {}

  /** Which database, in words, and the entries, oldest first. */
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
      AppliedState state = new JournalledDatabase(project, target).state();
      List<Entry> entries = new ArrayList<>();
      for (Revision revision : history.graph().revisions()) {
        entries.add(new Entry(revision, state.find(revision.id()).orElse(null)));
      }
      for (AppliedRevision applied : state.revisions()) {
        if (history.graph().revision(applied.id()).isEmpty()) {
          entries.add(new Entry(null, applied));
        }
      }
      return new Result(target.description(), entries);
    }
  }
}
