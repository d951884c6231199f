package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Direction;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.ChangedTable;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks, before a downgrade begins, for rows that would stop it in the middle: rows for which a
 * person must give a value, and rows that the query of a warning finds. It reports none if an
 * earlier statement may change them, or if a query cannot be answered.
 */
public final class DownStepCheck {
  private static final String WARNING = "warning ";
  private static final String DETAIL = "  ";
  private static final String QUERY = DETAIL + "SELECT ";

  private final QuickQuery database;
  private final History history;
  private final EarlierStatements earlier;
  private final List<String> found = new ArrayList<>();

  private DownStepCheck(QuickQuery database, String namespace, History history) {
    this.database = database;
    this.history = history;
    this.earlier = new EarlierStatements(namespace);
  }

  /**
   * Looks at what is still to be done.
   *
   * @throws MigrationException when rows are in the way
   */
  static void refuse(List<Task> tasks, AppliedState state, Database database, History history) {
    List<String> found = find(tasks, state, database, history);
    if (!found.isEmpty()) {
      throw new MigrationException(
          "Existing rows stop the downgrade; nothing was executed.\n" + String.join("\n", found));
    }
  }

  /** The rows that would make a remaining step fail, each with its place and what to do. */
  public static List<String> find(
      List<Task> tasks, AppliedState state, Database database, History history) {
    if (tasks.stream().noneMatch(DownStepCheck::mayBeRefused)) {
      return List.of();
    }
    try (Connection connection = database.connect(List.of())) {
      String namespace = database.namespace();
      DownStepCheck check =
          new DownStepCheck(new QuickQuery(connection, namespace), namespace, history);
      for (Task task : tasks) {
        AppliedRevision applied = state.find(task.revision().id()).orElse(null);
        int done = applied == null ? 0 : applied.next(task);
        for (Step step : task.steps().subList(done, task.steps().size())) {
          for (Statement statement : step.statements()) {
            check.look(task, statement);
            check.earlier.add(statement.sql());
          }
        }
      }
      return check.found;
    } catch (SQLException e) {
      throw TargetDatabase.unreadable(database, e);
    }
  }

  private static boolean mayBeRefused(Task task) {
    return task.direction() == Direction.DOWN
        && task.steps().stream()
            .flatMap(step -> step.statements().stream())
            .anyMatch(
                statement ->
                    Backfill.todoForRows(statement).isPresent()
                        || !queries(statement.comments()).isEmpty());
  }

  private void look(Task task, Statement statement) {
    Optional<String> todo = Backfill.todoForRows(statement);
    if (todo.isPresent()) {
      ChangedTable.altered(statement.sql())
          .or(() -> ChangedTable.of(statement.sql()))
          .filter(table -> !earlier.mayChange(rowsOf(table)) && hasRows(table))
          .ifPresent(
              table ->
                  add(
                      task,
                      statement,
                      "table " + table + " has rows, and the down step has no value for them.",
                      "Write the value, then delete the comment '" + todo.get() + "'."));
      return;
    }
    if (!earlier.addedBy(statement.sql()).isEmpty()) {
      return; // What its rows get is the matter of a statement below.
    }
    queries(statement.comments()).forEach(query -> look(task, statement, query));
  }

  private void look(Task task, Statement statement, String query) {
    if (earlier.mayChange(query)) {
      return;
    }
    if (!earlier.addsColumnOf(query)) {
      if (number(query) > 0) {
        add(
            task,
            statement,
            "existing rows stop this down step; " + query + " finds them.",
            "Change these rows, or write a statement above it that does (a"
                + " no-transaction block has one statement: write it into a block before). If"
                + " the step can handle the rows, delete the query from its comment.");
      }
      return;
    }
    earlier
        .addedWithoutValue(query)
        .filter(column -> isWithoutDefault(column.type()) && hasRows(column.table()))
        .ifPresent(
            column ->
                add(
                    task,
                    statement,
                    "table "
                        + column.table()
                        + " has rows, and an earlier down step restores the column without values.",
                    "Write a statement above it that gives them values."));
  }

  private void add(Task task, Statement statement, String why, String whatToDo) {
    boolean editable = history.graph().revision(task.revision().id()).isPresent();
    found.add(
        "%s:%d: %s %s"
            .formatted(
                task.file().path(),
                statement.line(),
                why,
                editable
                    ? whatToDo + " A down step of an applied revision may be edited."
                    : "This down step comes from the journal. To edit it, use the checkout that"
                        + " has its file."));
  }

  /** The queries right below a warning of what the rows decide. */
  private static List<String> queries(List<String> comments) {
    List<String> queries = new ArrayList<>();
    boolean below = false;
    for (String line : comments) {
      if (line.startsWith(WARNING)) {
        String id = line.substring(WARNING.length()).split(":", 2)[0];
        below =
            Arrays.stream(WarningKind.values())
                .anyMatch(kind -> kind.dependsOnRows() && kind.id().equals(id));
      } else if (!line.startsWith(DETAIL)) {
        below = false;
      } else if (below && line.startsWith(QUERY)) {
        queries.add(line.strip().replaceFirst(";$", ""));
      }
    }
    return queries;
  }

  /** A table that an earlier down step creates has none. */
  private boolean hasRows(String table) {
    return number(rowsOf(table)) > 0;
  }

  private static String rowsOf(String table) {
    return "SELECT count(*) FROM (SELECT FROM " + table + " LIMIT 1) one";
  }

  /** Not so: serial, which is no type, and a domain that has a default. */
  private boolean isWithoutDefault(String type) {
    return number(
            "SELECT count(*) FROM pg_catalog.pg_type WHERE oid = pg_catalog.to_regtype("
                + Literal.quote(type)
                + ") AND typdefault IS NULL")
        > 0;
  }

  /**
   * The last column of the first row: how many rows, or how many of the first group. Zero when it
   * takes too long, or is about something that an earlier down step brings back.
   */
  private long number(String query) {
    boolean one = !query.contains(";"); // Another could end the read-only transaction.
    if (database.isLate() || !one) {
      return 0;
    }
    try {
      return database.ask(
          query, row -> row.next() ? row.getLong(row.getMetaData().getColumnCount()) : 0);
    } catch (SQLException e) {
      return 0;
    }
  }
}
