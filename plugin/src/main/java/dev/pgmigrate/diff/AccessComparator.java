package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ChangeAccess;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;
import java.util.List;

/** Compares owner and privileges of an object. */
final class AccessComparator {
  private AccessComparator() {}

  static void compare(ObjectId id, Access from, Access to, List<Change> changes) {
    if (!from.equals(to)) {
      changes.add(new ChangeAccess(id, from, to));
    }
  }
}
