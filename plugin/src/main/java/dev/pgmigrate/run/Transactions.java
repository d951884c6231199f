package dev.pgmigrate.run;

import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * The transactions of steps: each begins with the fence, runs under our pins, and commits together
 * with its row of the journal. One for which only the moment was bad is tried again.
 */
final class Transactions {
  /** Lock timeout, deadlock, serialization failure: nothing is wrong with the statement. */
  private static final Set<String> BAD_MOMENT = Set.of("55P03", "40P01", "40001");

  /** What is to be done inside. */
  interface Work {
    /** Does it; returns the journal's row about it. */
    JournalEntry in(Transaction transaction) throws SQLException;
  }

  /** A transaction that is open. */
  final class Transaction {
    private @Nullable Statement current;
    private String concerning = "";

    Connection connection() {
      return connection;
    }

    /** Executes a statement: how many rows it changed. */
    long execute(Statement statement) throws SQLException {
      current = statement;
      return Sql.execute(connection, statement.sql(), progress);
    }

    /** Says what a failure is about from now on: a statement, and which part of the step. */
    void concerns(Statement statement, String part) {
      current = statement;
      concerning = part;
    }
  }

  private final Connection connection;
  private final String namespace;
  private final Recorder recorder;
  private final Failures failures;
  private final Limits limits;
  private final Progress progress;

  Transactions(
      Connection connection,
      String namespace,
      Recorder recorder,
      Failures failures,
      Limits limits,
      Progress progress) {
    this.connection = connection;
    this.namespace = namespace;
    this.recorder = recorder;
    this.failures = failures;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Does the work in one transaction: the row that is journalled now.
   *
   * @throws StepFailedException when PostgreSQL refuses a statement of the step, which is
   *     journalled
   */
  JournalEntry run(Task task, int index, Work work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      Transaction transaction = new Transaction();
      try {
        recorder.begin();
        pin();
        JournalEntry done = work.in(transaction);
        transaction.current = new Statement("COMMIT", List.of(), task.steps().get(index).line());
        // What is deferred to the commit runs under the step's own settings, not ours.
        Sql.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
        unpin();
        recorder.append(done);
        recorder.commit();
        return done;
      } catch (SQLException e) {
        recorder.rollback(e);
        Statement current = transaction.current;
        if (current == null || Sql.lost(e)) {
          throw e;
        }
        if (!BAD_MOMENT.contains(String.valueOf(e.getSQLState())) || attempt >= limits.attempts()) {
          String what =
              current.sql().equals("COMMIT")
                  ? "All its statements went through, but what is checked at the end of the"
                      + " transaction did not hold"
                      + constraint(e)
                      + "; it was rolled back"
                  : "Its transaction was rolled back";
          throw failures.failed(task, index, current, e, what + transaction.concerning);
        }
        pause(task, index, attempt, e);
      } catch (RuntimeException e) {
        recorder.rollback(e);
        throw e;
      }
    }
  }

  /** SET LOCAL only: behind a pooler the next transaction may be in another session. */
  private void pin() throws SQLException {
    List<String> pins = new ArrayList<>();
    for (String set : SessionSettings.forWriting(namespace)) {
      pins.add(set.replaceFirst("^SET ", "SET LOCAL "));
    }
    pins.add("SET LOCAL lock_timeout = " + limits.lockTimeout().toMillis());
    Sql.execute(connection, String.join("; ", pins));
  }

  /** What a step SETs is its own: neither our journal nor the next step runs with it. */
  private void unpin() throws SQLException {
    Sql.execute(connection, "RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
  }

  /** The constraint that PostgreSQL names: its statement is not known any more. */
  private static String constraint(SQLException e) {
    ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return said == null || said.getConstraint() == null
        ? ""
        : " (constraint \"%s\" of %s.%s)"
            .formatted(said.getConstraint(), said.getSchema(), said.getTable());
  }

  private void pause(Task task, int index, int attempt, SQLException why) {
    long base = limits.firstPause().toMillis() << (attempt - 1);
    Duration pause = Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base / 4 + 1));
    progress.retrying(task, index + 1, String.valueOf(why.getMessage()), pause);
    Sql.sleep(pause);
  }
}
