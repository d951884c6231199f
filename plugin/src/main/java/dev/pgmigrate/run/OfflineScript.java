package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Stamp;
import dev.pgmigrate.journal.StepGroup;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Checksum;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run would execute and journal, as a script that psql runs to the same end state. It holds
 * the lease as a run does, but nothing beats for it: it lasts {@link #LEASE_MILLIS} after each
 * transaction, and {@link #LONG_LEASE_MILLIS} while a step runs outside of one.
 *
 * @param tables our two tables, as SQL
 * @param namespace where names without a namespace are
 * @param role whom it acts as; null: whoever runs psql
 * @param run names this script in the journal and the lease
 */
public record OfflineScript(
    Tables tables,
    String namespace,
    @Nullable String role,
    Limits limits,
    String run,
    Actor actor) {
  /** Two minutes: a transaction of ours keeps the row, so only what is between two counts. */
  public static final long LEASE_MILLIS = 120_000;

  /** An hour: no step outside a transaction may take longer than that while another run waits. */
  public static final long LONG_LEASE_MILLIS = 3_600_000;

  /** Statements about our two tables, without their final semicolons. */
  public interface Tables {
    /** Makes them where they are missing. */
    List<String> create();

    /**
     * Fails unless the journal adds up to this.
     *
     * @param standing revision, a space, applied steps, a slash, all steps; sorted
     */
    String expect(List<String> standing);

    /** Takes the lease, or fails. */
    String take(String run, Actor actor, long millis);

    /** Keeps the lease and everybody else away until the transaction ends, or fails. */
    String fence(String run, long millis);

    /** Adds a row. */
    String append(JournalEntry entry);

    /** Adds a row of a batch; bound, reached and rows are expressions. */
    String append(JournalEntry entry, String bound, String reached, String rows);

    /** Gives the lease back. */
    String free(String run);
  }

  /**
   * The script.
   *
   * @param from where the journal of the database must stand
   * @param title comment lines at its head
   * @throws RefusedException when a task cannot be executed from there
   */
  public String write(AppliedState from, Worklist work, List<String> title) {
    Preflight.executable(from, work.tasks());
    Text text = new Text();
    // Past an error psql would go on with the next step.
    text.line("\\set ON_ERROR_STOP on");
    text.line("\\set AUTOCOMMIT on");
    text.line("");
    title.forEach(text::comment);
    text.line("");
    text.line("SET client_encoding = 'UTF8';");
    text.statement(SessionSettings.ROWS_NOT_HIDDEN);
    text.statement(applicationName(Database.applicationName(run)));
    begin(text);
    tables.create().forEach(text::statement);
    // Whoever held it may have written the journal until now.
    text.statement(tables.take(run, actor, LEASE_MILLIS));
    text.statement(tables.expect(standing(from)));
    text.line("COMMIT;");
    from.squashes().forEach(squash -> record(text, squash.rows(run, actor)));
    if (work.stamp()) {
      record(text, Stamp.rows(run, actor, from, work.tasks()));
    } else {
      work.tasks().forEach(task -> task(text, from, task));
    }
    if (work.reachesHead() != null && from.initialising()) {
      record(
          text, List.of(JournalEntry.ofDatabase(run, Kind.INITIALISED, work.reachesHead(), actor)));
    }
    begin(text);
    text.statement(tables.free(run));
    text.line("COMMIT;");
    return text.out.toString();
  }

  private static List<String> standing(AppliedState from) {
    for (AppliedRevision revision : from.journalled()) {
      JournalEntry batch = revision.batch();
      if (batch != null) {
        throw new RefusedException(
            Reason.UNKNOWN_STATE,
            java.nio.file.Path.of(revision.id()),
            0,
            ("the batch of step %d was started and has not ended. Only a run can continue it,"
                    + " not a script.")
                .formatted(batch.step()),
            "Continue it: mvn migrate:"
                + (batch.direction() == Direction.UP ? "upgrade" : "downgrade"));
      }
      if (revision.unknown() != null
          || revision.downLeft() != null
          || revision.ahead().isPresent()) {
        throw new RefusedException(
            Reason.UNKNOWN_STATE,
            java.nio.file.Path.of(revision.id()),
            0,
            "a step was started and never ended, a step before an applied one is missing, or the"
                + " revision was partly taken back. Only a run can resolve that, not a script.",
            "To see it: mvn migrate:current");
      }
    }
    return from.journalled().stream()
        .filter(AppliedRevision::present)
        .map(r -> r.id() + " " + r.applied() + "/" + r.steps())
        .sorted()
        .toList();
  }

  private void task(Text text, AppliedState from, Task task) {
    AppliedRevision applied = from.find(task.revision().id()).orElse(null);
    int size = task.steps().size();
    int begin = applied == null ? 0 : applied.next(task);
    text.line("");
    text.comment(
        task.direction().name().toLowerCase(Locale.ROOT)
            + " "
            + task.revision().id()
            + " "
            + task.revision().message().replaceAll("\\R", " "));
    if (size == 0) {
      record(text, List.of(JournalEntry.of(run, actor, task, 0, Kind.EMPTY, Outcome.DONE)));
    }
    int end;
    for (int first = begin; first < size; first = end) {
      StepGroup portion = StepGroup.of(task, first);
      end = portion.end();
      Step step = portion.step();
      boolean withScript = first == begin && task.direction() == Direction.UP;
      JournalEntry row =
          JournalEntry.of(
                  run, actor, task, task.number(portion.index()), Kind.of(step), Outcome.DONE)
              .withChecksum(Checksum.of(step, task.revision().phase()))
              .withScript(withScript ? task : null);
      switch (step.kind()) {
        case TRANSACTION -> insideTransaction(text, portion, row);
        case NO_TRANSACTION -> outsideTransaction(text, portion, row);
        case BATCH -> batch(text, portion, row);
      }
    }
  }

  private void insideTransaction(Text text, StepGroup portion, JournalEntry row) {
    fenced(text, LEASE_MILLIS);
    SessionSettings.forTransaction(namespace).forEach(text::statement);
    text.statement(SessionSettings.withoutTimeoutsAnywhere(true));
    limits.forTransaction().forEach(text::statement);
    HiddenRows.script(namespace, portion.step(), true).ifPresent(text::statement);
    portion.step().statements().forEach(text::statement);
    PartitionedIndexes.script(portion.task(), portion.index()).ifPresent(text::statement);
    // As in a run: what is deferred belongs to the step, and what it SETs ends with it.
    text.statement("SET CONSTRAINTS ALL IMMEDIATE");
    reset(text);
    limits.forTransaction().forEach(text::statement);
    become(text, "SET LOCAL ROLE ");
    portion.rows(row).forEach(one -> text.statement(tables.append(one)));
    text.line("COMMIT;");
  }

  private void outsideTransaction(Text text, StepGroup portion, JournalEntry row) {
    Step step = portion.step();
    Postcondition postcondition = Postcondition.of(step);
    record(text, List.of(row.withOutcome(Outcome.STARTED)), LONG_LEASE_MILLIS);
    text.statement(applicationName(Backends.outside(Database.applicationName(run))));
    become(text, "SET ROLE ");
    SessionSettings.forWriting(namespace).forEach(text::statement);
    text.statement(SessionSettings.withoutTimeoutsAnywhere(false));
    text.statement("SET statement_timeout = " + limits.statementTimeout().toMillis());
    text.statement(
        "SET lock_timeout = " + (postcondition.concurrent() ? 0 : limits.lockTimeout().toMillis()));
    step.statements().forEach(text::statement);
    postcondition.script().ifPresent(text::statement);
    reset(text);
    record(text, portion.rows(row.withScript(null)));
  }

  /** DO can commit outside a transaction, so it walks the ranges as a run does. */
  private void batch(Text text, StepGroup portion, JournalEntry row) {
    text.line("");
    become(text, "SET ROLE ");
    SessionSettings.forWriting(namespace).forEach(text::statement);
    // All ranges are one statement here, so none has a time of its own.
    text.statement(SessionSettings.withoutTimeoutsAnywhere(false));
    text.statement("SET lock_timeout = " + limits.lockTimeout().toMillis());
    HiddenRows.script(namespace, portion.step(), false).ifPresent(text::statement);
    Batch batch = Batch.of(portion.step());
    KeyWalk.settings(batch).forEach(text::statement);
    long lease = LEASE_MILLIS + batch.pause().toMillis();
    text.statement(BatchScript.write(batch, portion, row, tables, tables.fence(run, lease)));
    reset(text);
  }

  private void record(Text text, List<JournalEntry> rows) {
    record(text, rows, LEASE_MILLIS);
  }

  private void record(Text text, List<JournalEntry> rows, long lease) {
    fenced(text, lease);
    limits.forTransaction().forEach(text::statement);
    rows.forEach(row -> text.statement(tables.append(row)));
    text.line("COMMIT;");
  }

  private void fenced(Text text, long lease) {
    begin(text);
    text.statement(tables.fence(run, lease));
  }

  /** Whatever the role's default is: what waits for the lease has to see who had it before. */
  private void begin(Text text) {
    text.line("");
    text.line("BEGIN ISOLATION LEVEL READ COMMITTED;");
    become(text, "SET LOCAL ROLE ");
  }

  private void become(Text text, String set) {
    if (role != null) {
      text.statement(set + Identifier.quote(role));
    }
  }

  private void reset(Text text) {
    text.line("RESET SESSION AUTHORIZATION;");
    text.line("RESET ROLE;");
    text.line("RESET ALL;");
    text.line("SET client_encoding = 'UTF8';");
    text.statement(SessionSettings.ROWS_NOT_HIDDEN);
    text.statement(applicationName(Database.applicationName(run)));
  }

  /** Another run finds our sessions by it, when it settles what we left. */
  private static String applicationName(String name) {
    return "SET application_name = '" + name + "'";
  }

  private static final class Text {
    private final StringBuilder out = new StringBuilder();

    void line(String line) {
      out.append(line).append('\n');
    }

    void comment(String line) {
      line(line.isEmpty() ? "--" : "-- " + line);
    }

    void statement(String sql) {
      line(sql + ";");
    }

    void statement(Statement statement) {
      statement.comments().forEach(this::comment);
      statement(statement.sql());
    }
  }
}
