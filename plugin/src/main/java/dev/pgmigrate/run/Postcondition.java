package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Literal;
import dev.pgmigrate.sql.SqlState;
import dev.pgmigrate.sql.Token;
import dev.pgmigrate.sql.TokenCursor;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the catalog tells whether a statement that runs outside a transaction has happened.
 *
 * @param query one column: {@code done}, {@code half} or {@code absent}; null when nothing can tell
 * @param repairs one column: the statements that make a half-done statement undone, so that it can
 *     run again; or null
 * @param duplicates one column: the query that finds the rows which a unique index does not allow;
 *     or null
 * @param observable whether the query can say {@code done}; else running it once more does no harm
 * @param concurrent whether nobody queues behind the statement while it waits
 * @param wanted the index that it is about to make, where its name alone does not tell; or null
 */
record Postcondition(
    @Nullable String query,
    @Nullable String repairs,
    @Nullable String duplicates,
    boolean observable,
    boolean concurrent,
    @Nullable WantedIndex wanted) {
  /** What the catalog says. */
  enum State {
    DONE,
    /** Begun, and in the way of running it again. */
    HALF,
    ABSENT,
    UNKNOWN
  }

  private static final String AN_INDEX =
      """
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = to_regclass(?) AND c.relname = ?::name
      """;
  private static final String INDEX_STATE =
      "SELECT COALESCE((SELECT CASE WHEN i.indisvalid THEN 'done' ELSE 'half' END\n"
          + AN_INDEX
          + "), 'absent')";
  private static final String DROP_INVALID =
      "SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %s', i.indexrelid::regclass)\n"
          + AN_INDEX
          + "AND NOT i.indisvalid";
  private static final String DUPLICATES = SqlResource.text(Postcondition.class, "duplicates");
  private static final String INDEX_GONE =
      "SELECT CASE WHEN to_regclass(?) IS NULL THEN 'done' ELSE 'absent' END";

  /** Ours came into being after the step began; who is still building an index keeps it locked. */
  private static final String LEFTOVERS =
      """
      FROM pg_catalog.pg_index i
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      WHERE NOT i.indisvalid
        AND c.relname ~ '_cc(new|old)[0-9]*$'
        AND i.indrelid = COALESCE(
          (SELECT indrelid FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(?)),
          to_regclass(?))
        AND age(c.xmin) < age('<when the step began>'::xid)
        AND NOT EXISTS (
          SELECT
          FROM pg_catalog.pg_locks l
          WHERE l.relation = i.indexrelid
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            AND l.mode = 'ShareUpdateExclusiveLock'
            AND l.pid <> pg_catalog.pg_backend_pid())
      """;

  /** In the place of the transaction that wrote that the step began. */
  private static final String BEGINNING = "'<when the step began>'";

  private static final String REINDEX_STATE =
      "SELECT CASE WHEN EXISTS (SELECT\n" + LEFTOVERS + ") THEN 'half' ELSE 'absent' END";
  private static final String DROP_LEFTOVERS =
      "SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %s', i.indexrelid::regclass)\n" + LEFTOVERS;
  private static final String DETACHED =
      """
      SELECT COALESCE(
        (SELECT CASE WHEN inhdetachpending THEN 'half' ELSE 'absent' END
         FROM pg_catalog.pg_inherits
         WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)),
        'done')
      """;
  private static final String FINALIZE =
      """
      SELECT format('ALTER TABLE %s DETACH PARTITION %s FINALIZE', inhparent::regclass, inhrelid::regclass)
      FROM pg_catalog.pg_inherits
      WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?) AND inhdetachpending
      """;
  private static final String VALUE_ADDED =
      """
      SELECT CASE
               WHEN EXISTS (SELECT FROM pg_catalog.pg_enum
                            WHERE enumtypid = to_regtype(?) AND enumlabel = ?) THEN 'done'
               ELSE 'absent'
             END
      """;
  private static final Postcondition UNKNOWN =
      new Postcondition(null, null, null, false, false, null);

  /** Of a step with one statement. */
  static Postcondition of(Step step) {
    String sql = step.statements().get(0).sql();
    Postcondition built = of(TokenCursor.of(sql));
    if (step.doneWhen() == null) {
      return built;
    }
    String half = built.query == null ? "" : " WHEN (" + built.query + ") = 'half' THEN 'half'";
    String query =
        "SELECT CASE WHEN "
            + DoneWhen.expression(step.doneWhen())
            + " THEN 'done'"
            + half
            + " ELSE 'absent' END";
    return new Postcondition(query, built.repairs, built.duplicates, true, built.concurrent, null);
  }

  /** Whether it is a concurrent build whose index PostgreSQL would have to name. */
  static boolean isNameless(Step step) {
    TokenCursor sql = TokenCursor.of(step.statements().get(0).sql());
    return createsIndex(sql) && sql.sees("on");
  }

  private static Postcondition of(TokenCursor sql) {
    boolean unique = sql.sees("create", "unique");
    if (createsIndex(sql)) {
      String index = String.join(".", sql.names());
      if (!sql.take("on")) {
        return UNKNOWN;
      }
      sql.take("only");
      WantedIndex wanted = WantedIndex.of(index, unique, sql);
      return new Postcondition(
          filled(INDEX_STATE, wanted.table(), index),
          filled(DROP_INVALID, wanted.table(), index),
          filled(DUPLICATES, wanted.table(), index),
          true,
          true,
          wanted);
    }
    if (sql.take("drop", "index", "concurrently")) {
      sql.take("if", "exists");
      return new Postcondition(filled(INDEX_GONE, name(sql)), null, null, true, true, null);
    }
    if (sql.take("reindex")) {
      return reindex(sql);
    }
    if (sql.take("alter", "table")) {
      return detach(sql);
    }
    if (sql.take("alter", "type")) {
      return addValue(sql);
    }
    return UNKNOWN;
  }

  private static boolean createsIndex(TokenCursor sql) {
    boolean index =
        sql.take("create", "index", "concurrently")
            || sql.take("create", "unique", "index", "concurrently");
    if (index) {
      sql.take("if", "not", "exists");
    }
    return index;
  }

  private static Postcondition reindex(TokenCursor sql) {
    TokenCursor options = sql.group();
    boolean wide = sql.take("schema") || sql.take("database") || sql.take("system");
    boolean one = sql.take("index") || sql.take("table");
    boolean concurrent = sql.take("concurrently") || (options != null && concurrently(options));
    if (wide) {
      // Running it once more does no harm.
      return new Postcondition("SELECT 'absent'", null, null, false, concurrent, null);
    }
    String name = name(sql);
    return one
        ? new Postcondition(
            filled(REINDEX_STATE, name, name),
            filled(DROP_LEFTOVERS, name, name),
            null,
            false,
            concurrent,
            null)
        : UNKNOWN;
  }

  private static boolean concurrently(TokenCursor options) {
    while (options.hasNext()) {
      if (options.next().isWord("concurrently")) {
        return !options.sees("false") && !options.sees("off");
      }
    }
    return false;
  }

  private static Postcondition detach(TokenCursor sql) {
    sql.take("if", "exists");
    sql.take("only");
    String parent = name(sql);
    if (!sql.take("detach", "partition")) {
      return UNKNOWN;
    }
    String partition = name(sql);
    return new Postcondition(
        filled(DETACHED, parent, partition),
        filled(FINALIZE, parent, partition),
        null,
        true,
        sql.take("concurrently"),
        null);
  }

  private static Postcondition addValue(TokenCursor sql) {
    String type = name(sql);
    if (!sql.take("add", "value")) {
      return UNKNOWN;
    }
    sql.take("if", "not", "exists");
    Token label = sql.hasNext() ? sql.next() : null;
    if (label == null || !label.text().startsWith("'")) {
      return UNKNOWN;
    }
    String text = label.text().substring(1, label.text().length() - 1).replace("''", "'");
    return new Postcondition(filled(VALUE_ADDED, type, text), null, null, true, false, null);
  }

  /** The name that comes next, as it stands in SQL; empty when none does. */
  static String name(TokenCursor sql) {
    return sql.names().stream().map(Identifier::quote).collect(Collectors.joining("."));
  }

  /** Whether anything can tell what became of an interrupted statement. */
  boolean tells() {
    return query != null;
  }

  /** Whether it has to know which transaction wrote that the step began. */
  boolean needsBeginning() {
    return repairs != null && repairs.contains(BEGINNING);
  }

  /** The same, of what came into being after this transaction. */
  Postcondition since(String beginning) {
    return new Postcondition(
        since(query, beginning),
        since(repairs, beginning),
        duplicates,
        observable,
        concurrent,
        wanted);
  }

  private static @Nullable String since(@Nullable String sql, String beginning) {
    return sql == null ? null : sql.replace(BEGINNING, Literal.quote(beginning));
  }

  /** What the catalog says now. */
  State check(Connection connection) throws SQLException {
    return query == null
        ? State.UNKNOWN
        : State.valueOf(texts(connection, query).get(0).toUpperCase(Locale.ROOT));
  }

  /** What is in the place of the index that it makes, and is another. */
  Optional<WantedIndex.Other> other(Connection connection) throws SQLException {
    return wanted == null ? Optional.empty() : wanted.other(connection);
  }

  /** The index of that name that somebody else left unfinished. */
  Optional<String> invalid(Connection connection) throws SQLException {
    return wanted == null ? Optional.empty() : wanted.invalid(connection);
  }

  /** What to execute now, so that the statement can run again. */
  List<String> repairs(Connection connection) throws SQLException {
    return repairs == null ? List.of() : texts(connection, repairs);
  }

  /** How to find the rows that a unique index does not allow, asked before it is cleared away. */
  Optional<String> explain(Connection connection, SQLException why) throws SQLException {
    if (!SqlState.UNIQUE_VIOLATION.equals(why.getSQLState()) || duplicates == null) {
      return Optional.empty();
    }
    return texts(connection, duplicates).stream()
        .findFirst()
        .map(rows -> "Nothing of it is left. These rows are in the way:\n    " + rows + "\n ");
  }

  /** What to do when the statement succeeded and the catalog does not show it. */
  String advice() {
    return duplicates != null
        ? " (an index of this name existed before and is not valid: DROP INDEX it,"
            + " unless it is being built right now)"
        : "";
  }

  /** A statement that fails unless the catalog says that it is done; empty when it cannot. */
  Optional<String> script() {
    if (query == null || !observable) {
      return Optional.empty();
    }
    return Optional.of(
        """
        DO $migrate_done$
        BEGIN
          IF (%s) <> 'done' THEN
            RAISE EXCEPTION 'The statement before this succeeded, but the catalog does not show it';
          END IF;
        END
        $migrate_done$"""
            // Whether it is half done makes no difference there.
            .formatted(since(query, "3")));
  }

  /** The query with literals for its question marks: no other text is asked with parameters. */
  private static String filled(String template, String... values) {
    StringBuilder sql = new StringBuilder();
    int from = 0;
    for (String value : values) {
      int mark = template.indexOf('?', from);
      sql.append(template, from, mark).append(Literal.quote(value));
      from = mark + 1;
    }
    return sql.append(template.substring(from)).toString();
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet row = statement.executeQuery(sql)) {
        List<String> texts = new ArrayList<>();
        while (row.next()) {
          texts.add(row.getString(1));
        }
        return texts;
      }
    }
  }
}
