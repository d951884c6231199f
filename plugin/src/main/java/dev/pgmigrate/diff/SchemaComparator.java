package dev.pgmigrate.diff;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateComposite;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.CreateDomain;
import dev.pgmigrate.change.CreateEnum;
import dev.pgmigrate.change.CreateNamespace;
import dev.pgmigrate.change.CreateSequence;
import dev.pgmigrate.change.CreateTable;
import dev.pgmigrate.change.DropComposite;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.change.DropDomain;
import dev.pgmigrate.change.DropEnum;
import dev.pgmigrate.change.DropNamespace;
import dev.pgmigrate.change.DropSequence;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.PartSettings;
import dev.pgmigrate.change.Recreation;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares two schemas exactly: names count, and what {@code to} lacks goes. Only expressions that
 * mean the same are no difference. The changes are not yet ordered.
 */
public final class SchemaComparator {
  private final List<Change> changes = new ArrayList<>();

  private SchemaComparator() {}

  /** The changes that lead {@code from} to {@code to}; empty when there is nothing to do. */
  public static List<Change> compare(Schema from, Schema to, Equivalence equivalence) {
    SchemaComparator comparator = new SchemaComparator();
    List<Rename> freed = freed(from, to);
    Schema renamed = Renaming.of(from, freed);
    comparator.changes.addAll(freed);
    comparator.compareAll(renamed, to, equivalence);
    PartitionMoves.add(comparator.changes, renamed, to);
    RowTypes.add(comparator.changes, renamed, to);
    List<Change> changes = new ArrayList<>(Recreation.around(comparator.changes, renamed, to));
    changes.addAll(PartSettings.compare(changes, renamed, to));
    return List.copyOf(changes);
  }

  /**
   * An enum or domain under columns that leaves its name to a type of another kind gets another
   * name, until the columns have the new type.
   */
  private static List<Rename> freed(Schema from, Schema to) {
    Set<ObjectId> before = types(from);
    if (before.isEmpty()) {
      return List.of();
    }
    Set<ObjectId> after = types(to);
    TypeUses uses = new TypeUses(from, to);
    List<Rename> freed = new ArrayList<>();
    for (ObjectId type : before) {
      QualifiedName name = type.qualifiedName();
      boolean taken =
          !after.contains(type)
              && after.stream().anyMatch(other -> other.qualifiedName().equals(name));
      if (taken && !uses.of(name).isEmpty()) {
        String old = ObjectName.of(name.name(), "", "old");
        freed.add(
            new Rename(type, ObjectId.of(type.kind(), new QualifiedName(name.namespace(), old))));
      }
    }
    return freed;
  }

  private static Set<ObjectId> types(Schema schema) {
    return Stream.<List<? extends SchemaObject>>of(schema.enums(), schema.domains())
        .flatMap(List::stream)
        .map(SchemaObject::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void compareAll(Schema from, Schema to, Equivalence equivalence) {
    TypeUses uses = new TypeUses(from, to);
    each(
        from.namespaces(),
        to.namespaces(),
        o -> List.of(new CreateNamespace(o)),
        o -> List.of(new DropNamespace(o, false)),
        pair -> NamespaceComparator.compare(pair.from(), pair.to()));
    each(
        from.enums(),
        to.enums(),
        o -> List.of(new CreateEnum(o)),
        o -> List.of(new DropEnum(o)),
        pair -> EnumComparator.compare(pair.from(), pair.to(), uses));
    each(
        from.composites(),
        to.composites(),
        o -> List.of(new CreateComposite(o)),
        o -> List.of(new DropComposite(o)),
        pair -> CompositeComparator.compare(pair.from(), pair.to()));
    each(
        from.domains(),
        to.domains(),
        o -> List.of(new CreateDomain(o)),
        o -> List.of(new DropDomain(o)),
        pair -> DomainComparator.compare(pair.from(), pair.to(), uses, equivalence));
    each(
        from.sequences(),
        to.sequences(),
        CreateSequence::all,
        DropSequence::all,
        pair -> SequenceComparator.compare(pair.from(), pair.to(), from, to));
    each(
        from.definitions(),
        to.definitions(),
        o -> List.of(new CreateDefinition(o)),
        o -> List.of(new DropDefinition(o)),
        pair ->
            DefinitionComparator.compare(
                pair.from(), pair.to(), to.uses().isUsed(pair.to().id()), equivalence));
    TypeClusters.join(changes, from, to, uses);
    Inheritance inheritance = new Inheritance(from, to);
    TableComparator tables =
        new TableComparator(
            from,
            to,
            inheritance,
            new ColumnComparator(
                equivalence,
                uses.swapped(),
                inheritance,
                Stream.of(from, to).flatMap(schema -> schema.sequences().stream()).toList(),
                new Conversions(from, to)),
            equivalence);
    each(
        from.tables(),
        to.tables(),
        table -> CreateTable.all(table, to, from),
        table -> DropTable.all(table, from, to),
        pair -> tables.compare(pair.from(), pair.to()));
  }

  /** What is part of a table that is made anew must follow it, even if it does not differ. */
  private static boolean isPartOfAnother(SchemaObject object) {
    return object instanceof Table table && table.partition() != null;
  }

  private <T extends SchemaObject> void each(
      List<T> from,
      List<T> to,
      Function<T, List<? extends Change>> create,
      Function<T, List<? extends Change>> drop,
      Function<Lists.Pair<T>, List<Change>> compare) {
    Lists.Difference<T> difference = Lists.diff(from, to, SchemaObject::id);
    difference.removed().forEach(object -> changes.addAll(drop.apply(object)));
    difference.added().forEach(object -> changes.addAll(create.apply(object)));
    for (Lists.Pair<T> pair : difference.common()) {
      if (!pair.from().equals(pair.to()) || isPartOfAnother(pair.to())) {
        changes.addAll(compare.apply(pair));
      }
    }
  }
}
