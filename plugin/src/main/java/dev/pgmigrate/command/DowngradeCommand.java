package dev.pgmigrate.command;

import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.run.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes applied revisions back. */
public final class DowngradeCommand {
  /**
   * What is asked for.
   *
   * @param target {@code -N}, {@code base}, or the id of the revision to stay at
   * @param fromJournal takes back what the checkout lacks with the SQL that the journal recorded
   * @param progress hears every step while it happens
   */
  public record Input(Project project, String target, boolean fromJournal, Progress progress) {}

  /**
   * What came of it.
   *
   * @param database which database, in words
   * @param undone the revisions that were taken back, in order
   */
  public record Result(String database, List<Revision> undone) {
    public Result {
      undone = List.copyOf(undone);
    }
  }

  private final Input input;
  private final History history;
  private final List<Revision> undone = new ArrayList<>();

  private DowngradeCommand(Input input) {
    this.input = input;
    this.history = History.read(input.project());
  }

  /**
   * Takes back what rests on the target.
   *
   * @throws MigrationFailure when the checkout lacks a revision and the journal may not be used
   */
  public static Result run(Input input) {
    return new DowngradeCommand(input).run();
  }

  private Result run() {
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "downgrade")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase journalled = new JournalledDatabase(input.project(), target);
      journalled.run(history, state -> work(state, journalled), input.progress());
      return new Result(target.description(), undone);
    }
  }

  private Work work(AppliedState state, JournalledDatabase database) {
    if (!input.fromJournal()) {
      database.refuseUnknown(state, history);
    }
    List<MigrationFile> journalled =
        (input.fromJournal() ? state.revisions() : List.<AppliedRevision>of())
            .stream()
                .filter(applied -> history.graph().revision(applied.id()).isEmpty())
                .map(AppliedRevision::journalled)
                .flatMap(Optional::stream)
                .toList();
    List<Revision> all = new ArrayList<>(history.graph().revisions());
    journalled.forEach(file -> all.add(file.revision()));
    RevisionGraph graph = RevisionGraph.of(all);
    Set<String> present =
        state.revisions().stream()
            .filter(AppliedRevision::present)
            .map(AppliedRevision::id)
            .collect(Collectors.toSet());
    List<Task> tasks = new ArrayList<>();
    for (Revision revision : graph.downgradePath(present, input.target())) {
      undone.add(revision);
      tasks.add(
          Task.down(
              journalled.stream()
                  .filter(file -> file.revision().id().equals(revision.id()))
                  .findFirst()
                  .orElseGet(() -> history.file(revision))));
    }
    return Work.of(tasks);
  }
}
