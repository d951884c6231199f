package dev.pgmigrate.project;

import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.TokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What earlier statements do to the rows of a query. Only their text tells, so a statement may
 * change rows unless it is known not to.
 */
public final class EarlierStatements {
  private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s,()\"'.;]+)";
  private static final Pattern TABLE =
      Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+(?:ONLY\\s+)?(" + NAME + "(?:\\." + NAME + ")*)");
  private static final Pattern WITHOUT_ROWS =
      Pattern.compile(
          "(?is)(?:SELECT (?:pg_catalog\\.)?(?:setval|set_config)\\(|COMMENT |ANALYZE |LOCK "
              + "|GRANT |REVOKE |CREATE (?:UNIQUE )?INDEX |DROP INDEX |ALTER INDEX ).*");

  /** They may change rows of tables that they do not name. */
  private static final Pattern ANYTHING =
      Pattern.compile(
          "(?is)(?:SELECT|CALL|DELETE|TRUNCATE|WITH|EXECUTE|SET .*search_path"
              + "|DO\\b.*\\b(?:PERFORM|EXECUTE|CALL|DELETE|TRUNCATE))\\b.*");

  private static final Set<String> CONSTRAINTS =
      Set.of("constraint", "check", "unique", "primary", "foreign", "exclude", "not", "generated");

  private final String namespace;
  private final List<String> all = new ArrayList<>();
  private final List<Column> added = new ArrayList<>();

  /**
   * A column that one of them adds.
   *
   * @param table with its namespace
   * @param type the text after its name; empty if the column may exist already
   */
  public record Column(String table, String name, String type) {}

  /**
   * No statements yet.
   *
   * @param namespace of names without one
   */
  public EarlierStatements(String namespace) {
    this.namespace = namespace;
  }

  /** One more. */
  void add(String sql) {
    all.add(sql.strip());
    added.addAll(addedBy(sql));
  }

  /** Whether one of them may change the rows that a query is about. */
  boolean mayChange(String query) {
    Set<String> tables =
        TABLE
            .matcher(query)
            .results()
            .map(found -> TokenCursor.of(found.group(1)).names())
            .filter(names -> !names.isEmpty())
            .map(names -> names.get(names.size() - 1))
            .collect(Collectors.toSet());
    return tables.isEmpty()
        || all.stream().anyMatch(sql -> tables.stream().anyMatch(table -> mayChange(sql, table)));
  }

  private boolean mayChange(String sql, String table) {
    if (WITHOUT_ROWS.matcher(sql).matches()) {
      return false;
    }
    TokenCursor cursor = TokenCursor.of(sql);
    if (toTable(cursor).isPresent()
        && cursor.rest().parts().stream().allMatch(EarlierStatements::leavesRows)) {
      return false;
    }
    return ANYTHING.matcher(sql).matches()
        || sql.toLowerCase(Locale.ROOT)
            .contains(table.replace("\"", "\"\"").toLowerCase(Locale.ROOT));
  }

  /** What a column gets that is added is another question. */
  private static boolean leavesRows(TokenCursor action) {
    if (action.take("alter")) {
      action.take("column");
      action.names();
      return action.sees("drop", "default")
          || action.sees("drop", "not", "null")
          || action.sees("set", "not", "null");
    }
    return action.sees("add")
        || action.sees("drop")
        || action.sees("validate", "constraint")
        || action.sees("owner", "to");
  }

  /** Whether the query speaks of a column that one of them adds. */
  boolean addsColumnOf(String query) {
    return added.stream().anyMatch(column -> says(query, column.name()));
  }

  /** The column that the query looks for NULL in, where one of them adds it. */
  Optional<Column> addedWithoutValue(String query) {
    Matcher matcher = TABLE.matcher(query);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String table = qualified(TokenCursor.of(matcher.group(1)).names());
    TokenCursor rest = TokenCursor.of(query.substring(matcher.end()));
    rest.take("where");
    List<String> names = rest.names();
    if (names.size() != 1 || !rest.take("is", "null") || rest.hasNext()) {
      return Optional.empty();
    }
    return added.stream()
        .filter(column -> column.table().equals(table) && column.name().equals(names.get(0)))
        .reduce((first, last) -> last);
  }

  /** The columns that a statement adds. */
  public List<Column> addedBy(String sql) {
    TokenCursor cursor = TokenCursor.of(sql);
    List<Column> columns = new ArrayList<>();
    toTable(cursor)
        .ifPresent(
            table -> {
              for (TokenCursor action : cursor.rest().parts()) {
                if (action.take("add")) {
                  boolean column = action.take("column");
                  boolean perhaps = action.take("if", "not", "exists");
                  if (column || CONSTRAINTS.stream().noneMatch(action::sees)) {
                    List<String> name = action.names();
                    if (name.size() == 1) {
                      columns.add(
                          new Column(table, name.get(0), perhaps ? "" : action.rest().text()));
                    }
                  }
                }
              }
            });
    return columns;
  }

  /** Moves past ALTER TABLE and the name: the name; empty for any other statement. */
  private Optional<String> toTable(TokenCursor cursor) {
    if (!cursor.take("alter", "table")) {
      return Optional.empty();
    }
    cursor.take("if", "exists");
    cursor.take("only");
    List<String> names = cursor.names();
    return names.isEmpty() ? Optional.empty() : Optional.of(qualified(names));
  }

  private String qualified(List<String> names) {
    return names.size() == 1
        ? Identifier.quote(namespace) + "." + Identifier.quote(names.get(0))
        : names.stream().map(Identifier::quote).collect(Collectors.joining("."));
  }

  private static boolean says(String query, String name) {
    return Pattern.compile(
            "(?<![\\w$])" + Pattern.quote(name.replace("\"", "\"\"")) + "(?![\\w$])",
            Pattern.CASE_INSENSITIVE)
        .matcher(query)
        .find();
  }
}
