package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterInheritance;
import dev.pgmigrate.change.AlterTable;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ConvertKey;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.PartitionParts;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
      changes.addAll(DropTable.all(from, before, after));
      changes.addAll(CreateTable.all(to, after, before));
      return changes;
    }
    if (!sameOptions(from, to)) {
      changes.add(new AlterTable(from, to));
    }
    changes.addAll(AlterInheritance.all(from, to, before, after, inheritance.anew()));
    columns.compare(from, to, changes);
    // While it is no partition, what it shares with its parent is its own.
    boolean stays = !inheritance.lasting(to.name()).isEmpty();
    Table old = stays ? from : PartitionParts.own(from, before);
    Table now = stays ? to : PartitionParts.own(to, after);
    new ConstraintComparator(old, now, equivalence).compare(changes);
    new IndexComparator(old, now, equivalence).compare(changes);
    convertKeys(old, now, changes);
    DescriptionComparator.compare(to.id(), from.comment(), to.comment(), changes);
    AccessComparator.compare(from, to, changes);
    return changes;
  }

  /** What is a unique index on one side and a constraint on the other is one key. */
  private static void convertKeys(Table from, Table to, List<Change> changes) {
    if (!from.inherits().isEmpty() || !to.inherits().isEmpty()) {
      return;
    }
    for (Change goes : List.copyOf(changes)) {
      for (Change comes : List.copyOf(changes)) {
        Optional<Change> conversion = conversion(from, to, goes, comes);
        if (conversion.isPresent() && changes.contains(goes) && changes.contains(comes)) {
          changes.removeAll(List.of(goes, comes));
          changes.add(conversion.get());
        }
      }
    }
  }

  private static Optional<Change> conversion(Table from, Table to, Change goes, Change comes) {
    if (goes instanceof DropIndex drop
        && comes instanceof AddConstraint add
        && add.constraint() instanceof Unique unique
        && ConvertKey.reaches(from, to, drop.index(), unique)
        && stay(from, to, unique)) {
      return Optional.of(new ConvertKey(to, drop.index(), unique, true));
    }
    return goes instanceof DropConstraint drop
            && comes instanceof CreateIndex create
            && drop.constraint() instanceof Unique unique
            && ConvertKey.reaches(from, to, create.index(), unique)
            && stay(from, to, unique)
        ? Optional.of(new ConvertKey(to, create.index(), unique, false))
        : Optional.empty();
  }

  /** No column is made again, which would take the index along. */
  private static boolean stay(Table from, Table to, Unique key) {
    return Stream.concat(key.columns().stream(), key.include().stream())
        .allMatch(name -> isPlain(from, name) && isPlain(to, name));
  }

  private static boolean isPlain(Table table, String column) {
    return table.column(column).filter(c -> c.generated() == null).isPresent();
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
