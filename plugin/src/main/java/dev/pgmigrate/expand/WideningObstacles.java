package dev.pgmigrate.expand;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Why columns cannot be widened by way of second ones; each reason is worded to follow "for". */
record WideningObstacles(Widening widening, Schema before, Schema target, List<ObjectId> columns) {
  private static final Set<ObjectKind> STORED =
      Set.of(ObjectKind.MATERIALIZED_VIEW, ObjectKind.PUBLICATION);

  /** The first reason of each column that has one. */
  Map<ObjectId, String> found() {
    Map<ObjectId, String> found = new LinkedHashMap<>();
    for (ObjectId id : columns) {
      Table table = before.table(id.qualifiedName()).orElseThrow();
      Column old = Widening.column(before, id).orElseThrow();
      Column now = Widening.column(target, id).orElseThrow();
      ofColumn(old, now)
          .or(() -> ofTable(table))
          .or(() -> ofParts(table))
          .or(this::ofForeignKeys)
          .or(this::ofUsers)
          .ifPresent(why -> found.put(id, why));
    }
    return found;
  }

  private static Optional<String> ofColumn(Column old, Column now) {
    if (!AlterColumn.keepsEveryValue(old, now)) {
      return Optional.of("not every value of " + old.type() + " is one of " + now.type());
    }
    if (old.generated() != null || now.generated() != null) {
      return Optional.of("PostgreSQL computes its values");
    }
    if (old.notNullConstraint() != null || now.notNullConstraint() != null) {
      return Optional.of("its NOT NULL has a name or a state of its own, which a second one lacks");
    }
    if (now.isFilled() && !old.isFilled()) {
      return Optional.of("it becomes NOT NULL as well, which is a revision of its own");
    }
    return (old.identity() == null) == (now.identity() == null)
        ? Optional.empty()
        : Optional.of("its identity changes as well, which is a revision of its own");
  }

  private Optional<String> ofTable(Table table) {
    if (table.partitionBy() != null || table.partition() != null) {
      return Optional.of("its table is partitioned");
    }
    boolean parent =
        before.below(table.name()).stream().anyMatch(other -> !other.inherits().isEmpty());
    if (parent || !table.inherits().isEmpty()) {
      return Optional.of("its table has parents or children");
    }
    return table.columns().stream()
        .map(column -> table.columnId(column.name()))
        .filter(id -> !columns.contains(id) && isRewritten(id))
        .map(
            id ->
                id.name()
                    + " of the same table gets another type as well: name it in the option, too,"
                    + " or make it a revision of its own")
        .findFirst();
  }

  private boolean isRewritten(ObjectId id) {
    Column old = Widening.column(before, id).orElseThrow();
    return Widening.column(target, id).filter(now -> AlterColumn.rewrites(old, now)).isPresent();
  }

  private Optional<String> ofParts(Table table) {
    SecondColumns first = new SecondColumns(target, before, columns, "old");
    if (first.computesFrom(table)) {
      return Optional.of("a generated column is computed from it");
    }
    if (first.constraints(table).stream().anyMatch(c -> c.kind() == ObjectKind.EXCLUSION)) {
      return Optional.of("an exclusion constraint is about it");
    }
    if (first.constraints(table).stream().anyMatch(Constraint::isTemporal)) {
      return Optional.of("a key WITHOUT OVERLAPS is about it");
    }
    return first.indexes(table).stream().anyMatch(index -> isSpecial(table, index))
        ? Optional.of("an index on it is the table's replica identity or its CLUSTER order")
        : Optional.empty();
  }

  private static boolean isSpecial(Table table, Index index) {
    String identity = table.replicaIdentity();
    return index.clustered() || (identity != null && identity.endsWith(" " + index.name()));
  }

  private Optional<String> ofForeignKeys() {
    return references(target, (table, key) -> widening.was(table, key).isEmpty())
        .map(key -> "a foreign key that refers to it is new (" + key.name() + ")")
        .findFirst()
        .or(
            () ->
                references(before, (table, key) -> widening.now(table, key).isEmpty())
                    .map(key -> "a foreign key that refers to it goes (" + key.name() + ")")
                    .findFirst())
        .map(why -> why + ", which is a revision of its own");
  }

  /** Foreign keys to the columns that are so. */
  private Stream<ForeignKey> references(Schema schema, BiPredicate<Table, ForeignKey> which) {
    return schema.tables().stream()
        .flatMap(
            table ->
                table.constraints(ForeignKey.class).stream()
                    .filter(widening::refers)
                    .filter(key -> which.test(table, key)));
  }

  private Optional<String> ofUsers() {
    return widening.around(before).stream()
        .map(Definition::id)
        .filter(user -> STORED.contains(user.kind()))
        .map(user -> user + " uses it")
        .findFirst();
  }
}
