package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.AlterTable;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares a table with itself, with all its parts. */
final class TableComparator {
  private final Schema before;
  private final Schema after;
  private final ColumnComparator columns;
  private final Inheritance inheritance;
  private final Equivalence equivalence;

  TableComparator(
      Schema before,
      Schema after,
      Inheritance inheritance,
      ColumnComparator columns,
      Equivalence equivalence) {
    this.before = before;
    this.after = after;
    this.inheritance = inheritance;
    this.columns = columns;
    this.equivalence = equivalence;
  }

  List<Change> compare(Table from, Table to) {
    List<Change> changes = new ArrayList<>();
    if (Inheritance.isAnew(from, to)) {
      changes.addAll(DropTable.all(from, before));
      changes.addAll(CreateTable.all(to, after));
      return changes;
    }
    if (!sameOptions(from, to)) {
      changes.add(new AlterTable(from, to));
    }
    changes.addAll(AlterInheritance.all(from, to, before, after, inheritance.anew()));
    columns.compare(from, to, changes);
    new ConstraintComparator(from, to, equivalence).compare(changes);
    new IndexComparator(from, to, equivalence).compare(changes);
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(to.id(), from.access(), to.access(), changes);
    return changes;
  }

  private static boolean sameOptions(Table from, Table to) {
    return from.unlogged() == to.unlogged()
        && from.parameters().equals(to.parameters())
        && Objects.equals(from.tablespace(), to.tablespace())
        && Objects.equals(from.accessMethod(), to.accessMethod())
        && Objects.equals(from.replicaIdentity(), to.replicaIdentity())
        && Objects.equals(from.rowSecurity(), to.rowSecurity());
  }
}
