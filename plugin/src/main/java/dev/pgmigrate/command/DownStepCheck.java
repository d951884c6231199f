package dev.pgmigrate.command;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.sql.ChangedTable;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks for rows that would stop a downgrade in the middle, before it begins: rows that a down step
 * needs a value for from a person, and rows that the query of its warning finds. What an earlier
 * down step may mend is not judged.
 */
final class DownStepCheck {
  private static final Duration LONGEST_QUERY = Duration.ofSeconds(5);
  private static final String WARNING = "warning ";
  private static final String QUERY = "  SELECT ";
  private static final String NO_SUCH_COLUMN = "42703";

  private final Connection connection;
  private final String namespace;

  /** The statements that are executed before the one that is looked at. */
  private final List<String> earlier = new ArrayList<>();

  private DownStepCheck(Connection connection, String namespace) {
    this.connection = connection;
    this.namespace = namespace;
  }

  /**
   * Looks at what is still to be done.
   *
   * @throws MigrationFailure when rows are in the way
   */
  static void refuse(List<Task> tasks, AppliedState state, Database database) {
    if (tasks.stream().noneMatch(DownStepCheck::mayBeRefused)) {
      return;
    }
    try (Connection connection = database.connectForReading()) {
      connection.setAutoCommit(false);
      DownStepCheck check = new DownStepCheck(connection, database.namespace());
      for (Task task : tasks) {
        AppliedRevision applied = state.find(task.revision().id()).orElse(null);
        int done = applied == null ? 0 : applied.next(task);
        for (Step step : task.steps().subList(done, task.steps().size())) {
          for (Statement statement : step.statements()) {
            check.refuse(task, statement);
            check.earlier.add(statement.sql());
          }
        }
      }
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    }
  }

  private static boolean mayBeRefused(Task task) {
    return task.steps().stream()
        .flatMap(step -> step.statements().stream())
        .anyMatch(
            statement ->
                Backfill.todoForRows(statement).isPresent()
                    || statement.comments().stream().anyMatch(line -> line.startsWith(QUERY)));
  }

  private void refuse(Task task, Statement statement) throws SQLException {
    Optional<String> todo = Backfill.todoForRows(statement);
    Optional<String> table = ChangedTable.of(statement.sql());
    if (todo.isPresent() && table.isPresent() && !isWritten(table.get()) && hasRows(table.get())) {
      throw refusal(
          task,
          statement,
          "table "
              + table.get()
              + " has rows, and the down step does not know what becomes of them. Write it, and"
              + " take the comment '"
              + todo.get()
              + "' out");
    }
    if (statement.sql().matches("(?is)alter table .* add column .*")) {
      return; // What its rows get is the matter of a statement below.
    }
    boolean notNull = false;
    for (String line : statement.comments()) {
      if (line.startsWith(WARNING)) {
        notNull = line.startsWith(WARNING + WarningKind.NOT_NULL_WITHOUT_DEFAULT.id());
      } else if (line.startsWith(QUERY) && todo.isEmpty() && isDecided(line, notNull)) {
        refuseRows(task, statement, line.strip(), notNull);
      }
    }
  }

  /** Whether no earlier statement has to do with the rows that the query counts. */
  private boolean isDecided(String query, boolean notNull) {
    String table = ChangedTable.read(query).orElse("");
    return notNull
        ? !isWritten(table)
        : !isWritten(table)
            && earlier.stream()
                .noneMatch(sql -> ChangedTable.of(sql).stream().anyMatch(table::equals));
  }

  /** Whether an earlier statement gives values to rows, or can. */
  private boolean isWritten(String table) {
    return earlier.stream()
        .anyMatch(
            sql -> {
              String word = sql.strip().split("\\W", 2)[0].toLowerCase(Locale.ROOT);
              return switch (word) {
                case "alter" ->
                    ChangedTable.of(sql).stream().anyMatch(table::equals)
                        && sql.matches("(?is).*\\b(default|generated|using(?!\\s+index))\\b.*");
                case "create", "drop", "comment", "grant", "revoke", "lock", "set" -> false;
                default -> true;
              };
            });
  }

  private void refuseRows(Task task, Statement statement, String query, boolean notNull)
      throws SQLException {
    try {
      if (number(query) > 0) {
        throw refusal(
            task,
            statement,
            "existing rows stop this down step; "
                + query
                + " finds them. Change them, or write a statement above it that does");
      }
    } catch (SQLException e) {
      String table = ChangedTable.read(query).orElse("");
      if (notNull && NO_SUCH_COLUMN.equals(e.getSQLState()) && hasRows(table)) {
        throw refusal(
            task,
            statement,
            "table "
                + table
                + " has rows, and an earlier down step brings the column back without values."
                + " Write a statement above it that gives them one");
      }
      // Too slow, or about something that an earlier down step brings back.
    }
  }

  private static MigrationFailure refusal(Task task, Statement statement, String why) {
    return new MigrationFailure(
        task.file().path()
            + ", line "
            + statement.line()
            + ": "
            + why
            + "; nothing was executed. A down step of an applied revision may be edited.");
  }

  /** A table that an earlier down step creates has none. */
  private boolean hasRows(String table) {
    try {
      return number("SELECT count(*) FROM (SELECT FROM " + table + " LIMIT 1) one") > 0;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The last column of the first row: how many rows, or how many of the first group. */
  private long number(String query) throws SQLException {
    List<String> settings = new ArrayList<>(SessionSettings.forTransaction(namespace));
    settings.add("SET LOCAL statement_timeout = " + LONGEST_QUERY.toMillis());
    try (java.sql.Statement session = connection.createStatement()) {
      session.setEscapeProcessing(false);
      session.execute(String.join("; ", settings));
      try (ResultSet row = session.executeQuery(query)) {
        return row.next() ? row.getLong(row.getMetaData().getColumnCount()) : 0;
      }
    } finally {
      connection.rollback();
    }
  }
}
