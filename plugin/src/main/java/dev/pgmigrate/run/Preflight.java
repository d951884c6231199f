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
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/** What must hold before anything is executed. */
public final class Preflight {
  private Preflight() {}

  /**
   * An applied step that its file does not have any more as it was.
   *
   * @param line from 1; 0 when it is gone from the file
   * @param what which step of which revision
   */
  @API(status = API.Status.EXPERIMENTAL)
  public record Edit(Path file, int line, String what) {
    /** What the user can do. */
    public String advice() {
      return "Restore it (column script of migrate_history has it), and write a new revision for"
          + " the change.";
    }
  }

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
              throw new RefusedException(
                  Reason.EDITED, edit.file(), edit.line(), edit.what(), edit.advice());
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
    List<Edit> edits = new ArrayList<>();
    for (int number : new TreeSet<>(applied.checksums().keySet())) {
      if (number > up.size()) {
        edits.add(
            new Edit(
                file.path(),
                0,
                "step %d of revision %s is applied, but no longer in the file."
                    .formatted(number, revision.id())));
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
                "step %d of revision %s was edited after it was applied."
                    .formatted(number, revision.id())));
      }
    }
    if (applied.complete() && up.size() > applied.steps()) {
      edits.add(
          new Edit(
              file.path(),
              up.get(applied.steps()).line(),
              "revision %s is applied with %d steps, but the file has %d."
                  .formatted(revision.id(), applied.steps(), up.size())));
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
              "a step without a transaction must have exactly one statement, this one has %d."
                  .formatted(step.statements().size()),
              null);
        }
        if (Postcondition.isNameless(step)) {
          throw refused(
              Reason.UNSUPPORTED,
              task,
              step.line(),
              "an index that is built CONCURRENTLY needs a name, so that an interrupted build"
                  + " can be found.",
              "Write CREATE INDEX CONCURRENTLY <name> ON ..");
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
                  ("step %d of revision %s is recorded as applied, but step %d before it is not: a"
                          + " script continued after an error.")
                      .formatted(step, applied.id(), applied.applied() + 1),
                  "Execute the missing step by hand; then record it: mvn migrate:stamp");
            });
    switch (task.direction()) {
      case UP -> {
        if (applied.downLeft() != null || batchIsDown(applied) || otherWayDown(applied)) {
          throw refused(
              Reason.NO_COUNTERPART,
              task,
              0,
              "revision %s was partly taken back.".formatted(applied.id()),
              "Finish that first: mvn migrate:downgrade");
        }
        List<Step> up = task.steps();
        int next = applied.applied();
        if (applied.returning() && next < up.size() && up.get(next).isEmpty()) {
          throw refused(
              Reason.NO_COUNTERPART,
              task,
              up.get(next).line(),
              "revision %s was taken back to step %d, which is inside of one of its up steps."
                  .formatted(applied.id(), next),
              "Finish that first: mvn migrate:downgrade");
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
          "revision %s is irreversible: %s".formatted(applied.id(), why),
          null);
    }
    int blocks = task.steps().size();
    if (blocks == 0 && applied.steps() > 0) {
      throw refused(
          Reason.IRREVERSIBLE,
          task,
          0,
          "revision %s has no migrate:down block, so it cannot be taken back."
              .formatted(applied.id()),
          null);
    }
    Integer left = applied.downLeft();
    if (left != null && left > blocks) {
      throw refused(
          Reason.NO_COUNTERPART,
          task,
          0,
          "%d down blocks of revision %s are still to be executed, but the file has %d."
              .formatted(left, applied.id(), blocks),
          null);
    }
    boolean whole = applied.applied() == applied.steps();
    if (left == null && !whole && !batchIsDown(applied) && blocks != applied.steps()) {
      throw refused(
          Reason.NO_COUNTERPART,
          task,
          0,
          ("revision %s is applied up to step %d of %d, and has %d down blocks: it is not"
                  + " known which of them take those steps back.")
              .formatted(applied.id(), applied.applied(), applied.steps(), blocks),
          "Write one down block for each up block, or first finish the revision: mvn"
              + " migrate:upgrade");
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

  private static RefusedException refused(
      Reason reason, Task task, int line, String fault, @Nullable String advice) {
    return new RefusedException(reason, task.file().path(), line, fault, advice);
  }
}
