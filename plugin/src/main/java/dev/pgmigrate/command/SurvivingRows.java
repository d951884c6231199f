package dev.pgmigrate.command;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.lint.Allowances;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.rows.Filled;
import dev.pgmigrate.rows.GeneratedRows;
import dev.pgmigrate.rows.RowComparison;
import dev.pgmigrate.rows.RowDifference;
import dev.pgmigrate.rows.RowSnapshot;
import dev.pgmigrate.run.Task;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.Words;
import dev.pgmigrate.verify.VerdictBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Whether rows survive a revision: the tables that it touches are filled with generated rows, which
 * go up, down and up again with it. Values that a person may not have, such as these, prove no more
 * than that something can happen; so what only they can meet is a warning.
 */
final class SurvivingRows implements RoundTrip.Rows {
  static final String SURVIVE = "rows-survive";
  static final String FAILS = "fails-with-rows";

  private static final String WARNING = "warning ";

  /** The SQLSTATE of RAISE. */
  private static final String RAISED = "P0001";

  /**
   * Classes of SQLSTATEs that rows have no part in: no such name or type, or there already; what
   * depends on it; not supported. The same fails on the empty database.
   */
  private static final Set<String> WITHOUT_ROWS = Set.of("42", "2B", "3F", "0A");

  /** The other warnings that speak of what becomes of rows. */
  private static final Set<WarningKind> TELLING =
      EnumSet.of(WarningKind.DATA_LOSS, WarningKind.NO_CAST, WarningKind.PRIMARY_KEY_CHANGE);

  private final History history;
  private final VerdictBuilder verdict;
  private final Map<String, Set<QualifiedName>> touched = new HashMap<>();
  private boolean begun;

  /** Tells this verdict what becomes of rows. */
  SurvivingRows(History history, VerdictBuilder verdict) {
    this.history = history;
    this.verdict = verdict;
  }

  @Override
  public boolean concerned(Revision revision, Schema before) {
    return !touched(revision, before).isEmpty();
  }

  @Override
  public List<String> lost(Revision revision, Schema before, ShadowDatabase database) {
    if (!begun) {
      verdict.checked(SURVIVE, "generated rows survive the new revisions");
      begun = true;
    }
    try (Connection connection = database.connect()) {
      return new Trial(revision, before, database, connection).lost();
    } catch (SQLException e) {
      throw new ShadowException("Lost the shadow database: " + e.getMessage(), e);
    }
  }

  /** The existing tables that a revision may touch, up or down: rather too many. */
  private Set<QualifiedName> touched(Revision revision, Schema before) {
    return touched.computeIfAbsent(revision.id(), id -> find(revision, before));
  }

  private Set<QualifiedName> find(Revision revision, Schema before) {
    List<Task> tasks = List.of(Task.up(history.file(revision)), Task.down(history.file(revision)));
    Set<QualifiedName> tables = new TreeSet<>();
    TouchedObjects.of(tasks, before).parts().keySet().stream()
        .filter(id -> id.path().size() > 1)
        .forEach(id -> before.table(id.qualifiedName()).map(Table::name).ifPresent(tables::add));
    return tables;
  }

  /** One revision on one database. */
  private final class Trial {
    private final Revision revision;
    private final Schema before;
    private final Connection connection;
    private final Replay replay;
    private final Allowances allowances;

    Trial(Revision revision, Schema before, ShadowDatabase database, Connection connection) {
      this.revision = revision;
      this.before = before;
      this.connection = connection;
      this.replay = new Replay(database, history::describe);
      this.allowances = Allowances.of(revision);
    }

    List<String> lost() throws SQLException {
      Filled filled = GeneratedRows.fill(connection, before, touched(revision, before));
      for (Filled.Empty one : filled.empty()) {
        verdict.notChecked(SURVIVE, one.table() + " could not be filled: " + one.why() + ".");
      }
      if (filled.tables().isEmpty()) {
        return List.of();
      }
      RowSnapshot first = RowSnapshot.of(connection, filled.tables());
      for (QualifiedName table : first.unread()) {
        verdict.notChecked(SURVIVE, table + " gets too many rows from the history itself.");
      }
      Optional<ReplayException> refused = tried(() -> replay.up(List.of(revision)));
      if (refused.isPresent()) {
        fails(refused.get(), "with generated rows, up fails");
        notChecked(refused.get());
        return List.of();
      }
      RowComparison.of(first, first.again(connection)).forEach(this::judge);
      return RoundTrip.goesDown(revision) ? lostGoingDown(first) : List.of();
    }

    private List<String> lostGoingDown(RowSnapshot first) throws SQLException {
      Optional<ReplayException> refused = tried(() -> replay.down(List.of(revision)));
      if (refused.isPresent()) {
        fails(refused.get(), "with generated rows, down fails");
        if (isWithoutRows(refused.get())) {
          notChecked(refused.get());
        }
        return isWithoutRows(refused.get())
            ? List.of()
            : List.of("Going down fails while there are rows: " + sentence(refused.get()) + ".");
      }
      List<String> lost = new ArrayList<>();
      for (RowDifference difference : RowComparison.of(first, first.again(connection))) {
        lost.add(difference.inWords() + ".");
      }
      tried(() -> replay.up(List.of(revision)))
          .ifPresent(e -> fails(e, "with generated rows, up fails after down"));
      return lost;
    }

    private void notChecked(ReplayException e) {
      verdict.notChecked(
          SURVIVE,
          history.describe(revision)
              + (isWithoutRows(e)
                  ? " fails on a second database, whatever its rows: "
                  : " fails with generated rows: ")
              + sentence(e)
              + ".");
    }

    private Optional<ReplayException> tried(Runnable steps) {
      try {
        steps.run();
        return Optional.empty();
      } catch (ReplayException e) {
        return Optional.of(e);
      }
    }

    /** What going up makes of rows that stay. */
    private void judge(RowDifference difference) {
      switch (difference.kind()) {
        case TABLE_GONE, COLUMN_GONE -> {
          return; // The statement says so itself.
        }
        case ROWS_GONE, VALUES_LOST -> found(difference, Severity.ERROR);
        case VALUES_MERGED -> found(difference, Severity.WARNING);
        case VALUES_CONVERTED, VALUES_WRITTEN -> found(difference, Severity.NOTE);
      }
    }

    private void found(RowDifference difference, Severity severity) {
      if (isDeclared(difference.table())) {
        return;
      }
      add(
          new Finding(
              SURVIVE,
              severity,
              null,
              line(difference.table()),
              difference.inWords(),
              severity == Severity.NOTE
                  ? "Nothing to do where that is the revision's purpose."
                  : "Keep them (copy the values before the old place goes), or declare the loss above"
                      + " the statement: '-- warning data-loss: ..'.",
              null));
    }

    /** Whether a warning above a statement about the table says that rows decide, or are lost. */
    private boolean isDeclared(QualifiedName table) {
      return statements(revision.up())
          .anyMatch(statement -> isAbout(statement, table) && warns(statement));
    }

    private int line(QualifiedName table) {
      return statements(revision.up())
          .filter(statement -> isAbout(statement, table))
          .mapToInt(Statement::line)
          .findFirst()
          .orElse(0);
    }

    private void fails(ReplayException e, String what) {
      Statement statement = e.statement();
      boolean told =
          statement != null && (warns(statement) || Backfill.todoForRows(statement).isPresent());
      if (told || isWithoutRows(e) || isGuard(e)) {
        return; // The file says so itself, or the round trip on the empty database does.
      }
      boolean certain = statement != null && addsRequired(statement, e);
      add(
          new Finding(
              FAILS,
              certain ? Severity.ERROR : Severity.WARNING,
              null,
              e.line(),
              what + ": " + sentence(e),
              certain
                  ? "Any row stops it. Add the column with a default, or add it without NOT NULL,"
                      + " fill it, and require it in a later statement."
                  : "Change such rows in an earlier statement. If no such row can exist, write"
                      + " '-- migrate:allow "
                      + FAILS
                      + " <why>' above the statement.",
              null));
    }

    /**
     * Whether the revision itself refuses such rows: it raises an error, or is a contract revision,
     * whose rows the triggers of the revision before it have kept in step.
     */
    private boolean isGuard(ReplayException e) {
      return RAISED.equals(e.sqlState()) || revision.phase() == Revision.Phase.CONTRACT;
    }

    private void add(Finding finding) {
      Finding own = allowances.applied(finding);
      verdict.found(
          history.files().get(revision.id()) == null
              ? own
              : own.in(history.files().get(revision.id())));
    }
  }

  private static boolean isWithoutRows(ReplayException e) {
    return e.sqlState().length() < 2 || WITHOUT_ROWS.contains(e.sqlState().substring(0, 2));
  }

  /** Whether rows have no value for a column in the statement that adds it. */
  private static boolean addsRequired(Statement statement, ReplayException e) {
    ServerErrorMessage server =
        e.getCause() instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    return server != null
        && server.getColumn() != null
        && "23502".equals(e.sqlState())
        && new EarlierStatements(String.valueOf(server.getSchema()))
            .addedBy(statement.sql()).stream()
                .anyMatch(column -> column.name().equals(server.getColumn()));
  }

  private static Stream<Statement> statements(List<Step> steps) {
    return steps.stream().flatMap(step -> step.statements().stream());
  }

  private static boolean isAbout(Statement statement, QualifiedName table) {
    return Words.of(statement.sql()).contains(table.name());
  }

  /** Whether a warning above it says that values are lost, or that the rows decide how it ends. */
  private static boolean warns(Statement statement) {
    return statement.comments().stream()
        .map(String::strip)
        .anyMatch(
            comment ->
                Arrays.stream(WarningKind.values())
                    .filter(kind -> TELLING.contains(kind) || kind.dependsOnRows())
                    .anyMatch(kind -> comment.startsWith(WARNING + kind.id() + ":")));
  }

  /** PostgreSQL's sentence and its detail, without the statement. */
  private static String sentence(ReplayException e) {
    StringBuilder sentence = new StringBuilder();
    for (String line : e.fault().lines().toList()) {
      String text = line.strip();
      if (sentence.length() == 0) {
        sentence.append(text.replaceFirst("^ERROR: ", ""));
      } else if (text.startsWith("Detail: ")) {
        sentence
            .append(" (")
            .append(text.substring(8).replaceFirst("\\.( \\(SQLSTATE.*)?$", ""))
            .append(")");
      }
    }
    return sentence.toString().replaceFirst(" \\(SQLSTATE \\w+\\)", "");
  }
}
