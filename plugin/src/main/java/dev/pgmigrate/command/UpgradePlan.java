package dev.pgmigrate.command;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.History;
import dev.pgmigrate.revision.HeldBack;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an upgrade does to one database, from its journal and the checkout.
 *
 * @param pending the revisions that it executes, in order
 * @param held contract revisions that wait for {@code -Dmigrate.phase=contract}
 * @param behind other revisions whose {@code depends-on} names one of those; then an upgrade is
 *     refused, because the next release needs them
 * @param reachesHead the head that the database is at afterwards; null if there is none
 */
public record UpgradePlan(
    List<Task> pending, List<Revision> held, List<Waiting> behind, @Nullable String reachesHead) {
  /** A revision, and the held contract revision that it depends on. */
  public record Waiting(Revision revision, Revision contract) {}

  public UpgradePlan {
    pending = List.copyOf(pending);
    held = List.copyOf(held);
    behind = List.copyOf(behind);
  }

  /**
   * Decides.
   *
   * @param target {@code head}, {@code heads}, {@code +N}, an id or its unique beginning, a label
   * @param contract whether contract revisions may be applied to a database in service
   */
  static UpgradePlan of(History history, AppliedState state, String target, boolean contract) {
    boolean contractAllowed = contract || state.initialising();
    Set<String> complete = new HashSet<>(state.complete());
    HeldBack heldBack = new HeldBack();
    List<Task> pending = new ArrayList<>();
    List<Revision> held = new ArrayList<>();
    List<Waiting> behind = new ArrayList<>();
    for (Revision revision : history.graph().upgradePath(complete, target)) {
      // One that was begun is gone on with: half of it helps nobody.
      boolean begun = state.find(revision.id()).filter(AppliedRevision::present).isPresent();
      if (revision.phase() == Revision.Phase.CONTRACT && !contractAllowed && !begun) {
        held.add(revision);
        heldBack.hold(revision);
        continue;
      }
      Optional<Revision> needed = heldBack.needed(revision);
      if (needed.isPresent()) {
        behind.add(new Waiting(revision, needed.get()));
      } else {
        pending.add(Task.up(history.file(revision)));
      }
    }
    pending.forEach(task -> complete.add(task.revision().id()));
    return new UpgradePlan(pending, held, behind, reachedHead(history, complete));
  }

  private static @Nullable String reachedHead(History history, Set<String> complete) {
    List<Revision> heads = history.graph().heads();
    boolean all = heads.stream().allMatch(head -> complete.contains(head.id()));
    return all && !heads.isEmpty() ? heads.get(0).id() : null;
  }

  /**
   * What the executor has to do.
   *
   * @throws MigrationException when a revision needs a held contract revision, or a person
   */
  Worklist work() {
    if (!behind.isEmpty()) {
      throw refusal();
    }
    pending.forEach(UpgradePlan::refuseTodo);
    return new Worklist(pending, false, reachesHead);
  }

  /** What the generator could not know fails on the first row: it is refused before that. */
  private static void refuseTodo(Task task) {
    for (Step step : task.revision().up()) {
      for (Statement statement : step.statements()) {
        Backfill.todo(statement)
            .ifPresent(
                todo -> {
                  throw new MigrationException(
                      task.file().path(),
                      statement.line(),
                      "only a person can write what belongs here; nothing was executed.",
                      "Write it, and remove the comment '" + todo + "'.",
                      null);
                });
      }
    }
  }

  private MigrationException refusal() {
    Revision contract = behind.get(0).contract();
    return new MigrationException(
        "Nothing was executed: revision "
            + named(behind.get(0).revision())
            + " needs the contract revision "
            + named(contract)
            + ", which is held because it breaks the previous release of the application.",
        "When the previous release no longer runs: mvn migrate:upgrade"
            + " -Dmigrate.phase=contract"
            + (pending.isEmpty()
                ? ""
                : ". To apply only the revisions that do not need it: mvn migrate:upgrade"
                    + " -Dmigrate.target="
                    + pending.get(pending.size() - 1).revision().id()));
  }

  private static String named(Revision revision) {
    return revision.id() + " (" + revision.message() + ")";
  }
}
