package dev.pgmigrate.journal;

import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.revision.Checksum;
import java.util.ArrayList;
import java.util.List;

/** The rows that say, by a person's word, that revisions are applied or are not. */
public final class Stamp {
  private Stamp() {}

  /** Without those that say what the journal says already. */
  public static List<JournalEntry> rows(
      String run, Actor actor, AppliedState state, List<Task> tasks) {
    List<JournalEntry> rows = new ArrayList<>();
    for (Task task : tasks) {
      switch (task.direction()) {
        case UP -> rows.addAll(applied(run, actor, state, task));
        case DOWN -> {
          if (state.find(task.revision().id()).isPresent()) {
            rows.add(JournalEntry.of(run, actor, task, 1, Kind.STAMP, Outcome.DONE));
          }
        }
      }
    }
    return rows;
  }

  /** Whether a down block was begun and never ended. */
  private static boolean goingDown(AppliedRevision revision) {
    JournalEntry begun = revision.unknown() == null ? revision.batch() : revision.unknown();
    return begun != null && begun.direction() == Direction.DOWN;
  }

  private static List<JournalEntry> applied(
      String run, Actor actor, AppliedState state, Task task) {
    boolean complete = state.isComplete(task.revision().id());
    boolean moved =
        state
            .find(task.revision().id())
            .filter(revision -> !revision.parents().equals(task.revision().parents()))
            .isPresent();
    if (complete && !moved) {
      return List.of();
    }
    if (task.steps().isEmpty()) {
      return List.of(JournalEntry.of(run, actor, task, 0, Kind.STAMP, Outcome.DONE));
    }
    // One that was taken back in part is said to be applied from its first step on, and so is one
    // that has other parents now.
    int known =
        state
            .find(task.revision().id())
            .filter(revision -> revision.downLeft() == null)
            .filter(revision -> !revision.complete() && !goingDown(revision))
            .map(AppliedRevision::applied)
            .orElse(0);
    List<JournalEntry> rows = new ArrayList<>();
    for (int step = known + 1; step <= task.steps().size(); step++) {
      String checksum = Checksum.of(task.steps().get(step - 1), task.revision().phase());
      rows.add(
          JournalEntry.of(run, actor, task, step, Kind.STAMP, Outcome.DONE)
              .withChecksum(checksum)
              .withScript(step == known + 1 ? task : null));
    }
    return rows;
  }
}
