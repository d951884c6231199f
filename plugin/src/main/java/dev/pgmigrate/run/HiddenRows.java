package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.TokenCursor;
import dev.pgmigrate.sql.Words;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A table whose row level security applies to the role that a step runs as: policies decide which
 * of its rows the step sees.
 *
 * @param table as it stands in SQL, with its namespace
 * @param role whom PostgreSQL checks: ours, or the owner of a view or function between
 * @param via the view, or the table whose trigger, by which a step comes to it; null: by itself
 * @param owned whether the role owns it, so that only FORCE lets the policies apply
 * @param keyed whether a foreign key leads to it or from it
 * @param shown whether the policies show the role every row and let it write every row: one
 *     permissive policy USING (true) WITH CHECK (true) of each command, and no restrictive one, and
 *     the step calls no function
 * @param calls a function that the step may call, which may read other tables; or null
 * @param restrictive the restrictive policies that apply to the role
 */
@API(status = API.Status.EXPERIMENTAL)
public record HiddenRows(
    String table,
    String role,
    @Nullable String via,
    boolean owned,
    boolean keyed,
    boolean shown,
    @Nullable String calls,
    List<String> restrictive) {
  private static final String UNSEEN = SqlResource.text(HiddenRows.class, "unseen-functions");
  private static final String QUERY =
      SessionSettings.notCompiled(
          SqlResource.text(HiddenRows.class, "hidden-rows")
              .replace("{unseen}", UNSEEN.replace("{words}", "(SELECT s.called FROM said s)")));
  private static final String SCRIPT = SqlResource.text(HiddenRows.class, "shown-rows");

  public HiddenRows {
    restrictive = List.copyOf(restrictive);
  }

  /** The tables that a step in this session comes to, as the catalog says now. */
  public static List<HiddenRows> of(Connection connection, String namespace, Step step)
      throws SQLException {
    return of(connection, namespace, statements(step));
  }

  /**
   * Those of them whose rows the step names, to be told beforehand: a DO block may name a table
   * only to read the catalog about it.
   */
  public static List<HiddenRows> announced(Connection connection, String namespace, Step step)
      throws SQLException {
    Set<String> read = new TreeSet<>();
    for (Statement statement : statements(step)) {
      RowUse words = RowUse.of(statement);
      read.addAll(words.first().equals("do") ? Words.ofTables(statement.sql()) : words.words());
    }
    List<HiddenRows> tables = new ArrayList<>(of(connection, namespace, step));
    tables.removeIf(table -> !read.contains(table.via == null ? table.name() : table.via));
    return tables;
  }

  private String name() {
    List<String> names = TokenCursor.of(table).names();
    return names.get(names.size() - 1);
  }

  /**
   * Decides how a step runs, in a session whose rows are not hidden: with policies only where they
   * hide nothing from it, else so that PostgreSQL refuses to hide rows.
   *
   * @param local only for the transaction
   * @return the tables that the step comes to
   */
  static List<HiddenRows> decide(Connection connection, String namespace, Step step, boolean local)
      throws SQLException {
    return decide(connection, of(connection, namespace, step), step.statements(), local);
  }

  /** The same for statements, until the transaction ends. */
  public static void decide(
      Connection connection, String namespace, Collection<Statement> statements)
      throws SQLException {
    decide(connection, of(connection, namespace, statements), statements, true);
  }

  private static List<HiddenRows> decide(
      Connection connection,
      List<HiddenRows> tables,
      Collection<Statement> statements,
      boolean local)
      throws SQLException {
    if (!tables.isEmpty()) {
      String setting = setting(tables, statements);
      Jdbc.execute(connection, local ? SessionSettings.local(setting) : setting);
    }
    return tables;
  }

  static String setting(List<HiddenRows> tables, Collection<Statement> statements) {
    boolean shown = !tables.isEmpty() && tables.stream().allMatch(HiddenRows::shown);
    return shown && !changes(read(statements))
        ? SessionSettings.POLICIES_APPLY
        : SessionSettings.ROWS_NOT_HIDDEN;
  }

  /** The same of statements. */
  static List<HiddenRows> of(
      Connection connection, String namespace, Collection<Statement> statements)
      throws SQLException {
    List<RowUse> read = read(statements);
    Set<String> all = words(read, RowUse::readsRows);
    Set<String> keys = words(read, RowUse::checksKeys);
    Set<String> called = words(read, RowUse::calls);
    List<HiddenRows> tables = new ArrayList<>(query(connection, namespace, all, called));
    for (HiddenRows table : query(connection, namespace, keys, called)) {
      if (table.keyed && !tables.contains(table)) {
        tables.add(table);
      }
    }
    return tables;
  }

  private static List<HiddenRows> query(
      Connection connection, String namespace, Set<String> words, Set<String> called)
      throws SQLException {
    List<HiddenRows> tables = new ArrayList<>();
    if (words.isEmpty()) {
      return tables;
    }
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setArray(1, connection.createArrayOf("text", words.toArray()));
      statement.setString(2, namespace);
      statement.setArray(3, connection.createArrayOf("text", called.toArray()));
      statement.execute();
      statement.getMoreResults(); // behind the setting
      try (ResultSet row = statement.getResultSet()) {
        while (row.next()) {
          tables.add(
              new HiddenRows(
                  row.getString("name"),
                  row.getString("role"),
                  row.getString("via"),
                  row.getBoolean("owned"),
                  row.getBoolean("keyed"),
                  row.getBoolean("shown"),
                  row.getString("calls"),
                  List.of((String[]) row.getArray("restrictive").getArray())));
        }
      }
    }
    return tables;
  }

  /** Those of a step, and what is asked besides: a batch's keys, whether it is done. */
  private static List<Statement> statements(Step step) {
    List<Statement> statements = new ArrayList<>(step.statements());
    String table = step.options().get("table");
    if (table != null) {
      statements.add(Statement.of("TABLE " + table));
    }
    if (step.doneWhen() != null) {
      statements.add(Statement.of("SELECT " + step.doneWhen()));
    }
    return statements;
  }

  private static List<RowUse> read(Collection<Statement> statements) {
    return statements.stream().map(RowUse::of).toList();
  }

  private static Set<String> words(List<RowUse> statements, Predicate<RowUse> which) {
    return statements.stream()
        .filter(which)
        .flatMap(read -> read.words().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean changes(List<RowUse> statements) {
    return statements.stream().anyMatch(RowUse::changes);
  }

  /**
   * A statement that decides where a script is executed, for what is plain: no views, and one
   * policy for all commands; empty where no policy can matter.
   *
   * @param local only for the transaction
   */
  static Optional<String> script(String namespace, Step step, boolean local) {
    List<RowUse> read = read(statements(step));
    Set<String> words = words(read, one -> one.readsRows() || one.checksKeys());
    if (words.isEmpty() || changes(read)) {
      return Optional.empty();
    }
    return Optional.of(
        SCRIPT
            .replace(
                "{unseen}", UNSEEN.replace("{words}", array(words(read, RowUse::calls))).strip())
            .replace("{words}", array(words))
            .replace("{namespace}", Literal.quote(namespace))
            .replace("{local}", String.valueOf(local))
            .strip());
  }

  private static String array(Set<String> words) {
    return Literal.quote(
        "{"
            + String.join(
                ",",
                words.stream()
                    .filter(word -> !word.isEmpty())
                    .map(
                        word ->
                            word.matches("[a-z_][a-z0-9_]*") && !word.equals("null")
                                ? word
                                : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .toList())
            + "}");
  }

  /** Whether PostgreSQL refused to hide rows: its message may be in any language. */
  public static boolean refused(SQLException e) {
    ServerErrorMessage said = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
    return SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
        && said != null
        && "check_enable_rls".equals(said.getRoutine());
  }

  /** What to do when PostgreSQL refused: about the tables that a step comes to, else in general. */
  public static String advice(List<HiddenRows> tables) {
    List<HiddenRows> hidden = tables.stream().filter(table -> !table.shown).toList();
    if (hidden.isEmpty()) {
      return WHY + "Give the role that migrates BYPASSRLS.";
    }
    List<String> lines = new ArrayList<>();
    lines.add(WHY.strip());
    hidden.forEach(table -> lines.add(table.inWords() + " " + table.remedy()));
    return String.join("\n    ", lines);
  }

  private static final String WHY =
      "Row level security hides rows here, and a migration that sees only a part of them loses the"
          + " rest: so our sessions run with row_security = off, and PostgreSQL refuses. ";

  /** Which rows are hidden from whom. */
  public String inWords() {
    return "The policies of %s apply to role %s%s%s."
            .formatted(
                table,
                role,
                owned ? ", its owner (FORCE ROW LEVEL SECURITY)" : "",
                via == null ? "" : ", through " + via)
        + (calls == null
            ? ""
            : " The step may call %s, and it is not known beforehand which rows that reads."
                .formatted(Identifier.quote(calls)));
  }

  /** The ways to show them. */
  public String remedy() {
    String quoted = Identifier.quote(role);
    if (calls != null) {
      return ("As a superuser: ALTER ROLE %s BYPASSRLS. Or, once you have made sure that no policy hides"
              + " rows from the step and from %s: SET LOCAL row_security = on; at the head of the step.")
          .formatted(quoted, Identifier.quote(calls));
    }
    String policy =
        "CREATE POLICY migrate ON %s TO %s USING (true) WITH CHECK (true)".formatted(table, quoted);
    StringBuilder text = new StringBuilder("Either, as a superuser: ALTER ROLE ");
    text.append(quoted).append(" BYPASSRLS; or: ").append(policy).append(';');
    if (!restrictive.isEmpty()) {
      text.append(" which helps only if no restrictive policy applies to the role (here: ")
          .append(String.join(", ", restrictive))
          .append(").");
    }
    text.append(" Both show every row to all sessions of ")
        .append(quoted)
        .append(": an application has to connect as another role, and views and SECURITY DEFINER")
        .append(" functions that ")
        .append(quoted)
        .append(" owns show every row to each user that may use them.");
    if (owned) {
      text.append(" Or: ALTER TABLE ")
          .append(table)
          .append(" NO FORCE ROW LEVEL SECURITY; but meanwhile an application that connects as the")
          .append(" owner is not filtered: it sees and changes the rows of everybody.");
    }
    return text.toString();
  }
}
