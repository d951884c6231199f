package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.SetSequenceOwner;
import dev.pgmigrate.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares a sequence with itself. */
final class SequenceComparator {
  private SequenceComparator() {}

  static List<Change> compare(Sequence from, Sequence to) {
    List<Change> changes = new ArrayList<>();
    if (!from.options().equals(to.options()) || from.unlogged() != to.unlogged()) {
      changes.add(new AlterSequence(from, to));
    }
    if (!Objects.equals(from.ownedBy(), to.ownedBy())) {
      changes.add(new SetSequenceOwner(to.name(), from.ownedBy(), to.ownedBy()));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }
}
