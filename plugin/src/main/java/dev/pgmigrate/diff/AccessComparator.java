package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ChangeAccess;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Grant;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Table;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares owner and privileges of an object. */
final class AccessComparator {
  private AccessComparator() {}

  static void compare(ObjectId id, Access from, Access to, List<Change> changes) {
    if (!from.equals(to)) {
      changes.add(new ChangeAccess(id, from, to));
    }
  }

  /** Those of a table, whose columns keep what both sides grant on them; new ones all they have. */
  static void compare(Table from, Table to, List<Change> changes) {
    if (!from.access().equals(to.access())) {
      Map<ObjectId, SortedSet<Grant>> kept = new TreeMap<>();
      for (Column column : to.columns()) {
        SortedSet<Grant> granted = new TreeSet<>(column.access().granted());
        from.column(column.name()).ifPresent(old -> granted.retainAll(old.access().granted()));
        if (!granted.isEmpty()) {
          kept.put(to.columnId(column.name()), granted);
        }
      }
      changes.add(new ChangeAccess(to.id(), from.access(), to.access(), kept));
    }
  }
}
