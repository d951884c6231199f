package dev.pgmigrate.journal;

import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import java.util.ArrayList;
import java.util.List;

/**
 * A step and those without statements around it that are journalled together with it, so that no
 * run ends between them: what a way up does in one step, the way back may do in several.
 *
 * <p>A step without statements belongs to the one that is numbered before it; at the beginning to
 * the one after it.
 *
 * @param first the index of the first of them
 * @param index that of the step that is executed
 * @param end behind the last of them
 */
public record StepGroup(Task task, int first, int index, int end) {
  /** What is executed from this index on. */
  public static StepGroup of(Task task, int first) {
    List<Step> steps = task.steps();
    int size = steps.size();
    int index = first;
    while (index < size - 1 && steps.get(index).isEmpty()) {
      index++;
    }
    int end = index + 1;
    while (end < size && steps.get(end).isEmpty()) {
      end++;
    }
    return switch (task.direction()) {
      case UP -> new StepGroup(task, first, index, end);
      // Numbers fall: what is empty belongs to the next, if there is one.
      case DOWN -> new StepGroup(task, first, index, end == size ? end : index + 1);
    };
  }

  /** The step that is executed. */
  public Step step() {
    return task.steps().get(index);
  }

  /** The rows that are written with one about the step: one for each, once it is done. */
  public List<JournalEntry> rows(JournalEntry row) {
    if (row.outcome() != Outcome.DONE) {
      return List.of(row);
    }
    List<JournalEntry> rows = new ArrayList<>();
    for (int i = first; i < end; i++) {
      rows.add(i == index ? row : empty(row, i));
    }
    return rows;
  }

  private JournalEntry empty(JournalEntry row, int i) {
    return JournalEntry.of(
            row.run(), row.actor(), task, task.number(i), Kind.TRANSACTION, Outcome.DONE)
        .withChecksum(Checksum.of(task.steps().get(i), task.revision().phase()));
  }
}
