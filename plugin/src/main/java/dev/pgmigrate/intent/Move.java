package dev.pgmigrate.intent;

import dev.pgmigrate.schema.ObjectId;
import org.apiguardian.api.API;

/**
 * A column's values go to a column of another table.
 *
 * @param from the column that would be dropped
 * @param to the column that would be added
 */
@API(status = API.Status.EXPERIMENTAL)
public record Move(ObjectId from, ObjectId to) {
  /** The table that loses the column. */
  public ObjectId source() {
    return ObjectId.table(from.qualifiedName());
  }

  /** The table that gets it. */
  public ObjectId target() {
    return ObjectId.table(to.qualifiedName());
  }
}
