package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Lists;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.Namespace;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.SchemaObject;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a merged schema one that can be: what was kept and hangs on something gone goes too; what
 * was retracted and is needed by something kept stays.
 */
final class Consistency {
  private final Merge merge;
  private final Schema current;
  private final Schema merged;
  private final Map<QualifiedName, Table> tables = new LinkedHashMap<>();
  private final Set<ObjectId> stated = new HashSet<>();
  private final Map<ObjectId, Definition> definitions = new TreeMap<>();

  /** What is there and nobody states any more; some of it may be needed. */
  private final Set<ObjectId> retracted = new TreeSet<>();

  private final Set<ObjectId> needed = new TreeSet<>();
  private final Set<ObjectId> gone = new HashSet<>();
  private final Set<Constraint> found = Collections.newSetFromMap(new IdentityHashMap<>());

  Consistency(Merge merge, Schema desired, Schema current, Schema merged) {
    this.merge = merge;
    this.current = current;
    this.merged = merged;
    merged.tables().forEach(table -> tables.put(table.name(), table));
    Stream.<List<? extends SchemaObject>>of(
            desired.sequences(), desired.tables(), desired.definitions())
        .flatMap(List::stream)
        .forEach(object -> stated.add(object.id()));
    merged.definitions().forEach(definition -> definitions.put(definition.id(), definition));
    current.tables().forEach(table -> found.addAll(table.constraints()));
  }

  Schema target() {
    dropOrphanedPartitions();
    tables.replaceAll((name, table) -> withoutBrokenKeys(table));
    List<Sequence> sequences = sequences();
    findGone(sequences);
    dropHangingDefinitions();
    Intent.ids(target(sequences)).forEach(user -> merged.uses().of(user).forEach(this::need));
    usedByColumns().forEach(this::need);
    retracted.removeAll(needed);
    gone.addAll(retracted);
    dropHangingDefinitions();
    return withNamespaces(target(sequences));
  }

  private Schema target(List<Sequence> sequences) {
    return new Schema(
        merged.namespaces(),
        withNeeded(merged.enums(), current.enums()),
        withNeeded(merged.composites(), current.composites()),
        withNeeded(merged.domains(), current.domains()),
        sequences,
        List.copyOf(tables.values()),
        withNeeded(List.copyOf(definitions.values()), current.definitions()),
        merged.uses());
  }

  private <T extends SchemaObject> List<T> withNeeded(List<T> kept, List<T> before) {
    return Stream.concat(
            kept.stream(), before.stream().filter(object -> needed.contains(object.id())))
        .sorted(Comparator.comparing(SchemaObject::id))
        .toList();
  }

  private void findGone(List<Sequence> sequences) {
    Set<ObjectId> there = objectsAndColumns(target(sequences));
    Stream.<List<? extends SchemaObject>>of(
            current.enums(), current.composites(), current.domains(), current.definitions())
        .flatMap(List::stream)
        .map(SchemaObject::id)
        .filter(id -> !there.contains(id))
        .forEach(retracted::add);
    gone.addAll(objectsAndColumns(current));
    gone.removeAll(there);
    gone.removeAll(retracted);
  }

  private static Set<ObjectId> objectsAndColumns(Schema schema) {
    Set<ObjectId> ids = schema.objects().map(SchemaObject::id).collect(Collectors.toSet());
    schema
        .tables()
        .forEach(table -> table.columns().forEach(c -> ids.add(table.columnId(c.name()))));
    return ids;
  }

  /** What was retracted and is used by something kept stays, and what it uses itself. */
  private void need(ObjectId id) {
    if (retracted.contains(id) && !hangs(id) && needed.add(id)) {
      merge.stillUsed(id, id.kind().word());
      merged.uses().of(id).forEach(this::need);
    }
  }

  private boolean hangs(ObjectId id) {
    return !Collections.disjoint(current.uses().of(id), gone);
  }

  /** A kept view of something that goes, goes along. */
  private void dropHangingDefinitions() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ObjectId id : List.copyOf(definitions.keySet())) {
        // A table that goes leaves its publications by itself.
        boolean dropped = id.kind() != ObjectKind.PUBLICATION && hangs(id);
        if (dropped && !stated.contains(id)) {
          merge.goesAlong(id, id.kind().word());
          definitions.remove(id);
          gone.add(id);
          changed = true;
        }
      }
    }
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
        merge.goesAlong(orphan.id(), TableIntent.shape(orphan));
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
        : table.withConstraints(constraints);
  }

  /** A foreign key needs its target's columns, and a unique index over just these. */
  private boolean reaches(ForeignKey key) {
    Table target = tables.get(key.target());
    if (target == null) {
      return false;
    }
    Set<String> columns = Set.copyOf(key.targetColumns());
    return Stream.concat(
            target.constraints().stream().map(Consistency::uniqueColumns),
            target.indexes().stream().map(Consistency::uniqueColumns))
        .anyMatch(columns::equals);
  }

  private static Set<String> uniqueColumns(Constraint constraint) {
    return constraint instanceof KeyConstraint ? Set.copyOf(constraint.columns()) : Set.of();
  }

  private static Set<String> uniqueColumns(Index index) {
    return index.unique() && index.predicate() == null ? Set.copyOf(index.columns()) : Set.of();
  }

  private List<Sequence> sequences() {
    List<Sequence> sequences = new ArrayList<>();
    for (Sequence sequence : merged.sequences()) {
      ObjectId owner = sequence.ownedBy();
      if (replaced(sequence)) {
        merge.goesAlong(sequence.id(), sequence.options().type());
      } else if (owner == null || exists(owner)) {
        sequences.add(stated.contains(sequence.id()) ? sequence : following(sequence));
      } else if (stated.contains(sequence.id())) {
        sequences.add(sequence.withOwnedBy(null));
      } else {
        merge.goesAlong(sequence.id(), sequence.options().type());
      }
    }
    Set<ObjectId> there = sequences.stream().map(Sequence::id).collect(Collectors.toSet());
    String defaults = current.sequences().size() == merged.sequences().size() ? "" : allDefaults();
    for (Sequence sequence : current.sequences()) {
      ObjectId owner = sequence.ownedBy();
      if (!there.contains(sequence.id())
          && defaults.contains(literal(sequence))
          && (owner == null || exists(owner))) {
        merge.stillUsed(sequence.id(), sequence.options().type());
        sequences.add(sequence);
      }
    }
    sequences.sort(Comparator.comparing(Sequence::id));
    return sequences;
  }

  /** Whether the column that owns the sequence has an identity in its place. */
  private boolean replaced(Sequence sequence) {
    ObjectId owner = sequence.ownedBy();
    return owner != null
        && !stated.contains(sequence.id())
        && column(owner).filter(column -> column.identity() != null).isPresent()
        && before(owner).flatMap(Serial::sequence).filter(sequence.id()::equals).isPresent()
        && !allDefaults().contains(literal(sequence));
  }

  private Sequence following(Sequence sequence) {
    ObjectId owner = sequence.ownedBy();
    return owner == null
        ? sequence
        : column(owner)
            .filter(now -> !before(owner).map(Column::type).equals(Optional.of(now.type())))
            .map(now -> Serial.following(sequence, now))
            .orElse(sequence);
  }

  private Optional<Column> before(ObjectId column) {
    return current.table(column.qualifiedName()).flatMap(table -> table.column(column.name()));
  }

  private static String literal(Sequence sequence) {
    return "'"
        + Identifier.quote(sequence.name().namespace())
        + "."
        + Identifier.quote(sequence.name().name())
        + "'";
  }

  private boolean exists(ObjectId column) {
    return column(column).isPresent();
  }

  private Optional<Column> column(ObjectId id) {
    return Optional.ofNullable(tables.get(id.qualifiedName()))
        .flatMap(table -> table.column(id.name()));
  }

  private String allDefaults() {
    return tables.values().stream()
        .flatMap(table -> table.columns().stream())
        .map(Column::defaultValue)
        .filter(Objects::nonNull)
        .map(Expression::canonical)
        .collect(Collectors.joining("\n"));
  }

  /** By stated columns that keep the type or the default of the database. */
  private Set<ObjectId> usedByColumns() {
    Set<ObjectId> used = new HashSet<>();
    for (Table table : current.tables()) {
      for (Column column : table.columns()) {
        column(table.columnId(column.name()))
            .filter(now -> now.type().equals(column.type()))
            .filter(now -> Objects.equals(now.defaultValue(), column.defaultValue()))
            .filter(now -> Objects.equals(now.generated(), column.generated()))
            .ifPresent(now -> used.addAll(current.uses().of(table.columnId(column.name()))));
      }
    }
    return used;
  }

  private Schema withNamespaces(Schema target) {
    Set<String> used = new HashSet<>(List.of(DefaultNamespace.USUAL, DefaultNamespace.name()));
    target
        .objects()
        .filter(object -> object.id().path().size() > 1)
        .forEach(object -> used.add(object.id().path().get(0)));
    List<Namespace> all = new ArrayList<>(merged.namespaces());
    for (Namespace namespace :
        Lists.diff(current.namespaces(), merged.namespaces(), Namespace::name).removed()) {
      if (used.contains(namespace.name())) {
        merge.stillUsed(namespace.id(), "schema");
        all.add(namespace);
      }
    }
    all.sort(Comparator.comparing(Namespace::name));
    return target.withNamespaces(all);
  }
}
