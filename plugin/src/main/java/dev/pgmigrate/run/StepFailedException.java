package dev.pgmigrate.run;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.sql.Statement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL refused a statement of a revision; the journal says so. */
public final class StepFailedException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final transient Task task;
  private final int step;
  private final transient Statement statement;
  private final int line;
  private final String sqlState;
  private final String serverMessage;
  private final @Nullable String detail;
  private final @Nullable String hint;

  StepFailedException(Task task, int step, Statement statement, SQLException cause, String after) {
    this(task, step, statement, cause, after, server(cause));
  }

  private StepFailedException(
      Task task,
      int step,
      Statement statement,
      SQLException cause,
      String after,
      @Nullable ServerErrorMessage server) {
    super(message(task, step, statement, cause, after, server), cause);
    this.task = task;
    this.step = step;
    this.statement = statement;
    this.line = line(statement, server);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
    this.serverMessage = said(cause, server);
    this.detail = server == null ? null : server.getDetail();
    this.hint = server == null ? null : server.getHint();
  }

  /** What was being done. */
  public Task task() {
    return task;
  }

  /** The number of the block in the file, from 1, among those of its direction. */
  public int step() {
    return step;
  }

  /** The statement that was refused. */
  public Statement statement() {
    return statement;
  }

  /** The line in the file that PostgreSQL points at, else the statement's first; 0: no file. */
  @Override
  public int line() {
    return line;
  }

  /** PostgreSQL's error code; empty where it is not PostgreSQL that says so. */
  public String sqlState() {
    return sqlState;
  }

  /** PostgreSQL's message, without detail and hint. */
  public String serverMessage() {
    return serverMessage;
  }

  /** PostgreSQL's detail, or null. */
  public @Nullable String detail() {
    return detail;
  }

  /** PostgreSQL's hint, or null. */
  public @Nullable String hint() {
    return hint;
  }

  private static String message(
      Task task,
      int step,
      Statement statement,
      SQLException cause,
      String after,
      @Nullable ServerErrorMessage server) {
    StringBuilder text = new StringBuilder();
    text.append(task.file().path());
    int line = line(statement, server);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": step ").append(step).append(" of ").append(task.steps().size());
    text.append(task.direction() == Direction.UP ? " (up)" : " (down)");
    text.append(" of revision ").append(task.revision().id()).append(" failed.");
    text.append("\n  ERROR: ").append(said(cause, server));
    if (cause.getSQLState() != null) {
      text.append(" (SQLSTATE ").append(cause.getSQLState()).append(')');
    }
    if (server != null && server.getDetail() != null) {
      text.append("\n  Detail: ").append(server.getDetail());
    }
    if (server != null && server.getHint() != null) {
      text.append("\n  Hint: ").append(server.getHint());
    }
    Jdbc.advice(cause).ifPresent(advice -> text.append("\n  ").append(advice));
    text.append("\n  Statement:");
    statement.shown().lines().forEach(l -> text.append("\n    ").append(l));
    return text.append("\n  ").append(after).toString();
  }

  private static String said(SQLException cause, @Nullable ServerErrorMessage server) {
    return server == null || server.getMessage() == null
        ? String.valueOf(cause.getMessage())
        : server.getMessage();
  }

  private static int line(Statement statement, @Nullable ServerErrorMessage server) {
    if (statement.line() == 0 || server == null || server.getPosition() < 1) {
      return statement.line();
    }
    // The position counts characters, not UTF-16 units.
    String sql = statement.sql();
    int characters = Math.min(server.getPosition() - 1, sql.codePointCount(0, sql.length()));
    String before = sql.substring(0, sql.offsetByCodePoints(0, characters));
    return statement.line() + (int) before.chars().filter(c -> c == '\n').count();
  }

  private static @Nullable ServerErrorMessage server(SQLException cause) {
    return cause instanceof PSQLException e ? e.getServerErrorMessage() : null;
  }
}
