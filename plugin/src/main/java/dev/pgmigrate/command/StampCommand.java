package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.run.Work;
import java.util.HashSet;
import java.util.List;

/** Records revisions as applied without executing them: a person knows that they are. */
public final class StampCommand {
  /** The target as for an upgrade. */
  public record Input(Project project, String target, Progress progress) {}

  /** What was recorded, in order. */
  public record Result(String database, List<Revision> stamped) {
    public Result {
      stamped = List.copyOf(stamped);
    }
  }

  private StampCommand() {}

  /** Records what an upgrade to the target would execute. */
  public static Result run(Input input) {
    History history = History.read(input.project());
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "stamp")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      Decided decided = new Decided(history, database, input.target());
      Work work = database.run(history, decided, input.progress()).work();
      return new Result(target.description(), work.tasks().stream().map(Task::revision).toList());
    }
  }

  /** What a stamp records. */
  record Decided(History history, JournalledDatabase database, String target) implements Decision {
    @Override
    public String goal() {
      return "stamp";
    }

    @Override
    public String options() {
      return target.equals("head") ? "" : " -Dmigrate.target=" + target;
    }

    @Override
    public void check(AppliedState now) {
      database.refuseUnknown(now, history);
    }

    @Override
    public Work work(AppliedState state) {
      List<Task> tasks =
          history.graph().upgradePath(new HashSet<>(state.complete()), target).stream()
              .map(revision -> Task.up(history.file(revision)))
              .toList();
      // What a person vouches for was not made here just now: it is in service, not initialising.
      String newest = tasks.isEmpty() ? null : tasks.get(tasks.size() - 1).revision().id();
      return new Work(tasks, true, newest);
    }
  }
}
