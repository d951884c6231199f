package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.run.Work;
import java.util.ArrayList;
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
    List<Revision> stamped = new ArrayList<>();
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "stamp")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      database.run(
          history, state -> work(state, database, history, input, stamped), input.progress());
      return new Result(target.description(), stamped);
    }
  }

  private static Work work(
      AppliedState state,
      JournalledDatabase database,
      History history,
      Input input,
      List<Revision> stamped) {
    database.refuseUnknown(state, history);
    stamped.addAll(history.graph().upgradePath(new HashSet<>(state.complete()), input.target()));
    List<Task> tasks = stamped.stream().map(r -> Task.up(history.file(r))).toList();
    // What a person vouches for was not made here just now: it is in service, not initialising.
    String newest = stamped.isEmpty() ? null : stamped.get(stamped.size() - 1).id();
    return new Work(tasks, true, newest);
  }
}
