package dev.pgmigrate.lint;

import org.apiguardian.api.API;

/**
 * A column as the catalog holds it.
 *
 * @param number {@code attnum}: the same column keeps it through a rename
 * @param type as {@code format_type} prints it
 * @param typeId the type's own, which it keeps through a rename
 * @param filled whether an INSERT that leaves it out gets a value: a default, an identity, a
 *     generated value, or what a trigger assigns before the row is inserted
 * @param existing whether it was there before the first revision that is judged
 * @param serial whether it owns a sequence that is not that of an identity
 */
@API(status = API.Status.EXPERIMENTAL)
public record ColumnState(
    int number,
    String name,
    String type,
    long typeId,
    boolean notNull,
    boolean filled,
    boolean existing,
    boolean serial) {
  /** Whether both have one type, under whatever name. */
  public boolean isTypedAs(ColumnState other) {
    return typeId == other.typeId && modifier().equals(other.modifier());
  }

  private String modifier() {
    int begin = type.indexOf('(');
    return begin < 0 ? "" : type.substring(begin);
  }
}
