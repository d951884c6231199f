package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.run.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Applies the pending revisions. */
public final class UpgradeCommand {
  /**
   * What is asked for.
   *
   * @param target {@code head}, {@code heads}, {@code +N}, an id or its unique beginning, a label
   * @param contract whether contract revisions may be applied to a database in service
   * @param progress hears every step while it happens
   */
  public record Input(Project project, String target, boolean contract, Progress progress) {}

  /**
   * What came of it.
   *
   * @param database which database, in words
   * @param applied the revisions that were applied now, in order
   * @param held contract revisions that wait for {@code -Dmigrate.phase=contract}
   */
  public record Result(String database, List<Revision> applied, List<Revision> held) {
    public Result {
      applied = List.copyOf(applied);
      held = List.copyOf(held);
    }
  }

  private final Input input;
  private final History history;
  private final List<Revision> applied = new ArrayList<>();
  private final List<Revision> held = new ArrayList<>();

  private UpgradeCommand(Input input) {
    this.input = input;
    this.history = History.read(input.project());
  }

  /**
   * Applies what is pending up to the target.
   *
   * @throws MigrationFailure when the database is not one that this history can be applied to
   */
  public static Result run(Input input) {
    return new UpgradeCommand(input).run();
  }

  private Result run() {
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "upgrade")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase journalled = new JournalledDatabase(input.project(), target);
      journalled.run(history, state -> work(state, journalled), input.progress());
      return new Result(target.description(), applied, held);
    }
  }

  private Work work(AppliedState state, JournalledDatabase database) {
    database.refuseUnknown(state, history);
    database.refuseUnadopted(state, history);
    boolean contractAllowed =
        input.contract() || state.initialising() || database.target().embedded();
    Set<String> complete = new HashSet<>(state.complete());
    List<Task> tasks = new ArrayList<>();
    for (Revision revision : history.graph().upgradePath(complete, input.target())) {
      boolean waits = revision.phase() == Revision.Phase.CONTRACT && !contractAllowed;
      if (waits) {
        held.add(revision);
      } else if (held.isEmpty()) {
        applied.add(revision);
        tasks.add(Task.up(history.file(revision)));
      } else {
        throw behindContract(revision);
      }
    }
    applied.forEach(revision -> complete.add(revision.id()));
    return new Work(tasks, false, reachedHead(complete));
  }

  private MigrationFailure behindContract(Revision revision) {
    Revision contract = held.get(0);
    return new MigrationFailure(
        "Revision "
            + revision.id()
            + " ("
            + revision.message()
            + ") waits behind the contract revision "
            + contract.id()
            + " ("
            + contract.message()
            + "), which breaks application code of before it. When no such code runs any more:"
            + " mvn migrate:upgrade -Dmigrate.phase=contract");
  }

  /** The head that a database with these revisions has reached; null when one is missing. */
  private @org.jspecify.annotations.Nullable String reachedHead(Set<String> complete) {
    List<Revision> heads = history.graph().heads();
    boolean all = heads.stream().allMatch(head -> complete.contains(head.id()));
    return all && !heads.isEmpty() ? heads.get(0).id() : null;
  }
}
