package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.schema.Namespace;
import java.util.ArrayList;
import java.util.List;

/** Compares a namespace with itself. */
final class NamespaceComparator {
  private NamespaceComparator() {}

  static List<Change> compare(Namespace from, Namespace to) {
    List<Change> changes = new ArrayList<>();
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }
}
