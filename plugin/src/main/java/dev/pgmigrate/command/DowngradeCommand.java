package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.run.Progress;
import java.util.List;
import java.util.Optional;

/** Takes applied revisions back. */
public final class DowngradeCommand {
  /**
   * The input.
   *
   * @param target {@code -N}, {@code base}, or the id of the revision to stay at
   * @param fromJournal whether to take back revisions that the checkout lacks, with the SQL in the
   *     journal
   * @param progress gets each step while it happens
   */
  public record Input(Project project, String target, boolean fromJournal, Progress progress) {}

  /**
   * The result.
   *
   * @param database the description of the database
   * @param undone the revisions that were taken back, in order
   */
  public record Result(String database, List<Revision> undone) {
    public Result {
      undone = List.copyOf(undone);
    }
  }

  private DowngradeCommand() {}

  /**
   * Takes back all revisions that depend on the target.
   *
   * @throws MigrationException if the checkout lacks a revision and the journal may not be used
   */
  public static Result run(Input input) {
    History history = History.read(input.project());
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "downgrade")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      Decided decided = new Decided(history, database, input.target(), input.fromJournal());
      Worklist work = database.run(history, decided, input.progress()).work();
      return new Result(target.description(), work.tasks().stream().map(Task::revision).toList());
    }
  }

  /** What a downgrade does. */
  record Decided(History history, JournalledDatabase database, String target, boolean fromJournal)
      implements Decision {
    @Override
    public String goal() {
      return "downgrade";
    }

    @Override
    public String options() {
      return (target.equals("-1") ? "" : " -Dmigrate.target=" + target)
          + (fromJournal ? " -Dmigrate.fromJournal" : "");
    }

    @Override
    public void check(AppliedState now) {
      if (!fromJournal) {
        database.refuseUnknown(now, history);
      }
    }

    @Override
    public Worklist work(AppliedState state) {
      List<MigrationFile> journalled =
          (fromJournal ? state.revisions() : List.<AppliedRevision>of())
              .stream()
                  .filter(applied -> history.graph().revision(applied.id()).isEmpty())
                  .map(AppliedRevision::journalled)
                  .flatMap(Optional::stream)
                  .toList();
      RevisionGraph there =
          history.graphWith(journalled.stream().map(MigrationFile::revision).toList(), state);
      return Worklist.of(
          there.downgradePath(state.present(), target).stream()
              .map(revision -> Task.down(file(revision, journalled)))
              .toList());
    }

    /** As it is in the checkout, or as the journal has it. */
    private MigrationFile file(Revision revision, List<MigrationFile> journalled) {
      return journalled.stream()
          .filter(file -> file.revision().id().equals(revision.id()))
          .findFirst()
          .orElseGet(() -> history.file(revision));
    }
  }
}
