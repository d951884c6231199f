package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Ahead;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Progress;
import java.util.List;

/** Applies the pending revisions. */
public final class UpgradeCommand {
  /**
   * The input.
   *
   * @param target {@code head}, {@code heads}, {@code +N}, an id or its unique beginning, a label
   * @param contract whether contract revisions may be applied to a database in service
   * @param progress gets each step while it happens
   */
  public record Input(Project project, String target, boolean contract, Progress progress) {}

  /**
   * The result.
   *
   * @param database the description of the database
   * @param applied the revisions that were applied now, in order
   * @param held contract revisions that wait for {@code -Dmigrate.phase=contract}
   */
  public record Result(String database, List<Revision> applied, List<Revision> held) {
    public Result {
      applied = List.copyOf(applied);
      held = List.copyOf(held);
    }
  }

  private UpgradeCommand() {}

  /**
   * Applies the pending revisions up to the target.
   *
   * @throws MigrationException if this history cannot be applied to the database
   */
  public static Result run(Input input) {
    History history = History.read(input.project());
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "upgrade")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      Ahead.of(database, history).ifPresent(input.progress()::notice);
      Decided decided = new Decided(history, database, input.target(), input.contract());
      JournalledDatabase.Ran ran = database.run(history, decided, input.progress());
      return new Result(
          target.description(),
          ran.work().tasks().stream().map(Task::revision).toList(),
          decided.plan(ran.found()).held());
    }
  }

  /** What an upgrade does. */
  record Decided(History history, JournalledDatabase database, String target, boolean contract)
      implements Decision {
    UpgradePlan plan(AppliedState state) {
      return UpgradePlan.of(history, state, target, contract || database.target().embedded());
    }

    @Override
    public String goal() {
      return "upgrade";
    }

    @Override
    public String options() {
      return (target.equals("head") ? "" : " -Dmigrate.target=" + target)
          + (contract ? " -Dmigrate.phase=contract" : "")
          + (database.aheadAllowed() ? " -Dmigrate.ahead=allow" : "");
    }

    @Override
    public void check(AppliedState now) {
      Ahead.refuse(database, now, history);
      database.refuseUnadopted(now, history);
    }

    @Override
    public Worklist work(AppliedState state) {
      return plan(state).work();
    }
  }
}
