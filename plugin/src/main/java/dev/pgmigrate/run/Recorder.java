package dev.pgmigrate.run;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.JournalEntry.Actor;
import dev.pgmigrate.run.JournalEntry.Kind;
import dev.pgmigrate.run.JournalEntry.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Writes the rows of one run, each behind the fence. */
final class Recorder {
  private final Connection connection;
  private final Journal journal;
  private final Lease.Held held;
  private final String run;
  private final Actor actor;

  Recorder(Connection connection, Journal journal, Lease.Held held, String run, Actor actor) {
    this.connection = connection;
    this.journal = journal;
    this.held = held;
    this.run = run;
    this.actor = actor;
  }

  /** A row about a step; number as the journal counts. */
  JournalEntry entry(Task task, int number, Kind kind, Outcome outcome) {
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

  /** Begins a transaction in which nobody can take the lease away. */
  void begin() throws SQLException {
    connection.setAutoCommit(false);
    held.fence(connection);
  }

  /** Adds a row to the transaction. */
  void append(JournalEntry entry) throws SQLException {
    journal.append(connection, entry);
  }

  /** Commits. */
  void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Rolls back; {@code because} gets what goes wrong on the way. */
  void rollback(Throwable because) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }

  /** Writes one row in a transaction of its own. */
  void record(JournalEntry entry) throws SQLException {
    record(List.of(entry));
  }

  /** Writes rows in a transaction of their own. */
  void record(List<JournalEntry> entries) throws SQLException {
    try {
      begin();
      for (JournalEntry entry : entries) {
        append(entry);
      }
      commit();
    } catch (SQLException | RuntimeException e) {
      rollback(e);
      throw e;
    }
  }

  /** Says that the database reached a head for the first time. */
  void initialised(String head) throws SQLException {
    record(
        new JournalEntry(
            0,
            run,
            head,
            "",
            List.of(),
            Revision.Phase.EXPAND,
            Direction.UP,
            0,
            0,
            Kind.INITIALISED,
            Outcome.DONE,
            null,
            null,
            null,
            null,
            null,
            null,
            actor));
  }
}
