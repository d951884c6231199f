package dev.pgmigrate.command;

import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.DriftSearch;
import dev.pgmigrate.drift.KeptDrift;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Squash;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.project.Halfway;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Preflight;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows the state of the database. */
public final class CurrentCommand {
  /**
   * The input.
   *
   * @param drift whether to look for drift; for that the applied revisions are executed on a
   *     throw-away database
   */
  public record Input(Project project, boolean drift) {}

  /** A state that needs attention. */
  public enum State {
    /** It has revisions that are not in this checkout. */
    AHEAD,
    /** It has a part of the revisions that one of the checkout replaces: an upgrade is refused. */
    HALFWAY,
    /** An upgrade would apply revisions. */
    PENDING,
    /** Contract revisions wait to be released, and perhaps others behind them. */
    HELD,
    /** A revision was begun and not finished, and nobody is at work on it. */
    FAILED,
    /** Somebody changed it past the migrations, and nobody accepted that. */
    DRIFTED,
    /** The file of an applied revision is not what it was. */
    EDITED
  }

  /**
   * The result.
   *
   * @param database the description of the database
   * @param isProtected whether a person must approve changes
   * @param holder the run that is at work, or whose lease nobody has taken over yet; null: none
   * @param current the applied revisions that have no applied child
   * @param unknown applied revisions that are not in this checkout: the database is ahead
   * @param halfway squashed revisions of which the database has only some replaced ones
   * @param squashes squashed revisions that count as applied because all replaced ones are
   * @param unfinished revisions that were begun and not finished: failed, interrupted, or at work
   * @param edited applied steps whose files were edited
   * @param pending the revisions that an upgrade to all heads would apply, in order
   * @param held contract revisions that wait for {@code -Dmigrate.phase=contract}
   * @param behind revisions that depend on one of those
   * @param drift where the database differs from what its revisions make, accepted drift included
   * @param driftUnknown why drift could not be determined; else null
   */
  public record Result(
      String database,
      boolean isProtected,
      Lease.@Nullable Holder holder,
      List<AppliedRevision> current,
      List<AppliedRevision> unknown,
      List<Halfway> halfway,
      List<Squash> squashes,
      List<AppliedRevision> unfinished,
      List<Preflight.Edit> edited,
      List<Revision> pending,
      List<Revision> held,
      List<UpgradePlan.Waiting> behind,
      List<Drift> drift,
      @Nullable String driftUnknown) {
    public Result {
      current = List.copyOf(current);
      unknown = List.copyOf(unknown);
      halfway = List.copyOf(halfway);
      squashes = List.copyOf(squashes);
      unfinished = List.copyOf(unfinished);
      edited = List.copyOf(edited);
      pending = List.copyOf(pending);
      held = List.copyOf(held);
      behind = List.copyOf(behind);
      drift = List.copyOf(drift);
    }

    /** Its states that need attention. */
    public Set<State> states() {
      Set<State> states = EnumSet.noneOf(State.class);
      for (State state : State.values()) {
        boolean holds =
            switch (state) {
              case AHEAD -> !unknown.isEmpty();
              case HALFWAY -> !halfway.isEmpty();
              case PENDING -> !pending.isEmpty();
              case HELD -> !held.isEmpty();
              case FAILED -> !unfinished.isEmpty() && !isAtWork();
              case DRIFTED -> drift.stream().anyMatch(Drift::isOpen);
              case EDITED -> !edited.isEmpty();
            };
        if (holds) {
          states.add(state);
        }
      }
      return states;
    }

    /** Whether a run is at work, by its heartbeat. */
    public boolean isAtWork() {
      return holder != null && !holder.left().isNegative();
    }
  }

  private CurrentCommand() {}

  /** Reads; writes nothing in the database, and takes no lease. */
  public static Result run(Input input) {
    return run(input, line -> {});
  }

  /**
   * The same.
   *
   * @param debug gets a line that says what was reused from an earlier run
   */
  public static Result run(Input input, Consumer<String> debug) {
    Project project = input.project();
    KeptDrift kept = new KeptDrift(project, input.drift(), debug);
    try (SchemaSources sources = DriftSearch.begun(project, input.drift() && !kept.holds())) {
      return run(input, kept, sources);
    }
  }

  private static Result run(Input input, KeptDrift kept, SchemaSources sources) {
    Project project = input.project();
    History history = History.read(project);
    try (TargetDatabase target = TargetDatabase.open(project)) {
      JournalledDatabase database = new JournalledDatabase(project, target);
      Optional<Lease.Holder> holder = database.holder();
      AppliedState state = database.state(history);
      UpgradePlan plan = UpgradePlan.of(history, state, "heads", target.embedded());
      List<Preflight.Edit> edited = Preflight.edited(state, history.migrationFiles());
      DriftSearch drift = drift(input, kept, sources, history, database, state, edited);
      return new Result(
          target.description(),
          !database.protection().isEmpty(),
          holder.orElse(null),
          tips(history, state),
          history.unknown(state),
          history.halfway(state),
          state.squashes(),
          unfinished(history, state),
          edited,
          plan.pending().stream().map(Task::revision).toList(),
          plan.held(),
          plan.behind(),
          drift.drift(),
          drift.unknown());
    }
  }

  private static DriftSearch drift(
      Input input,
      KeptDrift kept,
      SchemaSources sources,
      History history,
      JournalledDatabase database,
      AppliedState state,
      List<Preflight.Edit> edited) {
    if (!input.drift()) {
      return DriftSearch.unknown("the check is switched off");
    }
    if (!edited.isEmpty()) {
      return DriftSearch.unknown("an applied revision was edited");
    }
    return kept.holds()
        ? DriftSearch.none()
        : kept.keep(DriftSearch.of(input.project(), sources, history, database, state), history)
            .known(history.acceptedDrift());
  }

  private static List<AppliedRevision> tips(History history, AppliedState state) {
    List<Revision> journalled =
        state.revisions().stream()
            .filter(revision -> history.graph().revision(revision.id()).isEmpty())
            .map(AppliedRevision::withoutSteps)
            .toList();
    return history.graphWith(journalled, state).current(state.complete()).stream()
        .flatMap(tip -> state.find(tip.id()).stream())
        .toList();
  }

  /** One that left nothing behind, and whose file is gone, is nobody's business any more. */
  private static List<AppliedRevision> unfinished(History history, AppliedState state) {
    return state.revisions().stream()
        .filter(revision -> !revision.complete())
        .filter(r -> r.present() || history.graph().revision(r.id()).isPresent())
        .toList();
  }
}
