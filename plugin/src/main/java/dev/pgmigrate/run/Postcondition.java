package dev.pgmigrate.run;

import dev.pgmigrate.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the catalog tells whether a statement that runs outside a transaction has happened.
 *
 * @param query one column: {@code done}, {@code half} or {@code absent}; null when nothing can tell
 * @param parameters of the query
 * @param repair what makes a half-done statement undone, so that it can run again; or null
 * @param repeatable whether running it once more does no harm, so that nobody needs to know
 */
record Postcondition(
    @Nullable String query, List<String> parameters, @Nullable String repair, boolean repeatable) {
  /** What the catalog says. */
  enum State {
    DONE,
    /** Begun, and in the way of running it again. */
    HALF,
    ABSENT,
    UNKNOWN
  }

  private static final String WORD = "(?:\"(?:[^\"]|\"\")+\"|[\\w$]+)";
  private static final String NAME = "(" + WORD + "(?:\\s*\\.\\s*" + WORD + ")?)";
  private static final Pattern CREATE_INDEX =
      pattern(
          "CREATE (?:UNIQUE )?INDEX CONCURRENTLY (?:IF NOT EXISTS )?"
              + ("(" + WORD + ")")
              + " ON (?:ONLY )?"
              + NAME);
  private static final Pattern DROP_INDEX =
      pattern("DROP INDEX CONCURRENTLY (?:IF EXISTS )?" + NAME);
  private static final Pattern REINDEX =
      pattern("REINDEX (?:\\([^)]*\\) ?)?(?:INDEX|TABLE|SCHEMA|DATABASE) CONCURRENTLY ");
  private static final Pattern DETACH =
      pattern("ALTER TABLE (?:IF EXISTS )?" + NAME + " DETACH PARTITION " + NAME + " CONCURRENTLY");
  private static final Pattern ADD_VALUE =
      pattern("ALTER TYPE " + NAME + " ADD VALUE (?:IF NOT EXISTS )?'((?:[^']|'')+)'");

  private static final String INDEX_STATE =
      """
      SELECT CASE
               WHEN i.indexrelid IS NULL THEN 'absent'
               WHEN i.indisvalid THEN 'done'
               ELSE 'half'
             END
      FROM (SELECT to_regclass(?) AS "table") t
      LEFT JOIN (pg_catalog.pg_index i
                 JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relname = ?)
        ON i.indrelid = t."table"
      """;
  private static final String INDEX_GONE =
      "SELECT CASE WHEN to_regclass(?) IS NULL THEN 'done' ELSE 'absent' END";
  private static final String DETACHED =
      """
      SELECT COALESCE(
        (SELECT CASE WHEN inhdetachpending THEN 'half' ELSE 'absent' END
         FROM pg_catalog.pg_inherits
         WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)),
        'done')
      """;
  private static final String VALUE_ADDED =
      """
      SELECT CASE
               WHEN EXISTS (SELECT FROM pg_catalog.pg_enum
                            WHERE enumtypid = to_regtype(?) AND enumlabel = ?) THEN 'done'
               ELSE 'absent'
             END
      """;

  Postcondition {
    parameters = List.copyOf(parameters);
  }

  /** Of a step with one statement. */
  static Postcondition of(Step step) {
    if (step.doneWhen() != null) {
      String query = "SELECT CASE WHEN (" + step.doneWhen() + ") THEN 'done' ELSE 'absent' END";
      return new Postcondition(query, List.of(), null, false);
    }
    String sql = step.statements().get(0).sql();
    Matcher m = CREATE_INDEX.matcher(sql);
    if (m.lookingAt()) {
      return new Postcondition(
          INDEX_STATE,
          List.of(m.group(2), folded(m.group(1))),
          "DROP INDEX CONCURRENTLY IF EXISTS " + besideTable(m.group(1), m.group(2)),
          false);
    }
    m = DROP_INDEX.matcher(sql);
    if (m.lookingAt()) {
      return new Postcondition(INDEX_GONE, List.of(m.group(1)), null, false);
    }
    m = DETACH.matcher(sql);
    if (m.lookingAt()) {
      String finish =
          "ALTER TABLE %s DETACH PARTITION %s FINALIZE".formatted(m.group(1), m.group(2));
      return new Postcondition(DETACHED, List.of(m.group(1), m.group(2)), finish, false);
    }
    m = ADD_VALUE.matcher(sql);
    if (m.lookingAt()) {
      return new Postcondition(
          VALUE_ADDED, List.of(m.group(1), m.group(2).replace("''", "'")), null, false);
    }
    return new Postcondition(null, List.of(), null, REINDEX.matcher(sql).lookingAt());
  }

  /** What the catalog says now. */
  State check(Connection connection) throws SQLException {
    if (query == null) {
      return repeatable ? State.ABSENT : State.UNKNOWN;
    }
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return State.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
      }
    }
  }

  /** Whether the catalog can tell after a statement that PostgreSQL reported as done. */
  boolean observable() {
    return query != null;
  }

  /** An index is in the namespace of its table. */
  private static String besideTable(String index, String table) {
    Matcher m = Pattern.compile("(" + WORD + ")\\s*\\.\\s*" + WORD).matcher(table);
    return m.matches() ? m.group(1) + "." + index : index;
  }

  private static String folded(String identifier) {
    return identifier.startsWith("\"")
        ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
        : identifier.toLowerCase(Locale.ROOT);
  }

  private static Pattern pattern(String words) {
    return Pattern.compile(words.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
  }
}
