package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterSequence;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.SetSequenceOwner;
import dev.pgmigrate.schema.Access;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
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
      changes.addAll(owner(from, to, before, after));
    }
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), access(from, to), changes);
    return changes;
  }

  /**
   * A table that goes and one that comes may have an index of one name, so the old one goes first:
   * the sequence is tied to neither meanwhile, or it would go with it.
   */
  private static List<Change> owner(Sequence from, Sequence to, Schema before, Schema after) {
    ObjectId old = from.ownedBy();
    ObjectId now = to.ownedBy();
    return old != null && now != null && isOf(old, before, after) && isOf(now, after, before)
        ? List.of(
            new SetSequenceOwner(to.name(), old, null), new SetSequenceOwner(to.name(), null, now))
        : List.of(new SetSequenceOwner(to.name(), old, now));
  }

  /** Whether the column's table is there in the one schema alone. */
  private static boolean isOf(ObjectId column, Schema schema, Schema other) {
    QualifiedName name = column.qualifiedName();
    Table there = other.table(name).orElse(null);
    return schema
        .table(name)
        .filter(t -> there == null || Inheritance.isAnew(t, there))
        .isPresent();
  }

  /** The owner of a sequence that belongs to a column is the table's, and changes with it. */
  private static Access access(Sequence from, Sequence to) {
    boolean follows = to.ownedBy() != null && to.ownedBy().equals(from.ownedBy());
    return follows
        ? new Access(from.access().owner(), to.access().granted(), to.access().revoked())
        : to.access();
  }
}
