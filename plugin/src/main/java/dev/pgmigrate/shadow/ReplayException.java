package dev.pgmigrate.shadow;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.run.HiddenRows;
import dev.pgmigrate.sql.Statement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL refuses a statement of a script or a revision. */
public final class ReplayException extends MigrationException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN_LINES = 12;

  private final transient @Nullable Statement statement;
  private final String source;
  private final int line;
  private final String fault;
  private final String sqlState;
  private final @Nullable String hint;

  private ReplayException(
      String fault,
      String source,
      @Nullable Statement statement,
      int line,
      String sqlState,
      @Nullable String hint,
      @Nullable SQLException cause) {
    super((line == 0 ? source : source + ", line " + line) + ": " + fault, cause);
    this.fault = fault;
    this.source = source;
    this.statement = statement;
    this.line = line;
    this.sqlState = sqlState;
    this.hint = hint;
  }

  /** Whether PostgreSQL refuses something, and the session goes on. */
  public static boolean isRefusal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return e instanceof PSQLException refusal
        && refusal.getServerErrorMessage() != null
        && !state.startsWith("08")
        && !state.startsWith("57P");
  }

  /** What PostgreSQL said of a statement. */
  public static ReplayException of(String source, Statement statement, SQLException e) {
    ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    String said = server == null ? String.valueOf(e.getMessage()) : String.valueOf(server);
    String hint = server == null ? null : server.getHint();
    int position = server == null ? 0 : server.getPosition();
    int line = line(statement, position);
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String sql =
        statement
            .shown()
            .lines()
            .limit(SHOWN_LINES)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    boolean all = statement.sql().lines().count() <= SHOWN_LINES;
    String fault =
        said.strip()
            + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")")
            + sql
            + (all ? "" : "\n  ...");
    if (HiddenRows.refused(e)) {
      fault += "\n  " + HiddenRows.advice(List.of());
    }
    return new ReplayException(fault, source, statement, line, state, hint, e);
  }

  static ReplayException of(String source, int line, String message) {
    return new ReplayException(message, source, null, line, "", null, null);
  }

  /** The line of the file where PostgreSQL sees the error, else the statement's first. */
  private static int line(Statement statement, int position) {
    if (statement.line() == 0 || position <= 0) {
      return statement.line();
    }
    String before = statement.sql().substring(0, Math.min(position - 1, statement.sql().length()));
    return statement.line() + (int) before.chars().filter(c -> c == '\n').count();
  }

  /** The file or revision. */
  public String source() {
    return source;
  }

  /** What is wrong, without the place: PostgreSQL's words and the statement. */
  @Override
  public String fault() {
    return fault;
  }

  /** The statement, or null when it is not about one. */
  public @Nullable Statement statement() {
    return statement;
  }

  /** In the file; 0 when the statement is in none. */
  @Override
  public int line() {
    return line;
  }

  /** PostgreSQL's code, such as {@code 42P01}; empty when the refusal is ours. */
  public String sqlState() {
    return sqlState;
  }

  /** PostgreSQL's advice, if it has any. */
  public @Nullable String hint() {
    return hint;
  }
}
