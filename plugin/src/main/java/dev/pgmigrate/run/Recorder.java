package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.Journal;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Commits the transactions of one run: each behind the fence, each with its rows of the journal.
 */
final class Recorder {
  /** What is to be done inside of a transaction. */
  interface Work {
    /**
     * Does it.
     *
     * @param pid of the backend that executes the transaction
     */
    Done in(Connection connection, int pid) throws SQLException;
  }

  /**
   * What was done.
   *
   * @param settings statements after which the journal is written
   * @param rows about it
   */
  record Done(List<String> settings, List<JournalEntry> rows) {}

  private final Session session;
  private final Journal journal;
  private final Lease.Held held;
  private final String run;
  private final Actor actor;
  private final Limits limits;
  private final Stop stop;
  private boolean wrote;

  Recorder(
      Session session,
      Journal journal,
      Lease.Held held,
      String run,
      Actor actor,
      Limits limits,
      Stop stop) {
    this.session = session;
    this.journal = journal;
    this.held = held;
    this.run = run;
    this.actor = actor;
    this.limits = limits;
    this.stop = stop;
  }

  /** Whether a person wants the run to end. */
  Stop stop() {
    return stop;
  }

  /** Whether any row of the run may be in the journal. */
  boolean wrote() {
    return wrote;
  }

  /** A row about a step; number as the journal counts. */
  JournalEntry entry(Task task, int number, Kind kind, Outcome outcome) {
    return JournalEntry.of(run, actor, task, number, kind, outcome);
  }

  /**
   * Does the work in a transaction in which nobody can take the lease away, and commits it with its
   * rows. When the session is lost, another one looks whether the transaction committed; if not it
   * is tried again.
   *
   * @param settings what holds in it, by the server's major version
   * @return the rows
   * @throws SQLException what PostgreSQL refused; everything is rolled back then
   * @throws LeaseLostException when the lease is not ours any more
   */
  List<JournalEntry> transact(IntFunction<List<String>> settings, Work work) throws SQLException {
    List<JournalEntry> rows = List.of();
    for (int attempt = 1; ; attempt++) {
      Connection connection = session.connection();
      try {
        if (attempt > 1) {
          // The backend that we lost may still be about to commit.
          held.quiesce(connection);
          if (!rows.isEmpty() && committed(rows.get(rows.size() - 1))) {
            return rows;
          }
          rows = List.of();
        }
        connection.setAutoCommit(false);
        int major = connection.getMetaData().getDatabaseMajorVersion();
        Done done = work.in(connection, held.fence(connection, settings.apply(major)));
        rows = done.rows();
        wrote |= !rows.isEmpty();
        journal.commit(connection, done.settings(), rows);
        connection.setAutoCommit(true);
        return rows;
      } catch (SQLException | DatabaseException e) {
        rollback(connection, e);
        SQLException lost = lost(e);
        if (lost == null || attempt >= limits.attempts() || stop.requested()) {
          throw e;
        }
        if (attempt > 1) {
          Jdbc.sleep(limits.pause(attempt - 1));
        }
        session.reopen(lost);
      } catch (RuntimeException e) {
        rollback(connection, e);
        throw e;
      }
    }
  }

  /** What the session was lost by; null if it was not. */
  private static @Nullable SQLException lost(Exception e) {
    Throwable why = e instanceof DatabaseException ? e.getCause() : e;
    return why instanceof SQLException sql && Jdbc.lost(sql) ? sql : null;
  }

  /** Makes sure that the lease is still ours, before something that no fence can stop. */
  void check() throws SQLException {
    record(List.of());
  }

  /** A session beside the one of the transactions; ended when the lease is lost; null for none. */
  void beside(@Nullable Connection other) {
    session.beside(other);
  }

  /** Writes one row in a transaction of its own. */
  void record(JournalEntry entry) throws SQLException {
    record(List.of(entry));
  }

  /** Writes rows in a transaction of their own. */
  void record(List<JournalEntry> entries) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        transact(
            major -> limits.forTransaction(), (connection, pid) -> new Done(List.of(), entries));
        return;
      } catch (SQLException e) {
        if (!Jdbc.badMoment(e) || attempt >= limits.attempts() || stop.requested()) {
          throw e;
        }
        Jdbc.sleep(limits.pause(attempt));
      }
    }
  }

  /** The transaction that wrote that this step began. */
  String beginning(JournalEntry step) throws SQLException {
    return journal.beginning(session.connection(), step);
  }

  /** Says that the database reached a head for the first time. */
  void initialised(String head) throws SQLException {
    record(JournalEntry.ofDatabase(run, Kind.INITIALISED, head, actor));
  }

  /** Whether the last row of this run is this one; protection is journalled without the lease. */
  private boolean committed(JournalEntry row) {
    List<JournalEntry> all = new ArrayList<>(journal.read(session.connection()));
    all.removeIf(other -> !other.run().equals(row.run()));
    if (all.isEmpty()) {
      return false;
    }
    JournalEntry last = all.get(all.size() - 1);
    return last.revision().equals(row.revision())
        && last.direction() == row.direction()
        && last.step() == row.step()
        && last.kind() == row.kind()
        && last.outcome() == row.outcome()
        && Objects.equals(last.walk(), row.walk());
  }

  private static void rollback(Connection connection, Throwable because) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
