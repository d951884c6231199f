package dev.pgmigrate.change;

import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.schema.QualifiedName;
import java.util.Collection;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Rows that are in the way of a change, and the query that finds them.
 *
 * @param table whose rows they are
 * @param query what a person runs to find them; either one number, or groups with their {@code
 *     count}
 * @param grouped whether the query gives groups
 * @param trait what is with these rows, after "12 of 300 rows": {@code have no value}
 */
@API(status = API.Status.EXPERIMENTAL)
public record Offenders(QualifiedName table, String query, boolean grouped, String trait) {
  /** The rows that meet a condition. */
  public static Offenders where(QualifiedName table, String condition, String trait) {
    return new Offenders(table, count(table) + " WHERE " + condition, false, trait);
  }

  /** Every row of a table. */
  static Offenders all(QualifiedName table, String trait) {
    return new Offenders(table, count(table), false, trait);
  }

  /**
   * Rows that have these columns in common.
   *
   * @param condition which rows count at all; empty for all
   */
  static Offenders alike(
      QualifiedName table, Collection<String> columns, String condition, String trait) {
    String list = columns.stream().map(SqlText::name).collect(Collectors.joining(", "));
    return grouped(table, list, condition, " HAVING count(*) > 1", trait);
  }

  /** The rows that meet a condition, by the value of a column. */
  static Offenders byValue(QualifiedName table, String column, String condition, String trait) {
    return grouped(table, SqlText.name(column), condition, "", trait);
  }

  static Offenders grouped(
      QualifiedName table, String list, String condition, String having, String trait) {
    String query =
        "SELECT "
            + list
            + ", count(*) FROM "
            + SqlText.name(table)
            + (condition.isEmpty() ? "" : " WHERE " + condition)
            + " GROUP BY "
            + list
            + having;
    return new Offenders(table, query, true, trait);
  }

  private static String count(QualifiedName table) {
    return "SELECT count(*) FROM " + SqlText.name(table);
  }

  /** The query of one row: how many they are, and how many rows the table has. */
  public String counted() {
    // A column may be called count.
    String named = query.replace(", count(*) FROM ", ", count(*) AS rows_alike FROM ");
    String offending =
        grouped ? "SELECT coalesce(sum(rows_alike), 0) FROM (" + named + ") alike" : query;
    return "SELECT (" + offending + "), (" + count(table) + ")";
  }
}
