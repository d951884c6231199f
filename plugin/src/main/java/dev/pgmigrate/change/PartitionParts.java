package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Partitions;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.GeneratedName;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PartitionPart;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The indexes and constraints that a partition shares with its parent. DETACH leaves them to the
 * table, and ATTACH takes over those that the table has already.
 */
public final class PartitionParts {
  private PartitionParts() {}

  /**
   * A partition with those parts as its own: what it is after DETACH, and should be before ATTACH.
   *
   * @param schema where its parent is
   */
  public static Table own(Table table, Schema schema) {
    Table above = parent(table, schema);
    if (above == null) {
      return table;
    }
    Table parent = own(above, schema);
    List<Constraint> constraints = new ArrayList<>(table.constraints());
    List<Index> indexes = new ArrayList<>(table.indexes());
    for (PartitionPart part : parts(table).toList()) {
      if (part.kind() != ObjectKind.INDEX) {
        parent
            .constraint(part.parent())
            .filter(constraint -> !comesFromAbove(part, constraint, table, schema))
            .map(constraint -> uncommented(constraint, part.name()))
            .ifPresent(constraints::add);
      } else if (table.constraint(part.name()).isEmpty()) {
        parent
            .index(part.parent())
            .map(index -> uncommented(index, part.name()))
            .ifPresent(indexes::add);
      }
    }
    parent.constraints(Check.class).stream()
        .filter(check -> !check.noInherit())
        .filter(check -> table.constraint(check.name()).isEmpty())
        .map(check -> check.withComment(null))
        .forEach(constraints::add);
    constraints.sort(Comparator.comparing(Constraint::name));
    indexes.sort(Comparator.comparing(Index::name));
    return table.withParts(table.columns(), constraints, indexes);
  }

  /**
   * The foreign keys that a partition shares with its parent and that refer to a table above it:
   * they come with ATTACH, for the partition is itself a part of what they refer to.
   */
  static List<Constraint> referringAbove(Table table, Schema schema) {
    Table parent = parent(table, schema);
    return parent == null
        ? List.of()
        : parts(table)
            .flatMap(
                part ->
                    parent.constraint(part.parent()).stream()
                        .filter(key -> comesFromAbove(part, key, table, schema)))
            .toList();
  }

  private static boolean comesFromAbove(
      PartitionPart part, Constraint constraint, Table table, Schema schema) {
    return part.name().equals(part.parent()) && refersAbove(constraint, table, schema);
  }

  private static boolean refersAbove(Constraint constraint, Table table, Schema schema) {
    Table above = parent(table, schema);
    return above != null
        && constraint instanceof ForeignKey key
        && (key.target().equals(above.name()) || refersAbove(key, above, schema));
  }

  /**
   * A new partition as it is before ATTACH, where CREATE TABLE .. PARTITION OF would give its parts
   * other names or build an index that one of its own keys serves as.
   */
  static Optional<Table> standalone(Table table, Schema schema) {
    Partition partition = table.partition();
    if (partition == null
        || partition.parts().stream().allMatch(part -> comesByItself(table, part, schema))) {
      return Optional.empty();
    }
    Table own = own(table, schema);
    return Optional.of(
        own.withParts(
                own.columns().stream().map(PartitionParts::own).toList(),
                own.constraints().stream().filter(key -> !comesWithAttach(key, partition)).toList(),
                own.indexes())
            .withPlace(null, List.of()));
  }

  /**
   * A foreign key under its parent's name: nothing is gained by making it before, there is no row.
   */
  private static boolean comesWithAttach(Constraint constraint, Partition partition) {
    return constraint.kind() == ObjectKind.FOREIGN_KEY
        && partition.parts().stream()
            .filter(part -> part.kind() == ObjectKind.FOREIGN_KEY)
            .anyMatch(
                part -> part.name().equals(constraint.name()) && part.parent().equals(part.name()));
  }

  /** The numbers of an identity come with the parent's column. */
  private static Column own(Column column) {
    return column.withIdentity(column.local() ? column.identity() : null).withLocal(true);
  }

  private static boolean comesByItself(Table table, PartitionPart part, Schema schema) {
    Table own = own(table, schema);
    if (part.kind() == ObjectKind.INDEX) {
      return own.index(part.name()).filter(index -> isGenerated(index, table)).isPresent();
    }
    return (part.kind() == ObjectKind.FOREIGN_KEY && part.name().equals(part.parent()))
        || own.constraint(part.name()).filter(c -> GeneratedName.isOf(c, table)).isPresent();
  }

  /** PostgreSQL calls an expression as the parent's index does. */
  private static boolean isGenerated(Index index, Table table) {
    return index.hasColumnsOnly()
        ? GeneratedName.isOf(index, table)
        : index.name().startsWith(table.name().name() + "_") && index.name().matches(".*_idx\\d*");
  }

  /** All ids of what a partition shares with its parent, on both of them. */
  static Set<ObjectId> ids(Table table, Schema schema) {
    Table above = parent(table, schema);
    if (above == null) {
      return Set.of();
    }
    Table own = own(table, schema);
    Table parent = own(above, schema);
    Set<ObjectId> ids = new TreeSet<>();
    own.constraints().stream()
        .filter(constraint -> !table.constraints().contains(constraint))
        .forEach(constraint -> ids.addAll(shared(own, constraint, schema)));
    for (PartitionPart part : parts(table).toList()) {
      if (referringAbove(table, schema).stream().noneMatch(k -> k.name().equals(part.parent()))) {
        ids.addAll(ids(own, part.name()));
        ids.addAll(ids(parent, part.parent()));
      }
    }
    return ids;
  }

  /** A check goes from the partitions as well when it goes from a table above. */
  private static Set<ObjectId> shared(Table own, Constraint constraint, Schema schema) {
    Set<ObjectId> ids = new TreeSet<>(References.ids(own, constraint));
    Table above = constraint.kind() == ObjectKind.CHECK ? parent(own, schema) : null;
    while (above != null) {
      ids.addAll(ids(above, constraint.name()));
      above = parent(above, schema);
    }
    return ids;
  }

  private static Set<ObjectId> ids(Table table, String name) {
    Set<ObjectId> ids = new TreeSet<>();
    table.index(name).ifPresent(index -> ids.addAll(References.ids(table, index)));
    table.constraint(name).ifPresent(constraint -> ids.addAll(References.ids(table, constraint)));
    return ids;
  }

  /** The row triggers of its parent, as if they were its own: DETACH drops them. */
  static Set<ObjectId> triggers(Table table, Schema schema) {
    Partition partition = table.partition();
    return partition == null
        ? Set.of()
        : schema.definitions().stream()
            .map(Definition::id)
            .filter(id -> id.kind() == ObjectKind.TRIGGER)
            .filter(id -> id.qualifiedName().equals(partition.parent()))
            .map(id -> ObjectId.of(ObjectKind.TRIGGER, table.name(), id.name()))
            .collect(Collectors.toSet());
  }

  /**
   * What comes or goes with an index, key or foreign key of a partitioned table.
   *
   * @param part its name
   * @param own whether those are meant that the partitions have of their own, and that serve
   */
  static Set<ObjectId> below(Table table, String part, Schema schema, boolean own) {
    Set<ObjectId> ids = new TreeSet<>();
    for (Table partition : Partitions.of(table, schema)) {
      Table whole = own(partition, schema);
      for (PartitionPart one : parts(partition).filter(p -> p.parent().equals(part)).toList()) {
        if (own == partition.constraint(one.name()).isPresent()) {
          ids.addAll(ids(whole, one.name()));
        }
        ids.addAll(below(partition, one.name(), schema, own));
      }
    }
    return ids;
  }

  /** The name that an index, key or foreign key of a partitioned table has on a partition. */
  static Optional<String> name(Table partition, String parent) {
    return parts(partition)
        .filter(part -> part.parent().equals(parent))
        .map(PartitionPart::name)
        .findFirst();
  }

  private static @Nullable Table parent(Table table, Schema schema) {
    Partition partition = table.partition();
    return partition == null ? null : schema.table(partition.parent()).orElse(null);
  }

  private static Stream<PartitionPart> parts(Table table) {
    Partition partition = table.partition();
    return partition == null ? Stream.empty() : partition.parts().stream();
  }

  private static Index uncommented(Index index, String name) {
    return index.withName(name).withComment(null);
  }

  private static Constraint uncommented(Constraint constraint, String name) {
    return constraint.withName(name).withComment(null);
  }
}
