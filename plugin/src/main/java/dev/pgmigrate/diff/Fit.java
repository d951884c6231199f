package dev.pgmigrate.diff;

import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.EnumType;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Unique;
import dev.pgmigrate.sql.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a merged schema one that can be: what was kept and hangs on something gone goes too; what
 * was retracted and is needed by something kept stays.
 */
final class Fit {
  private final Merge merge;
  private final Schema current;
  private final Schema merged;
  private final Map<QualifiedName, Table> tables = new LinkedHashMap<>();
  private final Set<ObjectId> stated = new HashSet<>();
  private final Set<Constraint> found = Collections.newSetFromMap(new IdentityHashMap<>());

  Fit(Merge merge, Schema desired, Schema current, Schema merged) {
    this.merge = merge;
    this.current = current;
    this.merged = merged;
    merged.tables().forEach(table -> tables.put(table.name(), table));
    Stream.<List<? extends SchemaObject>>of(desired.sequences(), desired.tables())
        .flatMap(List::stream)
        .forEach(object -> stated.add(object.id()));
    desired.definitions().forEach(definition -> stated.add(definition.id()));
    current.tables().forEach(table -> found.addAll(table.constraints()));
  }

  Schema target() {
    dropOrphanedPartitions();
    tables.replaceAll((name, table) -> withoutBrokenKeys(table));
    List<Sequence> sequences = sequences();
    List<Domain> domains = stillUsed(merged.domains(), current.domains(), usedTypes());
    Set<QualifiedName> types = usedTypes();
    domains.stream()
        .map(domain -> domain.type().userDefined())
        .filter(Objects::nonNull)
        .forEach(types::add);
    List<EnumType> enums = stillUsed(merged.enums(), current.enums(), types);
    List<Definition> definitions = definitions(enums, domains, sequences);
    List<CompositeType> composites =
        stillUsed(merged.composites(), current.composites(), usedTypes());
    Schema target =
        new Schema(
            merged.namespaces(),
            enums,
            composites,
            domains,
            sequences,
            List.copyOf(tables.values()),
            definitions,
            merged.uses());
    return new Schema(
        namespaces(target),
        enums,
        composites,
        domains,
        sequences,
        target.tables(),
        definitions,
        merged.uses());
  }

  /** A partition that nobody stated goes with its parent. */
  private void dropOrphanedPartitions() {
    Predicate<Table> orphaned =
        table -> {
          Partition partition = table.partition();
          return partition != null
              && !stated.contains(table.id())
              && !tables.containsKey(partition.parent());
        };
    List<Table> orphans = tables.values().stream().filter(orphaned).toList();
    while (!orphans.isEmpty()) {
      for (Table orphan : orphans) {
        merge.goesAlong(orphan.id(), orphan.columns().size() + " columns");
        tables.remove(orphan.name());
      }
      orphans = tables.values().stream().filter(orphaned).toList();
    }
  }

  private Table withoutBrokenKeys(Table table) {
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : table.constraints()) {
      boolean broken =
          constraint instanceof ForeignKey key && found.contains(constraint) && !reaches(key);
      if (broken) {
        merge.goesAlong(table.constraintId(constraint), constraint.structure());
      } else {
        constraints.add(constraint);
      }
    }
    return constraints.size() == table.constraints().size()
        ? table
        : Tables.withConstraints(table, constraints);
  }

  /** A foreign key needs its target's columns, and a unique index over just these. */
  private boolean reaches(ForeignKey key) {
    Table target = tables.get(key.target());
    if (target == null) {
      return false;
    }
    Set<String> columns = Set.copyOf(key.targetColumns());
    return Stream.concat(
            target.constraints().stream().map(Fit::uniqueColumns),
            target.indexes().stream().map(Fit::uniqueColumns))
        .anyMatch(columns::equals);
  }

  private static Set<String> uniqueColumns(Constraint constraint) {
    if (constraint instanceof PrimaryKey key) {
      return Set.copyOf(key.columns());
    }
    return constraint instanceof Unique unique ? Set.copyOf(unique.columns()) : Set.of();
  }

  private static Set<String> uniqueColumns(Index index) {
    return index.unique() && index.predicate() == null
        ? index.keys().stream()
            .map(IndexKey::column)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** A kept view of something that goes, goes along. */
  private List<Definition> definitions(
      List<EnumType> enums, List<Domain> domains, List<Sequence> sequences) {
    List<Definition> kept = new ArrayList<>(merged.definitions());
    Set<ObjectId> there = new HashSet<>();
    Stream.<List<? extends SchemaObject>>of(enums, domains, sequences)
        .flatMap(List::stream)
        .forEach(object -> there.add(object.id()));
    kept.forEach(definition -> there.add(definition.id()));
    for (Table table : tables.values()) {
      there.add(table.id());
      table.columns().forEach(column -> there.add(table.columnId(column.name())));
    }
    Set<ObjectId> gone = new HashSet<>();
    current.objects().map(SchemaObject::id).forEach(gone::add);
    current
        .tables()
        .forEach(table -> table.columns().forEach(c -> gone.add(table.columnId(c.name()))));
    gone.removeAll(there);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Definition definition : List.copyOf(kept)) {
        boolean hangs = !Collections.disjoint(current.uses().of(definition.id()), gone);
        if (hangs && !stated.contains(definition.id())) {
          merge.goesAlong(definition.id(), definition.id().kind().word());
          kept.remove(definition);
          gone.add(definition.id());
          changed = true;
        }
      }
    }
    return kept;
  }

  private List<Sequence> sequences() {
    List<Sequence> sequences = new ArrayList<>();
    for (Sequence sequence : merged.sequences()) {
      ObjectId owner = sequence.ownedBy();
      if (owner == null || exists(owner)) {
        sequences.add(sequence);
      } else if (stated.contains(sequence.id())) {
        sequences.add(
            new Sequence(
                sequence.name(),
                sequence.options(),
                sequence.unlogged(),
                null,
                sequence.comment(),
                sequence.access()));
      } else {
        merge.goesAlong(sequence.id(), sequence.options().type());
      }
    }
    Set<ObjectId> there = sequences.stream().map(Sequence::id).collect(Collectors.toSet());
    String defaults = current.sequences().size() == merged.sequences().size() ? "" : allDefaults();
    for (Sequence sequence : current.sequences()) {
      ObjectId owner = sequence.ownedBy();
      String literal =
          "'"
              + Identifier.quote(sequence.name().namespace())
              + "."
              + Identifier.quote(sequence.name().name())
              + "'";
      if (!there.contains(sequence.id())
          && defaults.contains(literal)
          && (owner == null || exists(owner))) {
        merge.stillUsed(sequence.id(), sequence.options().type());
        sequences.add(sequence);
      }
    }
    sequences.sort(Comparator.comparing(Sequence::id));
    return sequences;
  }

  private boolean exists(ObjectId column) {
    Table table = tables.get(column.qualifiedName());
    return table != null && table.column(column.name()).isPresent();
  }

  private String allDefaults() {
    return tables.values().stream()
        .flatMap(table -> table.columns().stream())
        .map(Column::defaultValue)
        .filter(Objects::nonNull)
        .map(Expression::canonical)
        .collect(Collectors.joining("\n"));
  }

  private Set<QualifiedName> usedTypes() {
    Set<QualifiedName> used = new HashSet<>();
    for (Table table : tables.values()) {
      for (Column column : table.columns()) {
        @Nullable QualifiedName type = column.type().userDefined();
        if (type != null) {
          used.add(type);
        }
      }
    }
    return used;
  }

  private <T extends SchemaObject> List<T> stillUsed(
      List<T> kept, List<T> before, Set<QualifiedName> used) {
    List<T> all = new ArrayList<>(kept);
    for (T type : Lists.diff(before, kept, SchemaObject::id).removed()) {
      if (used.contains(type.id().qualifiedName())) {
        merge.stillUsed(type.id(), "type");
        all.add(type);
      }
    }
    all.sort(Comparator.comparing(SchemaObject::id));
    return all;
  }

  private List<Namespace> namespaces(Schema target) {
    Set<String> used = new HashSet<>(Set.of(Answers.DEFAULT_NAMESPACE));
    target
        .objects()
        .filter(object -> object.id().path().size() > 1)
        .forEach(object -> used.add(object.id().path().get(0)));
    List<Namespace> all = new ArrayList<>(merged.namespaces());
    for (Namespace gone :
        Lists.diff(current.namespaces(), merged.namespaces(), Namespace::name).removed()) {
      if (used.contains(gone.name())) {
        merge.stillUsed(gone.id(), "schema");
        all.add(gone);
      }
    }
    all.sort(Comparator.comparing(Namespace::name));
    return all;
  }
}
