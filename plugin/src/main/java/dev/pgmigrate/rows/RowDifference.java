package dev.pgmigrate.rows;

import dev.pgmigrate.schema.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Rows or values that are not what they were.
 *
 * @param table under the name that it had
 * @param column under the name that it had; null when whole rows are meant
 * @param count how many rows or values
 * @param of how many there were
 * @param example of one, in words
 */
public record RowDifference(
    Kind kind, QualifiedName table, @Nullable String column, int count, int of, String example) {
  /** What became of them. */
  public enum Kind {
    /** The table is not there any more. */
    TABLE_GONE,
    /** The table is there, rows are not. */
    ROWS_GONE,
    /** The column is not there any more, and rows had a value in it. */
    COLUMN_GONE,
    /** The column was replaced, and values are NULL or cannot be told apart in the new one. */
    VALUES_LOST,
    /** The column got another type, and values are NULL or cannot be told apart. */
    VALUES_MERGED,
    /** The column was replaced or got another type; each value became another one. */
    VALUES_CONVERTED,
    /** The column is the same one; somebody wrote other values into it. */
    VALUES_WRITTEN,
    /** Every value is what it was, and NULLs got one: no loss, unless it should be as before. */
    NULLS_FILLED
  }

  /** A sentence without its full stop: {@code public.account.phone: 2 of 2 values are lost}. */
  public String inWords() {
    String place = column == null ? table.toString() : table + "." + column;
    String part = count + " of " + of;
    String are = (of == 1 ? "" : "s") + (count == 1 ? " is " : " are ");
    return place
        + ": "
        + switch (kind) {
          case TABLE_GONE, ROWS_GONE -> part + " row" + are + "lost";
          case COLUMN_GONE, VALUES_LOST, VALUES_MERGED -> part + " value" + are + "lost";
          case VALUES_CONVERTED, VALUES_WRITTEN -> part + " value" + are + "changed";
          case NULLS_FILLED -> part + " NULL" + are + "filled";
        }
        + (example.isEmpty() ? "" : ", for example " + example);
  }
}
