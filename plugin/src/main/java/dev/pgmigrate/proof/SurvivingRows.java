package dev.pgmigrate.proof;

import dev.pgmigrate.change.Backfill;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.lint.Allowances;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.EarlierStatements;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.ReplayedHistory;
import dev.pgmigrate.project.TouchedObjects;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.rows.Filled;
import dev.pgmigrate.rows.FittingSchema;
import dev.pgmigrate.rows.GeneratedRows;
import dev.pgmigrate.rows.KeptInStep;
import dev.pgmigrate.rows.RowComparison;
import dev.pgmigrate.rows.RowDifference;
import dev.pgmigrate.rows.RowSnapshot;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.SqlState;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Whether rows survive a revision: the tables that it touches are filled with generated rows, which
 * go up, down and up again with it. Values that a person may not have, such as these, prove no more
 * than that something can happen; so what only they can meet is a warning.
 */
public final class SurvivingRows implements RoundTrip.Rows {
  public static final String SURVIVE = "rows-survive";
  static final String FAILS = "fails-with-rows";

  private static final String WARNING = "warning ";

  /** So many tables without rows are named in a grade. */
  private static final int SHOWN = 3;

  /**
   * Classes of SQLSTATEs that rows have no part in: no such name or type, or there already; what
   * depends on it; not supported. The same fails on the empty database.
   */
  private static final Set<String> WITHOUT_ROWS = Set.of("42", "2B", "3F", "0A");

  /** The SQLSTATEs of what a row does not meet: NOT NULL, a foreign key, a check. */
  private static final Set<String> DEMANDS = Set.of("23502", "23503", "23514");

  /** The warnings that a value becomes another one, or none. */
  private static final Set<WarningKind> CONVERTING =
      EnumSet.of(
          WarningKind.DATA_LOSS,
          WarningKind.NO_CAST,
          WarningKind.CAST_ASSUMES,
          WarningKind.CAST_CAN_FAIL,
          WarningKind.ENUM_VALUE_REMOVED,
          WarningKind.PRIMARY_KEY_CHANGE);

  /** The warnings that the rows decide how a statement ends, or that it loses something. */
  private static final Set<WarningKind> DECIDING =
      Arrays.stream(WarningKind.values())
          .filter(kind -> kind.dependsOnRows() || CONVERTING.contains(kind))
          .collect(Collectors.toUnmodifiableSet());

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
  public RoundTrip.KeptRows tried(Revision revision, Schema before, ReplayedHistory at) {
    if (!begun) {
      verdict.checked(SURVIVE, "generated rows survive the new revisions");
      begun = true;
    }
    Trial first = trial(revision, before, before, at, true);
    Trial last = first;
    while (last.refused != null) {
      Optional<Schema> stricter = stricter(revision, last, at);
      if (stricter.isEmpty()) {
        first.notChecked(last.refused);
        first.untried.add("With generated rows, up fails: " + sentence(last.refused) + ".");
        return first.kept();
      }
      last = trial(revision, before, stricter.get(), at, false);
    }
    return last.kept();
  }

  /** What rows have to be like to meet the demand that refused those of a trial, if we know it. */
  private static Optional<Schema> stricter(Revision revision, Trial trial, ReplayedHistory at) {
    ReplayException refused = Objects.requireNonNull(trial.refused);
    ServerErrorMessage server = server(refused);
    if (server == null || server.getTable() == null || !DEMANDS.contains(refused.sqlState())) {
      return Optional.empty();
    }
    QualifiedName table =
        new QualifiedName(String.valueOf(server.getSchema()), String.valueOf(server.getTable()));
    // A check that a later statement drops again is in no schema but that of the refusal.
    return FittingSchema.of(
            trial.rules, trial.reached, table, server.getColumn(), server.getConstraint())
        .or(
            () ->
                after(revision, at)
                    .flatMap(
                        after ->
                            FittingSchema.of(
                                trial.rules,
                                after,
                                table,
                                server.getColumn(),
                                server.getConstraint())));
  }

  private static Optional<Schema> after(Revision revision, ReplayedHistory at) {
    try {
      return Optional.of(at.with(revision));
    } catch (ReplayException refusedWithoutRows) {
      return Optional.empty(); // The round trip reports it.
    }
  }

  private static @Nullable ServerErrorMessage server(ReplayException e) {
    return e.getCause() instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
  }

  /**
   * @param rules what the rows are made for
   * @param reports whether a refusal on the way up is a finding: else it was reported
   */
  private Trial trial(
      Revision revision, Schema before, Schema rules, ReplayedHistory at, boolean reports) {
    try (ShadowDatabase database = at.copied();
        Connection connection = database.connect()) {
      Trial trial = new Trial(revision, before, rules, database, connection, reports);
      try {
        trial.run();
      } catch (SQLException e) {
        if (!ReplayException.isRefusal(e)) {
          throw e;
        }
        trial.notCompared(e);
      }
      if (trial.refused != null) {
        trial.reached = at.schemaOf(database);
      }
      return trial;
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
    private final Schema rules;
    private final Connection connection;
    private final boolean reports;
    private final Replay replay;
    private final Allowances allowances;
    private final List<String> lost = new ArrayList<>();
    private final List<String> untried = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();

    /** Why going up was refused; null when it was not. */
    private @Nullable ReplayException refused;

    /** What the database held when it was refused. */
    private Schema reached;

    Trial(
        Revision revision,
        Schema before,
        Schema rules,
        ShadowDatabase database,
        Connection connection,
        boolean reports) {
      this.revision = revision;
      this.before = before;
      this.rules = rules;
      this.reached = before;
      this.connection = connection;
      this.reports = reports;
      this.replay = new Replay(database, history::describe);
      this.allowances = Allowances.of(revision);
    }

    RoundTrip.KeptRows kept() {
      return new RoundTrip.KeptRows(lost, untried, elsewhere);
    }

    private void notCompared(SQLException e) {
      String why =
          "Rows cannot be compared: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      verdict.notChecked(SURVIVE, history.describe(revision) + ": " + why);
      untried.add(why + ".");
    }

    private void run() throws SQLException {
      Filled filled = GeneratedRows.fill(connection, rules, touched(revision, before));
      for (Filled.Empty one : filled.empty()) {
        verdict.notChecked(SURVIVE, one.table() + " could not be filled: " + one.why() + ".");
      }
      untried(filled.empty());
      filled.neverNull().stream()
          .filter(column -> touched(revision, before).contains(column.qualifiedName()))
          .forEach(
              column ->
                  untried.add(
                      "No row with NULL was tried in "
                          + column.qualifiedName()
                          + "."
                          + column.name()
                          + "."));
      if (!filled.tables().isEmpty()) {
        go(filled.tables());
      }
    }

    /** Those that the revision touches itself, not those that they refer to. */
    private void untried(List<Filled.Empty> empty) {
      Set<QualifiedName> own = touched(revision, before);
      List<String> names =
          empty.stream()
              .filter(one -> own.contains(one.table()))
              .map(one -> one.table() + " (" + one.why() + ")")
              .toList();
      if (!names.isEmpty()) {
        int more = names.size() - SHOWN;
        untried.add(
            "No rows could be made for "
                + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                + (more > 0 ? " and " + more + " more tables" : "")
                + ".");
      }
    }

    private void tooMany(RowSnapshot snapshot, String why) {
      for (QualifiedName table : snapshot.unread()) {
        verdict.notChecked(SURVIVE, table + why);
        untried.add(table + why);
      }
    }

    private List<RowDifference> differences(RowSnapshot first) throws SQLException {
      RowSnapshot now = first.again(connection);
      tooMany(now, " has too many rows after the revision to compare them.");
      return RowComparison.of(first, now);
    }

    private void go(List<QualifiedName> tables) throws SQLException {
      RowSnapshot first = RowSnapshot.of(connection, tables);
      tooMany(first, " gets too many rows from the history itself.");
      refused = tried(() -> replay.up(List.of(revision))).orElse(null);
      if (refused != null) {
        if (reports) {
          fails(refused, "with generated rows, up fails");
        }
        return;
      }
      differences(first).forEach(this::judge);
      if (RoundTrip.goesDown(revision)) {
        for (QualifiedName name : tables) {
          for (String column : KeptInStep.of(connection, before.table(name).orElseThrow())) {
            elsewhere.add("column " + column);
          }
        }
        goDown(first);
      }
    }

    private void goDown(RowSnapshot first) throws SQLException {
      Optional<ReplayException> refused = tried(() -> replay.down(List.of(revision)));
      if (refused.isPresent()) {
        fails(refused.get(), "with generated rows, down fails");
        if (isWithoutRows(refused.get())) {
          notChecked(refused.get());
        }
        lost.add("The downgrade fails with existing rows: " + sentence(refused.get()) + ".");
        return;
      }
      for (RowDifference difference : differences(first)) {
        lost.add(difference.inWords() + ".");
      }
      tried(() -> replay.up(List.of(revision)))
          .ifPresent(e -> fails(e, "with generated rows, up fails after down"));
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
        case NULLS_FILLED -> {
          return; // That is what a backfill is for.
        }
        case ROWS_GONE, VALUES_LOST -> found(difference, Severity.ERROR);
        case VALUES_MERGED -> found(difference, Severity.WARNING);
        case VALUES_CONVERTED, VALUES_WRITTEN -> found(difference, Severity.NOTE);
      }
    }

    private void found(RowDifference difference, Severity severity) {
      if (isDeclared(difference)) {
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
                  ? "If that is the purpose of the revision, there is nothing to do."
                  : "Keep them (copy the values before the old place is dropped), or declare the"
                      + " loss above the statement: '-- warning data-loss: ..'.",
              null));
    }

    /** Whether a warning above a statement about the table says so. */
    private boolean isDeclared(RowDifference difference) {
      // An ALTER keeps rows: a warning above it speaks of columns.
      boolean rows = difference.kind() == RowDifference.Kind.ROWS_GONE;
      return statements(revision.up())
          .filter(statement -> isAbout(statement, difference.table()))
          .filter(statement -> !rows || !statement.firstWord().equals("alter"))
          .anyMatch(
              statement -> warns(statement, rows ? EnumSet.of(WarningKind.DATA_LOSS) : CONVERTING));
    }

    /** Whether it names the table, or a partition of it. */
    private boolean isAbout(Statement statement, QualifiedName table) {
      Set<String> words = Words.of(statement.sql());
      return words.contains(table.name())
          || before.tables().stream()
              .filter(part -> words.contains(part.name().name()))
              .anyMatch(part -> isPartition(part, table));
    }

    private boolean isPartition(Table part, QualifiedName table) {
      Partition bounds = part.partition();
      return bounds != null
          && (bounds.parent().equals(table)
              || before.table(bounds.parent()).filter(up -> isPartition(up, table)).isPresent());
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
          statement != null
              && (warns(statement, DECIDING) || Backfill.todoForRows(statement).isPresent());
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
      return SqlState.RAISE_EXCEPTION.equals(e.sqlState())
          || revision.phase() == Revision.Phase.CONTRACT;
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
    ServerErrorMessage server = server(e);
    return server != null
        && server.getColumn() != null
        && SqlState.NOT_NULL_VIOLATION.equals(e.sqlState())
        && new EarlierStatements(String.valueOf(server.getSchema()))
            .addedBy(statement.sql()).stream()
                .anyMatch(column -> column.name().equals(server.getColumn()));
  }

  private static Stream<Statement> statements(List<Step> steps) {
    return steps.stream().flatMap(step -> step.statements().stream());
  }

  /** Whether a warning of such a kind stands above it. */
  private static boolean warns(Statement statement, Set<WarningKind> kinds) {
    return statement.comments().stream()
        .map(String::strip)
        .anyMatch(
            comment ->
                kinds.stream().anyMatch(kind -> comment.startsWith(WARNING + kind.id() + ":")));
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
