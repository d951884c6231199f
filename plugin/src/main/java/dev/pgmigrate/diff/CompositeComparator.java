package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterComposite;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.schema.CompositeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares a composite type with itself. */
final class CompositeComparator {
  private CompositeComparator() {}

  static List<Change> compare(CompositeType from, CompositeType to) {
    List<Change> changes = new ArrayList<>();
    if (!Set.copyOf(from.attributes()).equals(Set.copyOf(to.attributes()))) {
      changes.add(new AlterComposite(from, to));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }
}
