package dev.pgmigrate.command;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Progress;
import java.util.ArrayList;
import java.util.List;

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

  private UpgradeCommand() {}

  /**
   * Applies what is pending up to the target.
   *
   * @throws MigrationFailure when the database is not one that this history can be applied to
   */
  public static Result run(Input input) {
    History history = History.read(input.project());
    try (TargetDatabase target = TargetDatabase.openForWriting(input.project(), "upgrade")) {
      input.progress().notice("Database: " + target.description());
      JournalledDatabase database = new JournalledDatabase(input.project(), target);
      List<UpgradePlan> plans = new ArrayList<>();
      database.run(
          history,
          state -> {
            plans.add(database.upgradePlan(history, state, input.target(), input.contract()));
            return plans.get(0).work();
          },
          input.progress());
      UpgradePlan plan = plans.get(0);
      return new Result(target.description(), plan.revisions(), plan.held());
    }
  }
}
