package dev.pgmigrate.role;

import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.run.KeyWalk;
import dev.pgmigrate.shadow.MissingRoles;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ServerStatement;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Executes steps as an ordinary role that owns what the throw-away database holds. A statement that
 * the role may not execute is executed by a superuser, so that all such statements are found.
 */
public final class RoleReplay implements AutoCloseable {
  private final MissingRoles roles;
  private final String namespace;
  private final DeployRights rights;
  private final RoleSession session;

  /**
   * Makes the role.
   *
   * @param database on a server of ours, with what the role finds
   * @param rights what the role has beyond ownership
   * @param acts the role that it acts as, as {@code migrate.role} says; null: itself
   */
  public RoleReplay(ShadowDatabase database, DeployRights rights, @Nullable String acts) {
    this.roles = new MissingRoles(database.ownsServer());
    this.namespace = database.database().namespace();
    this.rights = rights;
    try {
      this.session = new RoleSession(database, rights, acts);
    } catch (SQLException e) {
      throw lost(e);
    }
  }

  /**
   * Executes steps.
   *
   * @param source what they belong to, for errors
   * @return the statements that take more than ownership, in the order of execution
   * @throws ReplayException when PostgreSQL refuses a statement to a superuser, too
   */
  public List<MissingRight> execute(String source, List<Step> steps) {
    List<MissingRight> missing = new ArrayList<>();
    try {
      for (Step step : steps) {
        switch (step.kind()) {
          case TRANSACTION -> transaction(source, step.statements(), missing);
          case NO_TRANSACTION -> {
            for (Statement statement : step.statements()) {
              one(source, statement, missing);
            }
          }
          case BATCH -> transaction(source, List.of(whole(source, Batch.of(step))), missing);
        }
        session.again();
      }
    } catch (SQLException e) {
      throw lost(e);
    }
    return missing;
  }

  /** All keys are one range; where there are none the statement is at least understood. */
  private Statement whole(String source, Batch batch) throws SQLException {
    List<String> sql = new ArrayList<>();
    try {
      session.asSuperuser(
          () -> {
            KeyWalk walk = KeyWalk.over(batch, session.connection());
            String last = walk.last(session.connection());
            sql.add(
                walk.sql(
                    last == null
                        ? null
                        : walk.next(session.connection(), null, last, Integer.MAX_VALUE)));
          });
    } catch (SQLException e) {
      throw ReplayException.of(source, batch.statement(), e);
    }
    return new Statement(sql.get(0), batch.statement().comments(), batch.statement().line());
  }

  private void transaction(String source, List<Statement> statements, List<MissingRight> missing)
      throws SQLException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    try {
      HiddenRows.decide(connection, namespace, statements);
      if (!mayAll(statements)) {
        for (Statement statement : statements) {
          one(source, statement, missing);
        }
      }
      commit(source, statements);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
      session.act();
    }
  }

  /** What is deferred is checked now: the last statement stands for all of them. */
  private void commit(String source, List<Statement> statements) throws SQLException {
    try {
      session.connection().commit();
    } catch (SQLException e) {
      if (!ReplayException.isRefusal(e)) {
        throw e;
      }
      throw ReplayException.of(source, statements.get(statements.size() - 1), e);
    }
  }

  /** Whether the role may execute them all, which one message tells; then they are executed. */
  private boolean mayAll(List<Statement> statements) throws SQLException {
    if (statements.size() == 1 || !statements.stream().allMatch(RoleReplay::staysInItsPlace)) {
      return false;
    }
    if (session.isSuperuser()) {
      session.act();
    }
    Savepoint before = session.connection().setSavepoint();
    try {
      // A statement may end in a comment, which must not swallow the semicolon.
      String all = statements.stream().map(Statement::sql).collect(Collectors.joining("\n;\n"));
      if (RoleRefusal.among(session.execute(all)).isEmpty()) {
        return true;
      }
    } catch (SQLException e) {
      if (!ReplayException.isRefusal(e)) {
        throw e;
      }
    }
    session.connection().rollback(before);
    return false;
  }

  /** Whether those behind it run as the same role, in the same transaction. */
  private static boolean staysInItsPlace(Statement statement) {
    return !ServerStatement.is(statement)
        && !statement.controlsTransaction()
        && !statement.sql().toLowerCase(Locale.ROOT).contains("authorization");
  }

  private void one(String source, Statement statement, List<MissingRight> missing)
      throws SQLException {
    if (session.isSuperuser()) {
      session.act();
    }
    if (ServerStatement.is(statement) && !rights.equals(DeployRights.OWNERSHIP)) {
      return;
    }
    Connection connection = session.connection();
    Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
    Optional<RoleRefusal> refusal;
    try {
      refusal = RoleRefusal.among(session.execute(statement.sql()));
      // The revision's own savepoints would end with it.
      if (before != null && !statement.controlsTransaction()) {
        connection.releaseSavepoint(before);
      }
    } catch (SQLException e) {
      back(before);
      if (madeRole(e)) {
        one(source, statement, missing);
        return;
      }
      refusal = Optional.of(RoleRefusal.of(e));
    }
    if (refusal.isPresent()) {
      MissingRight right = refusal.get().missing(connection, namespace, statement);
      if (!ServerStatement.is(statement)) {
        asSuperuser(source, statement);
      }
      if (!rights.allows(statement)) {
        missing.add(right);
      }
    }
  }

  private void back(@Nullable Savepoint before) throws SQLException {
    if (before != null) {
      session.connection().rollback(before);
    }
  }

  private boolean madeRole(SQLException e) throws SQLException {
    if (!roles.isMissing(e)) {
      return false;
    }
    session.asSuperuser(() -> roles.make(session.connection(), e));
    return true;
  }

  private void asSuperuser(String source, Statement statement) throws SQLException {
    Savepoint before =
        session.connection().getAutoCommit() ? null : session.connection().setSavepoint();
    try {
      session.asSuperuser(() -> session.execute(statement.sql()));
    } catch (SQLException e) {
      back(before);
      if (madeRole(e)) {
        asSuperuser(source, statement);
        return;
      }
      if (!roles.isPresent(e)) {
        throw ReplayException.of(source, statement, e);
      }
      session.act();
    }
  }

  private static ShadowException lost(SQLException e) {
    return new ShadowException("Lost the shadow database: " + e.getMessage(), e);
  }

  /** Ends the session. The role stays on the server, which is thrown away, too. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw lost(e);
    }
  }
}
