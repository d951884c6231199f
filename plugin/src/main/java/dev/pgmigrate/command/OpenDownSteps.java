package dev.pgmigrate.command;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.AppliedRevision;
import dev.pgmigrate.run.AppliedState;
import dev.pgmigrate.run.Database;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.sql.ChangedTable;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Down steps that wait for a value or a cast from a person. On an empty table they work as they
 * are; with rows the downgrade would stop at them, halfway.
 */
final class OpenDownSteps {
  private OpenDownSteps() {}

  /**
   * Looks at what is still to be done.
   *
   * @throws MigrationFailure when a table has rows that nobody said a value for
   */
  static void refuse(List<Task> tasks, AppliedState state, Database database) {
    if (tasks.stream().noneMatch(OpenDownSteps::isOpen)) {
      return;
    }
    try (Connection connection = database.connectForReading()) {
      for (Task task : tasks) {
        AppliedRevision applied = state.find(task.revision().id()).orElse(null);
        int done = applied == null ? 0 : applied.next(task);
        for (Step step : task.steps().subList(done, task.steps().size())) {
          for (Statement statement : step.statements()) {
            refuse(connection, database.namespace(), task, statement);
          }
        }
      }
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    }
  }

  private static boolean isOpen(Task task) {
    return task.steps().stream()
        .flatMap(step -> step.statements().stream())
        .anyMatch(statement -> Backfill.todoForRows(statement).isPresent());
  }

  private static void refuse(
      Connection connection, String namespace, Task task, Statement statement) throws SQLException {
    Optional<String> todo = Backfill.todoForRows(statement);
    Optional<String> table = todo.flatMap(line -> ChangedTable.of(statement.sql()));
    if (table.isPresent() && hasRows(connection, namespace, table.get())) {
      throw new MigrationFailure(
          task.file().path()
              + ", line "
              + statement.line()
              + ": table "
              + table.get()
              + " has rows, and the down step does not know what becomes of them. Write it, and"
              + " take the comment '"
              + todo.orElseThrow()
              + "' out; nothing was executed. A down step of an applied revision may be edited.");
    }
  }

  /** A table that an earlier down step creates has none. */
  private static boolean hasRows(Connection connection, String namespace, String table)
      throws SQLException {
    connection.setAutoCommit(false);
    try (java.sql.Statement settings = connection.createStatement();
        PreparedStatement there = connection.prepareStatement("SELECT to_regclass(?) IS NULL")) {
      settings.execute(String.join("; ", SessionSettings.forTransaction(namespace)));
      there.setString(1, table);
      try (ResultSet row = there.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          return false;
        }
      }
      try (ResultSet row = settings.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
        row.next();
        return row.getBoolean(1);
      }
    } finally {
      connection.rollback();
    }
  }
}
