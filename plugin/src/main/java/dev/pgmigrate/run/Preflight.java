package dev.pgmigrate.run;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.StepChecksum;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.RefusedException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What must hold before anything is executed. */
public final class Preflight {
  private Preflight() {}

  /**
   * An applied step that its file does not have any more as it was.
   *
   * @param line from 1; 0 when it is gone from the file
   * @param what which step of which revision, and what to do
   */
  public record Edit(Path file, int line, String what) {}

  /**
   * The applied steps of these files are what they were when they were applied.
   *
   * @throws RefusedException naming revision, step, file and line
   */
  public static void unedited(AppliedState state, Collection<MigrationFile> checkout) {
    edited(state, checkout).stream()
        .findFirst()
        .ifPresent(
            edit -> {
              throw new RefusedException(Reason.EDITED, edit.file(), edit.line(), edit.what());
            });
  }

  /** The applied steps of these files that are not what they were when they were applied. */
  public static List<Edit> edited(AppliedState state, Collection<MigrationFile> checkout) {
    List<Edit> edits = new ArrayList<>();
    for (MigrationFile file : checkout) {
      state.find(file.revision().id()).ifPresent(applied -> edits.addAll(edited(applied, file)));
    }
    return edits;
  }

  private static List<Edit> edited(AppliedRevision applied, MigrationFile file) {
    Revision revision = file.revision();
    List<Step> up = revision.up();
    String undo =
        "Put it back as it was (column script of migrate_history has it), and write a new revision for"
            + " what should change.";
    List<Edit> edits = new ArrayList<>();
    for (int number : new TreeSet<>(applied.checksums().keySet())) {
      if (number > up.size()) {
        edits.add(
            new Edit(
                file.path(),
                0,
                "step %d of revision %s is applied and is gone from the file. %s"
                    .formatted(number, revision.id(), undo)));
        continue;
      }
      Step step = up.get(number - 1);
      String checksum = applied.checksums().get(number);
      if (!Checksum.of(step, revision.phase()).equals(checksum)
          && !StepChecksum.differsInDoneWhen(
              step, revision.phase(), checksum, applied.journalled(Direction.UP, number - 1))) {
        edits.add(
            new Edit(
                file.path(),
                step.line(),
                "step %d of revision %s was edited after it was applied. %s"
                    .formatted(number, revision.id(), undo)));
      }
    }
    if (applied.complete() && up.size() > applied.steps()) {
      edits.add(
          new Edit(
              file.path(),
              up.get(applied.steps()).line(),
              "revision %s is applied with %d steps, the file has %d. %s"
                  .formatted(revision.id(), applied.steps(), up.size(), undo)));
    }
    return edits;
  }

  /**
   * Every task can be executed from where the journal says that it stands.
   *
   * @throws RefusedException naming revision, file and line
   */
  public static void executable(AppliedState state, List<Task> tasks) {
    for (Task task : tasks) {
      for (Step step : task.steps()) {
        executable(task, step);
      }
      state.find(task.revision().id()).ifPresent(applied -> startable(task, applied));
    }
  }

  private static void executable(Task task, Step step) {
    switch (step.kind()) {
      case NO_TRANSACTION -> {
        if (step.statements().size() != 1) {
          throw refused(
              Reason.UNSUPPORTED,
              task,
              step.line(),
              "a step without a transaction has exactly one statement, this one has %d."
                  .formatted(step.statements().size()));
        }
        if (Postcondition.isNameless(step)) {
          throw refused(
              Reason.UNSUPPORTED,
              task,
              step.line(),
              "an index that is built CONCURRENTLY needs a name, so that an interrupted build can be"
                  + " told from others: CREATE INDEX CONCURRENTLY <name> ON ..");
        }
      }
      case TRANSACTION, BATCH -> {}
    }
  }

  private static void startable(Task task, AppliedRevision applied) {
    applied
        .ahead()
        .ifPresent(
            step -> {
              throw refused(
                  Reason.UNKNOWN_STATE,
                  task,
                  task.revision().up().get(applied.applied()).line(),
                  ("step %d of revision %s is recorded as applied, and step %d before it is not: a"
                          + " script went on past an error. Execute by hand what is missing; then"
                          + " say so by migrate:stamp.")
                      .formatted(step, applied.id(), applied.applied() + 1));
            });
    switch (task.direction()) {
      case UP -> {
        if (applied.downLeft() != null || batchIsDown(applied) || otherWayDown(applied)) {
          throw refused(
              Reason.NO_COUNTERPART,
              task,
              0,
              "revision %s was taken back in part. Finish that first: migrate:downgrade."
                  .formatted(applied.id()));
        }
        List<Step> up = task.steps();
        int next = applied.applied();
        if (applied.returning() && next < up.size() && up.get(next).isEmpty()) {
          throw refused(
              Reason.NO_COUNTERPART,
              task,
              up.get(next).line(),
              ("revision %s was taken back to step %d, in the middle of what its way up does at"
                      + " once. Finish that first: migrate:downgrade.")
                  .formatted(applied.id(), next));
        }
      }
      case DOWN -> returnable(task, applied);
    }
  }

  private static void returnable(Task task, AppliedRevision applied) {
    String why = task.revision().irreversible();
    if (why != null) {
      throw refused(
          Reason.IRREVERSIBLE,
          task,
          0,
          "revision %s is irreversible: %s".formatted(applied.id(), why));
    }
    int blocks = task.steps().size();
    if (blocks == 0 && applied.steps() > 0) {
      throw refused(
          Reason.IRREVERSIBLE,
          task,
          0,
          "revision %s has no migrate:down block, so it cannot be taken back."
              .formatted(applied.id()));
    }
    Integer left = applied.downLeft();
    if (left != null && left > blocks) {
      throw refused(
          Reason.NO_COUNTERPART,
          task,
          0,
          "%d down blocks of revision %s are still to be executed, the file has %d."
              .formatted(left, applied.id(), blocks));
    }
    boolean whole = applied.applied() == applied.steps();
    if (left == null && !whole && !batchIsDown(applied) && blocks != applied.steps()) {
      throw refused(
          Reason.NO_COUNTERPART,
          task,
          0,
          ("revision %s is applied up to step %d of %d, and has %d down blocks: which of them take"
                  + " that back is not known. Write one down block for each up block, or finish the"
                  + " revision first: migrate:upgrade.")
              .formatted(applied.id(), applied.applied(), applied.steps(), blocks));
    }
  }

  private static boolean batchIsDown(AppliedRevision applied) {
    JournalEntry batch = applied.batch();
    return batch != null && batch.direction() == Direction.DOWN;
  }

  /** Whether a down block was begun of which the number of an up step says nothing. */
  private static boolean otherWayDown(AppliedRevision applied) {
    JournalEntry unknown = applied.unknown();
    return unknown != null
        && unknown.direction() == Direction.DOWN
        && unknown.steps() != applied.steps();
  }

  private static RefusedException refused(Reason reason, Task task, int line, String message) {
    return new RefusedException(reason, task.file().path(), line, message);
  }
}
