package dev.pgmigrate.plan;

import dev.pgmigrate.sql.ChangedTable;
import dev.pgmigrate.sql.Identifier;
import dev.pgmigrate.sql.Placeholders;
import dev.pgmigrate.sql.SqlSyntaxException;
import dev.pgmigrate.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What a batch step says: a statement to be executed once per range of keys.
 *
 * @param statement names the range by {@code :from} and {@code :to}, both inclusive
 * @param table whose keys are walked, as it stands in SQL
 * @param key the column whose values are walked, as it stands in SQL, or {@code ctid}
 * @param size how many rows a range has at the start
 * @param target how long a range should take; its size adapts to that
 * @param pause between two ranges
 */
public record Batch(
    Statement statement, String table, String key, int size, Duration target, Duration pause) {
  private static final String SIZE = "5000";
  private static final String TARGET = "500ms";
  private static final String PAUSE = "0ms";

  /**
   * Of a batch step.
   *
   * @throws SqlSyntaxException when the statement cannot be walked over ranges
   */
  public static Batch of(Step step) {
    Map<String, String> options = step.options();
    Statement statement = step.statements().get(0);
    if (!Placeholders.in(statement.sql()).containsAll(Set.of("from", "to"))) {
      throw new SqlSyntaxException(
          statement.line(),
          "the statement of a batch must name its range by :from and :to, both inclusive: add"
              + " WHERE "
              + options.get("key")
              + " BETWEEN :from AND :to");
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
                            "the statement is neither UPDATE nor DELETE, so the table whose keys"
                                + " are walked must be named: add table=<table> to the batch")),
        String.valueOf(options.get("key")),
        Integer.parseInt(options.getOrDefault("size", SIZE)),
        duration(options.getOrDefault("target", TARGET)),
        duration(options.getOrDefault("pause", PAUSE)));
  }

  /** Whether the table's blocks are walked instead of a column's values. */
  public boolean byBlock() {
    return Identifier.fold(key).equals("ctid");
  }

  /** Whether it walks over the same keys. */
  public boolean walksLike(Batch other) {
    return key.equals(other.key) && table.equals(other.table);
  }

  /** The statement for one range. */
  public String sql(String from, String to) {
    return Placeholders.fill(statement.sql(), Map.of("from", from, "to", to));
  }

  private static Duration duration(String text) {
    return text.endsWith("ms")
        ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
        : Duration.ofSeconds(Long.parseLong(text.substring(0, text.length() - 1)));
  }
}
