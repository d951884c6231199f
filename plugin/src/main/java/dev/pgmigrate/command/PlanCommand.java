package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.DriftSearch;
import dev.pgmigrate.drift.KeptDrift;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.project.Approval;
import dev.pgmigrate.project.DatabaseIdentity;
import dev.pgmigrate.project.Decision;
import dev.pgmigrate.project.DownStepCheck;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.StepPolicies;
import dev.pgmigrate.project.TableSize;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.project.TouchedObjects;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Preflight;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.thread.BackgroundTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a command would do to the database, and the digest with which a person approves it. */
public final class PlanCommand {
  /** Which command. */
  public enum Kind {
    UPGRADE,
    DOWNGRADE,
    STAMP;

    /** The goal. */
    public String goal() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The input.
   *
   * @param target as for that command; null for its default
   * @param contract as for an upgrade
   * @param fromJournal as for a downgrade
   * @param drift whether to look for drift; for that the applied revisions are executed on a
   *     throw-away database
   */
  public record Input(
      Project project,
      Kind kind,
      @Nullable String target,
      boolean contract,
      boolean fromJournal,
      boolean drift) {}

  /**
   * A revision that would be applied, taken back or recorded.
   *
   * @param done the number of its steps that are done already
   */
  public record Planned(Task task, int done) {}

  /**
   * The result.
   *
   * @param database the description of the database
   * @param name its name
   * @param isProtected whether a person must approve the run
   * @param revisions in the order of execution
   * @param held contract revisions that would be held
   * @param behind revisions that depend on one of those: the upgrade would be refused
   * @param tables the tables that the steps name
   * @param policies the row level security of tables that the steps use
   * @param rowsInTheWay rows that would make a down step fail, each with its place and what to do
   * @param grants grants that the steps carry over to objects that are created again or replaced
   * @param drift where the database differs from what its revisions make, accepted drift included
   * @param driftUnknown why drift could not be determined; else null
   * @param digest null if there is nothing to do, or the run would be refused
   * @param command the command that executes the plan, without the approval
   */
  public record Result(
      String database,
      String name,
      boolean isProtected,
      Kind kind,
      List<Planned> revisions,
      List<Revision> held,
      List<UpgradePlan.Waiting> behind,
      List<TableSize> tables,
      List<StepPolicies> policies,
      List<String> rowsInTheWay,
      List<LiveGrants> grants,
      List<Drift> drift,
      @Nullable String driftUnknown,
      @Nullable Approval digest,
      String command) {
    public Result {
      revisions = List.copyOf(revisions);
      held = List.copyOf(held);
      behind = List.copyOf(behind);
      tables = List.copyOf(tables);
      policies = List.copyOf(policies);
      rowsInTheWay = List.copyOf(rowsInTheWay);
      grants = List.copyOf(grants);
      drift = List.copyOf(drift);
    }
  }

  private final Input input;
  private final KeptDrift kept;
  private final Project project;
  private final History history;
  private final TargetDatabase target;
  private final JournalledDatabase database;

  private PlanCommand(Input input, TargetDatabase target, KeptDrift kept) {
    this.kept = kept;
    this.input = input;
    this.project = input.project();
    this.history = History.read(project);
    this.target = target;
    this.database = new JournalledDatabase(project, target);
  }

  /**
   * Reads; writes nothing in the database, and takes no lease.
   *
   * @throws MigrationException if this history does not fit the database
   */
  public static Result run(Input input) {
    return run(input, line -> {});
  }

  /**
   * The same.
   *
   * @param debug gets a line that says what was reused from an earlier run
   */
  public static Result run(Input input, Consumer<String> debug) {
    KeptDrift kept = new KeptDrift(input.project(), input.drift(), debug);
    try (SchemaSources sources =
            DriftSearch.begun(input.project(), input.drift() && !kept.holds());
        TargetDatabase target = TargetDatabase.open(input.project())) {
      return new PlanCommand(input, target, kept).run(sources);
    }
  }

  private Result run(SchemaSources sources) {
    AppliedState state = database.state(history);
    Preflight.unedited(state, history.migrationFiles());
    BackgroundTask<DriftSearch> drift =
        BackgroundTask.start("migrate-drift", () -> drift(sources, state));
    try {
      return run(state, drift);
    } finally {
      drift.await();
    }
  }

  private DriftSearch drift(SchemaSources sources, AppliedState state) {
    if (!input.drift()) {
      return DriftSearch.unknown("the check is switched off");
    }
    return kept.holds()
        ? DriftSearch.none()
        : kept.keep(DriftSearch.of(project, sources, history, database, state), history)
            .known(history.acceptedDrift());
  }

  private Result run(AppliedState state, BackgroundTask<DriftSearch> drift) {
    Decision decision = decision();
    decision.check(state);
    UpgradePlan upgrade =
        decision instanceof UpgradeCommand.Decided decided ? decided.plan(state) : null;
    boolean refused = upgrade != null && !upgrade.behind().isEmpty();
    Worklist work =
        refused ? Worklist.of(Objects.requireNonNull(upgrade).pending()) : decision.work(state);
    if (!work.stamp()) {
      Preflight.executable(state, work.tasks());
    }
    // Nothing is touched where there is nothing to do: the catalog is not read for it.
    Schema live = work.tasks().isEmpty() ? Schema.EMPTY : database.schemaWithOwners();
    TouchedObjects touched = TouchedObjects.of(work.tasks(), live);
    DatabaseIdentity identity = database.identity();
    boolean approvable = !refused && !work.tasks().isEmpty();
    return new Result(
        target.description(),
        identity.name(),
        !database.protection(touched::tableNames).isEmpty(),
        input.kind(),
        work.tasks().stream().map(task -> new Planned(task, done(task, state))).toList(),
        upgrade == null ? List.of() : upgrade.held(),
        upgrade == null ? List.of() : upgrade.behind(),
        sizes(touched.tables()),
        work.stamp() ? List.of() : database.policies(work.tasks(), state),
        DownStepCheck.find(work.tasks(), state, target.database(), history),
        LiveGrants.of(work.tasks(), live),
        drift.get().drift(),
        drift.get().unknown(),
        approvable ? Approval.of(identity, database.rows(), work, touched) : null,
        "mvn migrate:" + decision.goal() + decision.options());
  }

  private Decision decision() {
    String to = input.target();
    return switch (input.kind()) {
      case UPGRADE ->
          new UpgradeCommand.Decided(history, database, to == null ? "head" : to, input.contract());
      case DOWNGRADE ->
          new DowngradeCommand.Decided(
              history, database, to == null ? "-1" : to, input.fromJournal());
      case STAMP -> new StampCommand.Decided(history, database, to == null ? "head" : to);
    };
  }

  /** How many steps of a task are done already. */
  private static int done(Task task, AppliedState state) {
    AppliedRevision applied = state.find(task.revision().id()).orElse(null);
    return applied == null ? 0 : applied.next(task);
  }

  private List<TableSize> sizes(List<Table> tables) {
    try (Connection connection = target.database().connectForReading()) {
      return TableSize.of(connection, tables);
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(target.database(), e);
    }
  }
}
