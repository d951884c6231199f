package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * A column that a statement gave another type.
 *
 * @param from its type before, as {@code format_type} prints it
 * @param fit what becomes of the values
 */
@API(status = API.Status.EXPERIMENTAL)
public record Retyped(Relation table, String column, String from, String to, Fit fit) {
  /** Whether a value of the old type is one of the new type. */
  public enum Fit {
    /** Each is. */
    WIDER,
    /** A value may be too long or too large, or lose digits. */
    NARROWER,
    /** Only the value tells whether it can be read as the new type. */
    CAN_FAIL
  }
}
