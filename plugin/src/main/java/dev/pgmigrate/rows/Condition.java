package dev.pgmigrate.rows;

import java.util.List;

/**
 * What the values of a row must satisfy.
 *
 * @param columns those that it mentions
 * @param sql a boolean expression over them
 * @param title how a message names it
 */
record Condition(List<String> columns, String sql, String title) {
  Condition {
    columns = List.copyOf(columns);
  }
}
