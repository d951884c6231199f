package dev.pgmigrate.plan;

import dev.pgmigrate.sql.ChangedTable;
import dev.pgmigrate.sql.Durations;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Placeholders;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.TokenCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a batch step says: a statement to be executed once per range of keys.
 *
 * @param statement names the range by {@code :from} and {@code :to}, both inclusive
 * @param table whose keys are walked, as it stands in SQL
 * @param keys the columns whose values are walked, as they stand in SQL: together, as a row; or
 *     only {@code ctid}
 * @param size how many rows a range has at the start
 * @param target how long a range should take; its size adapts to that
 * @param pause between two ranges
 */
public record Batch(
    Statement statement,
    String table,
    List<String> keys,
    int size,
    Duration target,
    Duration pause) {
  private static final String SIZE = "5000";
  private static final String TARGET = "500ms";
  private static final String PAUSE = "0ms";

  public Batch {
    keys = List.copyOf(keys);
  }

  /**
   * Of a batch step.
   *
   * @throws SqlSyntaxException when the statement cannot be walked over ranges
   */
  public static Batch of(Step step) {
    Map<String, String> options = step.options();
    Statement statement = step.statements().get(0);
    List<String> keys = keys(String.valueOf(options.get("key")), statement.line());
    if (!Placeholders.in(statement.sql()).containsAll(Set.of("from", "to"))) {
      throw new SqlSyntaxException(
          statement.line(),
          "the statement of a batch must name its range with :from and :to, both inclusive",
          "Add WHERE " + row(keys) + " BETWEEN :from AND :to");
    }
    String table = options.get("table");
    return new Batch(
        statement,
        table != null
            ? table
            : ChangedTable.of(statement.sql())
                .orElseThrow(
                    () ->
                        new SqlSyntaxException(
                            statement.line(),
                            "the statement is neither UPDATE nor DELETE, so the batch must name the"
                                + " table whose keys it walks",
                            "Add table=<table> to the batch.")),
        keys,
        Integer.parseInt(options.getOrDefault("size", SIZE)),
        duration(options.getOrDefault("target", TARGET)),
        duration(options.getOrDefault("pause", PAUSE)));
  }

  private static List<String> keys(String option, int line) {
    List<TokenCursor> parts = TokenCursor.of(option).parts();
    if (parts.size() < 2) {
      return List.of(option);
    }
    List<String> keys = new ArrayList<>();
    for (TokenCursor part : parts) {
      keys.add(part.text());
      boolean column = part.names().size() == 1 && !part.hasNext();
      if (!column || isPlace(keys.get(keys.size() - 1))) {
        throw new SqlSyntaxException(
            line,
            "key=%s: a batch walks over columns, separated by commas, or over ctid alone"
                .formatted(option));
      }
    }
    return keys;
  }

  private static boolean isPlace(String key) {
    return Identifier.fold(key).equals("ctid");
  }

  /** Whether the table's blocks are walked instead of the values of columns. */
  public boolean byBlock() {
    return keys.size() == 1 && isPlace(keys.get(0));
  }

  /** The keys as the statement compares them: a column, or a row of columns. */
  public String key() {
    return row(keys);
  }

  private static String row(List<String> keys) {
    return keys.size() == 1 ? keys.get(0) : "(" + String.join(", ", keys) + ")";
  }

  /** Whether it walks over the same keys. */
  public boolean walksLike(Batch other) {
    return keys.equals(other.keys) && table.equals(other.table);
  }

  /** The statement for one range. */
  public String sql(String from, String to) {
    return Placeholders.fill(statement.sql(), Map.of("from", from, "to", to));
  }

  /** What the header's parser has let through. */
  private static Duration duration(String text) {
    return Durations.parse(text).orElseThrow();
  }
}
