package dev.pgmigrate.journal;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import java.time.Instant;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * One row of the journal, which only ever grows: the state of a step is what its rows together say.
 *
 * @param position the order of the rows; 0 before it is written
 * @param run which run wrote it; also in the application name of that run's sessions
 * @param actor who did it
 */
@API(status = API.Status.EXPERIMENTAL)
public record JournalEntry(
    long position,
    String run,
    Subject subject,
    Place place,
    Kind kind,
    Result result,
    Timing timing,
    Actor actor) {
  /**
   * The revision that a row is about, as it was when the row was written.
   *
   * @param revision its id; for {@link Kind#INITIALISED} the head that was reached, for other rows
   *     about the database empty
   * @param message the first line of the revision, for checkouts that lack it
   */
  public record Subject(
      String revision, String message, List<String> parents, Revision.Phase phase) {
    public Subject {
      parents = List.copyOf(parents);
    }

    static Subject of(Revision revision) {
      return new Subject(revision.id(), revision.message(), revision.parents(), revision.phase());
    }

    Subject withParents(List<String> parents) {
      return new Subject(revision, message, parents, phase);
    }
  }

  /**
   * Which of a revision's steps a row is about.
   *
   * @param step up: from 1 in the order of execution; down: from the last block, which is 1, so
   *     that it is the up step that it undoes; 0 for a revision without steps
   * @param steps how many the revision has in this direction
   */
  public record Place(Direction direction, int step, int steps) {}

  /**
   * What became of a step.
   *
   * @param checksum of the step, null where nothing was executed from a file
   * @param script the whole revision as it was applied, on the first row of each of its upgrades
   * @param failure why it failed, else null
   * @param walk of a batch: how far it has come; else null
   */
  public record Result(
      Outcome outcome,
      @Nullable String checksum,
      @Nullable String script,
      @Nullable Failure failure,
      @Nullable Walk walk) {
    static Result of(Outcome outcome) {
      return new Result(outcome, null, null, null, null);
    }
  }

  /**
   * When, by the server's clock.
   *
   * @param finished null while it runs
   */
  public record Timing(@Nullable Instant started, @Nullable Instant finished) {
    /** Of a row that is not written yet: the server will say. */
    public static final Timing UNKNOWN = new Timing(null, null);
  }

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

  /** A row about a step; number as the journal counts. */
  public static JournalEntry of(
      String run, Actor actor, Task task, int number, Kind kind, Outcome outcome) {
    return of(
        run,
        Subject.of(task.revision()),
        new Place(task.direction(), number, task.steps().size()),
        kind,
        outcome,
        actor);
  }

  /** The row that ends a revision because another one stands for it. */
  static JournalEntry replaced(String run, Actor actor, AppliedRevision revision) {
    Place place = new Place(Direction.DOWN, 1, revision.steps());
    return of(run, revision.subject(), place, Kind.SQUASH, Outcome.DONE, actor);
  }

  /** A row about the database as a whole. */
  public static JournalEntry ofDatabase(String run, Kind kind, String head, Actor actor) {
    Subject subject = new Subject(head, "", List.of(), Revision.Phase.EXPAND);
    return of(run, subject, new Place(Direction.UP, 0, 0), kind, Outcome.DONE, actor);
  }

  private static JournalEntry of(
      String run, Subject subject, Place place, Kind kind, Outcome outcome, Actor actor) {
    return new JournalEntry(
        0, run, subject, place, kind, Result.of(outcome), Timing.UNKNOWN, actor);
  }

  public String revision() {
    return subject.revision();
  }

  public String message() {
    return subject.message();
  }

  public List<String> parents() {
    return subject.parents();
  }

  public Revision.Phase phase() {
    return subject.phase();
  }

  public Direction direction() {
    return place.direction();
  }

  public int step() {
    return place.step();
  }

  public int steps() {
    return place.steps();
  }

  public Outcome outcome() {
    return result.outcome();
  }

  public @Nullable String checksum() {
    return result.checksum();
  }

  public @Nullable String script() {
    return result.script();
  }

  public @Nullable Failure failure() {
    return result.failure();
  }

  public @Nullable Walk walk() {
    return result.walk();
  }

  public @Nullable Instant started() {
    return timing.started();
  }

  public @Nullable Instant finished() {
    return timing.finished();
  }

  public JournalEntry withOutcome(Outcome outcome) {
    return with(new Result(outcome, checksum(), script(), failure(), walk()));
  }

  public JournalEntry withChecksum(@Nullable String checksum) {
    return with(new Result(outcome(), checksum, script(), failure(), walk()));
  }

  /** With the text of the task's revision; with none for null. */
  public JournalEntry withScript(@Nullable Task task) {
    String script = task == null ? null : RevisionWriter.write(task.revision());
    return with(new Result(outcome(), checksum(), script, failure(), walk()));
  }

  public JournalEntry withFailure(Failure failure) {
    return with(new Result(Outcome.FAILED, checksum(), script(), failure, walk()));
  }

  public JournalEntry withWalk(Walk walk) {
    return with(new Result(outcome(), checksum(), script(), failure(), walk));
  }

  private JournalEntry with(Result result) {
    return new JournalEntry(position, run, subject, place, kind, result, timing, actor);
  }
}
