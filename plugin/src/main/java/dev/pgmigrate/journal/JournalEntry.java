package dev.pgmigrate.journal;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal, which only ever grows: the state of a step is what its rows together say.
 *
 * @param position the order of the rows; 0 before it is written
 * @param run which run wrote it; also in the application name of that run's sessions
 * @param revision the revision's id; for {@link Kind#INITIALISED} the head that was reached, for
 *     other rows about the database empty
 * @param message the first line of the revision, for checkouts that lack it
 * @param parents of the revision
 * @param phase of the revision
 * @param step up: from 1 in the order of execution; down: from the last block, which is 1, so that
 *     it is the up step that it undoes; 0 for a revision without steps
 * @param steps how many the revision has in this direction
 * @param checksum of the step, null where nothing was executed from a file
 * @param script the whole revision as it was applied, on the first row of each of its upgrades
 * @param started by the server's clock
 * @param finished by the server's clock; null while it runs
 * @param failure why it failed, else null
 * @param walk of a batch: how far it has come; else null
 * @param actor who did it
 */
public record JournalEntry(
    long position,
    String run,
    String revision,
    String message,
    List<String> parents,
    Revision.Phase phase,
    Direction direction,
    int step,
    int steps,
    Kind kind,
    Outcome outcome,
    @Nullable String checksum,
    @Nullable String script,
    @Nullable Instant started,
    @Nullable Instant finished,
    @Nullable Failure failure,
    @Nullable Walk walk,
    Actor actor) {
  /** What the row is about. */
  public enum Kind {
    TRANSACTION,
    NO_TRANSACTION,
    BATCH,
    /** Recorded by a person's word, without executing anything. */
    STAMP,
    /**
     * Recorded without executing anything because the revision replaces others, which are applied:
     * up of the one, down of the others.
     */
    SQUASH,
    /** A revision that has no step in this direction: most merges. */
    EMPTY,
    /** The database reached its head for the first time. */
    INITIALISED,
    /** From now on a person has to approve what changes the database. */
    PROTECTED,
    /** The end of that. */
    UNPROTECTED,
    /** A newer plugin raised the journal's format. */
    FORMAT;

    /** Whether it is about the database, and no revision's step. */
    public boolean isOfDatabase() {
      return switch (this) {
        case INITIALISED, PROTECTED, UNPROTECTED, FORMAT -> true;
        case TRANSACTION, NO_TRANSACTION, BATCH, STAMP, SQUASH, EMPTY -> false;
      };
    }

    /** The kind of a step that is executed. */
    public static Kind of(Step step) {
      return switch (step.kind()) {
        case TRANSACTION -> TRANSACTION;
        case NO_TRANSACTION -> NO_TRANSACTION;
        case BATCH -> BATCH;
      };
    }
  }

  /** How it ended. */
  public enum Outcome {
    /**
     * Begun outside a transaction; without a later row nobody knows whether it happened. Of a
     * batch: its bound is set, and nothing is done yet.
     */
    STARTED,
    /** The ranges of a batch up to a key are done; their rows were committed together with this. */
    RANGE,
    DONE,
    /** Nothing of it is left in the database; of a batch, nothing of the range that failed. */
    FAILED
  }

  /** PostgreSQL's refusal. */
  public record Failure(String sqlState, String message) {}

  /**
   * How far a batch has come.
   *
   * @param bound the last key of the table when the walk began; null when there was none
   * @param reached the last key that is done; null before the first range
   * @param rows how many rows the statement changed so far
   */
  public record Walk(@Nullable String bound, @Nullable String reached, long rows) {}

  /**
   * Who writes the journal.
   *
   * @param by user and host
   * @param tool name and version
   * @param approval the digest of the plan that a person approved, or null
   */
  public record Actor(String by, String tool, @Nullable String approval) {}

  public JournalEntry {
    parents = List.copyOf(parents);
  }

  /** A row about a step; number as the journal counts. */
  public static JournalEntry of(
      String run, Actor actor, Task task, int number, Kind kind, Outcome outcome) {
    Revision revision = task.revision();
    return new JournalEntry(
        0,
        run,
        revision.id(),
        revision.message(),
        revision.parents(),
        revision.phase(),
        task.direction(),
        number,
        task.steps().size(),
        kind,
        outcome,
        null,
        null,
        null,
        null,
        null,
        null,
        actor);
  }

  /** The row that ends a revision because another one stands for it. */
  static JournalEntry replaced(String run, Actor actor, AppliedRevision revision) {
    return new JournalEntry(
        0,
        run,
        revision.id(),
        revision.message(),
        revision.parents(),
        revision.phase(),
        Direction.DOWN,
        1,
        revision.steps(),
        Kind.SQUASH,
        Outcome.DONE,
        null,
        null,
        null,
        null,
        null,
        null,
        actor);
  }

  /** A row about the database as a whole. */
  public static JournalEntry ofDatabase(String run, Kind kind, String head, Actor actor) {
    return new JournalEntry(
        0,
        run,
        head,
        "",
        List.of(),
        Revision.Phase.EXPAND,
        Direction.UP,
        0,
        0,
        kind,
        Outcome.DONE,
        null,
        null,
        null,
        null,
        null,
        null,
        actor);
  }

  public JournalEntry withOutcome(Outcome other) {
    return copy(other, checksum, script, failure, walk);
  }

  public JournalEntry withChecksum(@Nullable String other) {
    return copy(outcome, other, script, failure, walk);
  }

  /** With the text of the task's revision; with none for null. */
  public JournalEntry withScript(@Nullable Task task) {
    String text = task == null ? null : RevisionWriter.write(task.revision());
    return copy(outcome, checksum, text, failure, walk);
  }

  public JournalEntry withFailure(Failure other) {
    return copy(Outcome.FAILED, checksum, script, other, walk);
  }

  public JournalEntry withWalk(Walk other) {
    return copy(outcome, checksum, script, failure, other);
  }

  private JournalEntry copy(
      Outcome newOutcome,
      @Nullable String newChecksum,
      @Nullable String newScript,
      @Nullable Failure newFailure,
      @Nullable Walk newWalk) {
    return new JournalEntry(
        position,
        run,
        revision,
        message,
        parents,
        phase,
        direction,
        step,
        steps,
        kind,
        newOutcome,
        newChecksum,
        newScript,
        started,
        finished,
        newFailure,
        newWalk,
        actor);
  }
}
