package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.SetSequenceOwner;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares a sequence with itself. */
final class SequenceComparator {
  private SequenceComparator() {}

  static List<Change> compare(Sequence from, Sequence to, Schema before, Schema after) {
    List<Change> changes = new ArrayList<>();
    if (!from.options().equals(to.options()) || from.unlogged() != to.unlogged()) {
      changes.add(AlterSequence.between(from, to, before, after));
    }
    if (!Objects.equals(from.ownedBy(), to.ownedBy())) {
      changes.add(new SetSequenceOwner(to.name(), from.ownedBy(), to.ownedBy()));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), access(from, to), changes);
    return changes;
  }

  /** The owner of a sequence that belongs to a column is the table's, and changes with it. */
  private static Access access(Sequence from, Sequence to) {
    boolean follows = to.ownedBy() != null && to.ownedBy().equals(from.ownedBy());
    return follows
        ? new Access(from.access().owner(), to.access().granted(), to.access().revoked())
        : to.access();
  }
}
