package dev.pgmigrate.command;

import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionGraph;
import dev.pgmigrate.run.Progress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** Records the state of a database without executing anything, because a person knows it. */
public final class StampCommand {
  /** The input; the target is as for an upgrade or a downgrade. */
  public record Input(Project project, String target, Progress progress) {}

  /**
   * The result, in order.
   *
   * @param stamped the revisions that were recorded as applied
   * @param unstamped the revisions that were recorded as not applied
   */
  public record Result(String database, List<Revision> stamped, List<Revision> unstamped) {
    public Result {
      stamped = List.copyOf(stamped);
      unstamped = List.copyOf(unstamped);
    }
  }

  private StampCommand() {}

  /**
   * Records the target and all that it depends on as applied, and all that depends on it as not
   * applied.
   */
  public static Result run(Input input) {
    History history = History.read(input.project());
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "stamp")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      database.noticeAdoption(history, input.progress());
      Decided decided = new Decided(history, database, input.target());
      Worklist work = database.run(history, decided, input.progress()).work();
      return new Result(
          target.description(),
          revisions(work.tasks(), Direction.UP),
          revisions(work.tasks(), Direction.DOWN));
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
    public Worklist work(AppliedState state) {
      return StampCommand.work(history, state, target);
    }
  }

  private static List<Revision> revisions(List<Task> tasks, Direction direction) {
    return tasks.stream().filter(t -> t.direction() == direction).map(Task::revision).toList();
  }

  /** What has to be recorded for the database to stand at the target. */
  static Worklist work(History history, AppliedState state, String target) {
    RevisionGraph graph = history.graph();
    List<String> present = new ArrayList<>(state.present());
    boolean backward = target.equals("base") || target.matches("(.+@)?-[0-9]+|.+@base");
    boolean forward = target.equals("heads") || target.startsWith("+");
    List<Revision> up = new ArrayList<>();
    if (!backward) {
      up.addAll(graph.upgradePath(new HashSet<>(state.complete()), target));
    }
    if (!backward && !forward && !up.isEmpty() && state.isComplete(graph.resolve(target).id())) {
      // The database stands there, and what it went past is held.
      up.removeIf(revision -> revision.phase() == Revision.Phase.CONTRACT);
    }
    List<Revision> down;
    if (backward) {
      down = graph.downgradePath(present, target);
    } else if (forward) {
      down = List.of();
    } else {
      up.stream().map(Revision::id).filter(id -> !present.contains(id)).forEach(present::add);
      down = graph.revisions().isEmpty() ? List.of() : graph.downgradePath(present, target);
    }
    String newest = up.isEmpty() ? null : up.get(up.size() - 1).id();
    // What a person vouches for was not made here just now: it is in service, not initialising.
    return new Worklist(
        Stream.concat(
                down.stream().map(r -> Task.down(history.file(r))),
                up.stream().map(r -> Task.up(history.file(r))))
            .toList(),
        true,
        newest);
  }
}
