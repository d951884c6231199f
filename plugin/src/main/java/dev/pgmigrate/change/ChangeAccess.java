package dev.pgmigrate.change;

import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;

/** Owner or privileges of an object that stays. */
public record ChangeAccess(ObjectId object, Access from, Access to) implements Change {
  @Override
  public Change reverse() {
    return new ChangeAccess(object, to, from);
  }
}
