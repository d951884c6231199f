package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.DoneWhen;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.run.KeyWalk;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * Executes scripts and revisions on a shadow database, many statements in one message: that is
 * about four times as fast as one by one, which is done only to find the one that fails.
 *
 * <p>Of roles: see {@link MissingRoles}.
 */
public record Replay(ShadowDatabase target, Function<Revision, String> naming) {
  /** Errors name a revision by its id and message. */
  public Replay(ShadowDatabase target) {
    this(target, revision -> "revision " + revision.id() + " (" + revision.message() + ")");
  }

  /**
   * Executes a script in one transaction.
   *
   * @param source its file, for errors
   * @throws ReplayException names the statement, its line and what PostgreSQL says
   */
  public void script(String source, List<Statement> statements) {
    if (!statements.isEmpty()) {
      session(connection -> transaction(connection, source, statements));
    }
  }

  /**
   * Executes the up steps of revisions, in the order given.
   *
   * @throws ReplayException names the revision, the statement, its line and what PostgreSQL says
   */
  public void up(List<Revision> revisions) {
    up(revisions, revision -> {});
  }

  /**
   * The same in one session.
   *
   * @param begun hears each revision before it is executed
   * @throws ReplayException as {@link #up}
   */
  public void up(List<Revision> revisions, Consumer<Revision> begun) {
    if (revisions.isEmpty()) {
      return;
    }
    session(
        connection -> {
          for (Revision revision : revisions) {
            begun.accept(revision);
            steps(connection, naming.apply(revision), revision.up());
          }
        });
  }

  /**
   * Executes the down steps of revisions, in the order given.
   *
   * @throws ReplayException as {@link #up}
   */
  public void down(List<Revision> revisions) {
    session(
        connection -> {
          for (Revision revision : revisions) {
            steps(connection, naming.apply(revision), revision.down());
          }
        });
  }

  private interface Work {
    void on(Connection connection) throws SQLException;
  }

  /**
   * In simple query mode the driver sends the text as it stands; else it would split it, and it
   * breaks on BEGIN ATOMIC.
   */
  private void session(Work work) {
    Database simple = target.database().with(PGProperty.PREFER_QUERY_MODE, "simple");
    try (Connection connection = simple.connect()) {
      work.on(connection);
    } catch (SQLException e) {
      throw new ShadowException("Lost the shadow database: " + e.getMessage(), e);
    }
  }

  /** Executes steps of {@code source}. */
  public void steps(String source, List<Step> steps) {
    session(connection -> steps(connection, source, steps));
  }

  private void steps(Connection connection, String source, List<Step> steps) throws SQLException {
    for (Step step : steps) {
      switch (step.kind()) {
        case TRANSACTION -> transaction(connection, source, step.statements());
        case NO_TRANSACTION -> {
          for (Statement statement : step.statements()) {
            alone(connection, source, statement);
          }
          doneWhen(connection, source, step);
        }
        case BATCH -> batch(connection, source, Batch.of(step));
      }
      execute(
          connection,
          SessionSettings.again(
              target.database().namespace(), connection.getMetaData().getDatabaseMajorVersion()));
    }
  }

  /** All keys are one range here; where there are none the statement is at least understood. */
  private void batch(Connection connection, String source, Batch batch) throws SQLException {
    String sql;
    try {
      KeyWalk walk = KeyWalk.over(batch, connection);
      String last = walk.last(connection);
      sql = walk.sql(last == null ? null : walk.next(connection, null, last, Integer.MAX_VALUE));
    } catch (SQLException e) {
      throw ReplayException.of(source, batch.statement(), e);
    }
    Statement whole = new Statement(sql, batch.statement().comments(), batch.statement().line());
    transaction(connection, source, List.of(whole));
  }

  private void transaction(Connection connection, String source, List<Statement> statements)
      throws SQLException {
    List<Statement> rest = new ArrayList<>(statements);
    rest.removeIf(ServerStatement::isInTransaction);
    while (!rest.isEmpty()) {
      SQLException failure = attempt(connection, rest);
      if (failure == null) {
        return;
      }
      if (roles().make(connection, failure)) {
        continue;
      }
      Failed failed = locate(connection, rest);
      if (failed == null) {
        return;
      }
      if (!roles().isPresent(failed.why())) {
        throw ReplayException.of(source, failed.statement(), failed.why());
      }
      rest.remove(failed.statement());
    }
  }

  private void alone(Connection connection, String source, Statement statement)
      throws SQLException {
    if (ServerStatement.is(statement)) {
      return;
    }
    while (true) {
      try {
        execute(connection, statement.sql());
        return;
      } catch (SQLException e) {
        if (roles().isPresent(e)) {
          return;
        }
        if (!roles().make(connection, e)) {
          throw ReplayException.of(source, statement, e);
        }
      }
    }
  }

  /** What it answers here says nothing; that it answers does. */
  private static void doneWhen(Connection connection, String source, Step step) {
    String query = step.doneWhen();
    if (query == null) {
      return;
    }
    try {
      DoneWhen.probe(connection, query);
    } catch (SQLException e) {
      throw ReplayException.of(
          source,
          step.line(),
          "the '-- migrate:done-when' of the block that begins here does not return"
              + " one boolean: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "\n  "
              + query);
    }
  }

  private record Failed(Statement statement, SQLException why) {}

  /** Null when it succeeded. */
  private @Nullable SQLException attempt(Connection connection, List<Statement> statements)
      throws SQLException {
    // A statement may end in a comment, which must not swallow the semicolon.
    String batch = statements.stream().map(Statement::sql).collect(Collectors.joining("\n;\n"));
    connection.setAutoCommit(false);
    try {
      showRows(connection, statements);
      execute(connection, batch);
      connection.commit();
      return null;
    } catch (SQLException e) {
      connection.rollback();
      return e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** As a run does where the policies hide nothing; on our own server they hide nothing anyway. */
  private void showRows(Connection connection, List<Statement> statements) throws SQLException {
    if ("on".equals(connection.unwrap(PGConnection.class).getParameterStatus("is_superuser"))) {
      return;
    }
    HiddenRows.decide(connection, target.database().namespace(), statements);
  }

  /** The first statement that fails; null when, this time, none did. */
  private @Nullable Failed locate(Connection connection, List<Statement> statements)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      showRows(connection, statements);
      for (Statement statement : statements) {
        try {
          execute(connection, statement.sql());
        } catch (SQLException e) {
          connection.rollback();
          return new Failed(statement, e);
        }
      }
      return committed(connection, statements);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** What is deferred is checked now: the last statement stands for all of them. */
  private static @Nullable Failed committed(Connection connection, List<Statement> statements)
      throws SQLException {
    try {
      connection.commit();
      return null;
    } catch (SQLException e) {
      if (!ReplayException.isRefusal(e)) {
        throw e;
      }
      return new Failed(statements.get(statements.size() - 1), e);
    }
  }

  private MissingRoles roles() {
    return new MissingRoles(target.ownsServer());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (java.sql.Statement statement = connection.createStatement()) {
      // Braces are SQL's own here, not JDBC's escapes.
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
