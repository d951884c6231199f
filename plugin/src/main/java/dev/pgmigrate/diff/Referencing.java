package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A foreign key hangs on one unique index of its target: where that one is re-created, the foreign
 * key must be too, though it does not change.
 */
final class Referencing {
  /** The columns of a table that had to be unique together. */
  private record Key(QualifiedName table, Set<String> columns) {}

  private Referencing() {}

  static List<Change> reCreated(Schema from, Schema to, List<Change> changes) {
    Set<Key> dropped = new HashSet<>();
    for (Change change : changes) {
      if (change instanceof DropConstraint drop && !columns(drop.constraint()).isEmpty()) {
        dropped.add(new Key(drop.table().name(), columns(drop.constraint())));
      } else if (change instanceof DropIndex drop && drop.index().unique()) {
        dropped.add(
            new Key(
                drop.table().name(),
                drop.index().keys().stream()
                    .map(IndexKey::column)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet())));
      }
    }
    return dropped.isEmpty() ? List.of() : hanging(from, to, dropped);
  }

  private static List<Change> hanging(Schema from, Schema to, Set<Key> dropped) {
    List<Change> changes = new ArrayList<>();
    for (Lists.Pair<Table> tables : Lists.diff(from.tables(), to.tables(), Table::name).common()) {
      for (Constraint constraint : tables.to().constraints()) {
        if (constraint instanceof ForeignKey key
            && dropped.contains(new Key(key.target(), Set.copyOf(key.targetColumns())))
            && tables.from().constraints().contains(key)) {
          changes.add(new DropConstraint(tables.from(), key));
          changes.add(new AddConstraint(tables.to(), key));
        }
      }
    }
    return changes;
  }

  private static Set<String> columns(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return Set.copyOf(key.columns());
    }
    return constraint instanceof Unique unique ? Set.copyOf(unique.columns()) : Set.of();
  }
}
