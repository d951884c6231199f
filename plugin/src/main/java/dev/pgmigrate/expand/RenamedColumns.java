package dev.pgmigrate.expand;

import dev.pgmigrate.change.AddConstraint;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateIndex;
import dev.pgmigrate.change.DropConstraint;
import dev.pgmigrate.change.DropIndex;
import dev.pgmigrate.change.Rename;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.change.WarningKind;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import dev.pgmigrate.sql.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Columns that take the place of others, and what comes and goes with them: while both are there,
 * whatever is about the first has its like about the second, under another name where it must.
 */
public final class RenamedColumns {
  private final Schema before;
  private final Table first;
  private final Table renamed;
  private final Schema target;
  private final List<Rename> renames;

  private RenamedColumns(
      Schema before, Table first, Table renamed, Schema target, List<Rename> renames) {
    this.before = before;
    this.first = first;
    this.renamed = renamed;
    this.target = target;
    this.renames = renames;
  }

  /**
   * Columns that get other names, table by table.
   *
   * @param before the schema in which they have the old ones
   * @param renamed the same schema, with the new ones
   * @param target what shall be
   * @param renames of columns
   */
  public static List<RenamedColumns> renaming(
      Schema before, Schema renamed, Schema target, List<Rename> renames) {
    return renames.stream()
        .map(rename -> rename.to().qualifiedName())
        .distinct()
        .map(
            table ->
                new RenamedColumns(
                    before,
                    before.table(table).orElseThrow(),
                    renamed.table(table).orElseThrow(),
                    target,
                    renames.stream()
                        .filter(rename -> rename.to().qualifiedName().equals(table))
                        .toList()))
        .toList();
  }

  /** How each pair is kept in step. */
  public List<ColumnSync> syncs() {
    return renames.stream().map(this::sync).toList();
  }

  private ColumnSync sync(Rename rename) {
    return ColumnSync.bothWays(
        first,
        column(first, rename.from().name()),
        column(renamed, rename.to().name()),
        triggers(before, first));
  }

  /** The names of the triggers that a table has. */
  static List<String> triggers(Schema schema, Table table) {
    return schema.definitions().stream()
        .map(Definition::id)
        .filter(id -> id.kind() == ObjectKind.TRIGGER)
        .filter(id -> id.qualifiedName().equals(table.name()))
        .map(ObjectId::name)
        .toList();
  }

  private static Column column(Table table, String name) {
    return table.column(name).orElseThrow();
  }

  /** Why there cannot be two columns for a while, by the first column; empty if there can. */
  public Optional<String> obstacle(Rename rename) {
    Column column = column(first, rename.from().name());
    if (first.partitionBy() != null || first.partition() != null) {
      return Optional.of("its table is partitioned");
    }
    if (!first.inherits().isEmpty() || isParent()) {
      return Optional.of("its table has parents or children");
    }
    if (column.identity() != null || column.generated() != null) {
      return Optional.of("PostgreSQL computes its values");
    }
    NotNull required = column.notNullConstraint();
    if (required != null && (!required.validated() || required.noInherit())) {
      return Optional.of("its NOT NULL is NOT VALID or NO INHERIT, which a second one is not");
    }
    if (isComputedFrom()) {
      return Optional.of("a generated column is computed from it");
    }
    if (constraints().stream().anyMatch(c -> c.kind() == ObjectKind.PRIMARY_KEY)) {
      return Optional.of("it is part of the primary key");
    }
    if (constraints().stream().anyMatch(c -> c.kind() == ObjectKind.EXCLUSION)) {
      return Optional.of("an exclusion constraint is about it");
    }
    return isReferenced(column) ? Optional.of("foreign keys refer to it") : Optional.empty();
  }

  /** Those of these whose first column cannot have a second beside it, and why. */
  public Map<Rename, String> obstacles() {
    Map<Rename, String> obstacles = new LinkedHashMap<>();
    renames.forEach(rename -> obstacle(rename).ifPresent(why -> obstacles.put(rename, why)));
    return obstacles;
  }

  private boolean isParent() {
    return before.below(first.name()).stream().anyMatch(other -> !other.inherits().isEmpty());
  }

  private boolean isComputedFrom() {
    return first.columns().stream()
        .filter(c -> c.generated() != null)
        .anyMatch(
            c ->
                renamed
                    .column(c.name())
                    .filter(r -> Objects.equals(r.generated(), c.generated()))
                    .isEmpty());
  }

  private boolean isReferenced(Column column) {
    return before.tables().stream()
        .flatMap(table -> table.constraints(ForeignKey.class).stream())
        .anyMatch(
            key ->
                key.target().equals(first.name()) && key.targetColumns().contains(column.name()));
  }

  /** Those parts that are not the same once the column is renamed. */
  private static <T> List<T> about(List<T> parts, Function<String, Optional<T>> renamed) {
    return parts.stream()
        .filter(part -> renamed.apply(name(part)).filter(part::equals).isEmpty())
        .toList();
  }

  private static String name(Object part) {
    return part instanceof Index index ? index.name() : ((Constraint) part).name();
  }

  private List<Index> indexes() {
    return about(first.indexes(), renamed::index);
  }

  private List<Constraint> constraints() {
    return about(first.constraints(), renamed::constraint);
  }

  /** What comes with the second columns, once they are filled. */
  public List<Change> parts() {
    Table wanted = target.table(first.name()).orElse(null);
    if (wanted == null) {
      return List.of();
    }
    List<Column> columns = new ArrayList<>(first.columns());
    syncs().forEach(sync -> columns.add(sync.beside()));
    Table both = first.withColumns(columns);
    List<Change> changes = new ArrayList<>();
    for (ColumnSync sync : syncs()) {
      boolean required =
          sync.first().isFilled()
              && wanted.column(sync.second().name()).map(Column::isFilled).orElse(false);
      if (required) {
        changes.add(new AlterColumn(both, sync.beside(), sync.beside().required()));
      }
    }
    Set<String> taken = new HashSet<>();
    before.tables().forEach(t -> t.indexes().forEach(i -> taken.add(i.name())));
    before.tables().forEach(t -> t.constraints().forEach(c -> taken.add(c.name())));
    for (Index index : about(renamed.indexes(), first::index)) {
      like(wanted.indexes(), w -> w.name().equals(index.name()), w -> same(w, index))
          .ifPresent(w -> changes.add(new CreateIndex(both, w.withName(free(w.name(), taken)))));
    }
    for (Constraint constraint : about(renamed.constraints(), first::constraint)) {
      like(
              wanted.constraints(),
              w -> w.kind() == constraint.kind() && w.name().equals(constraint.name()),
              w -> w.kind() == constraint.kind() && w.structure().equals(constraint.structure()))
          .ifPresent(w -> changes.add(new AddConstraint(both, w.withName(free(w.name(), taken)))));
    }
    return changes;
  }

  private static boolean same(Index a, Index b) {
    return a.structure().equals(b.structure());
  }

  private static <T> Optional<T> like(
      List<T> parts, Predicate<T> sameName, Predicate<T> sameStructure) {
    return parts.stream()
        .filter(sameName)
        .findFirst()
        .or(() -> parts.stream().filter(sameStructure).findFirst());
  }

  /** A name that nothing has yet; in the end the right one is given. */
  private static String free(String name, Set<String> taken) {
    String free = name;
    for (int i = 0; !taken.add(free); i++) {
      free = ObjectName.of(name, "", i == 0 ? "new" : "new" + i);
    }
    return free;
  }

  /** Whether a change is about these columns, and so comes in the end. */
  public boolean isAbout(Change change) {
    Set<ObjectId> ids = new HashSet<>();
    renames.forEach(rename -> ids.addAll(List.of(rename.from(), rename.to())));
    for (Table table : List.of(renamed, target.table(first.name()).orElse(renamed))) {
      about(table.constraints(), first::constraint).stream()
          .filter(this::follows)
          .forEach(c -> ids.add(table.constraintId(c)));
      about(table.indexes(), first::index).stream()
          .filter(this::follows)
          .forEach(i -> ids.add(table.indexId(i)));
    }
    return ids.contains(change.object());
  }

  /**
   * Where the columns change besides, so that they take more: the first ones stay as they are until
   * the contract revision, and refuse what only the new release writes.
   *
   * @param expand what the first half would bring if nothing was renamed
   */
  public List<Warning> refusals(List<Change> expand) {
    List<String> looser =
        expand.stream()
            .filter(change -> isAbout(change) && takesMore(change, expand))
            .map(change -> change.object().toString())
            .distinct()
            .sorted()
            .toList();
    if (looser.isEmpty()) {
      return List.of();
    }
    Rename rename = renames.get(0);
    return List.of(
        new Warning(
            WarningKind.BREAKS_RUNNING_RELEASE.id(),
            rename.to(),
            rename.from()
                + " keeps its form until the contract revision and refuses what only the new"
                + " release writes; also changed: "
                + String.join(", ", looser),
            List.of("Change it first, in a revision of its own, then rename it")));
  }

  private static boolean takesMore(Change change, List<Change> all) {
    if (change instanceof AlterColumn alter) {
      return alter.changesType() || (alter.from().isFilled() && !alter.to().isFilled());
    }
    if (change instanceof DropConstraint drop) {
      return all.stream()
          .noneMatch(
              other ->
                  other instanceof AddConstraint add
                      && add.constraint().kind() == drop.constraint().kind()
                      && add.constraint().structure().equals(drop.constraint().structure()));
    }
    return change instanceof DropIndex drop
        && drop.index().unique()
        && all.stream()
            .noneMatch(
                other -> other instanceof CreateIndex create && same(create.index(), drop.index()));
  }

  /** Whether the first columns have its like. */
  private boolean follows(Constraint constraint) {
    return about(renamed.constraints(), first::constraint).stream()
        .anyMatch(
            c ->
                c.kind() == constraint.kind()
                    && (c.name().equals(constraint.name())
                        || c.structure().equals(constraint.structure())));
  }

  private boolean follows(Index index) {
    return about(renamed.indexes(), first::index).stream()
        .anyMatch(i -> i.name().equals(index.name()) || same(i, index));
  }

  /** The schema without what depends on the first columns alone, but with both. */
  public Schema released(Schema both) {
    Table table = both.table(first.name()).orElseThrow();
    Set<String> indexes = names(indexes());
    Set<String> constraints = names(constraints());
    Set<String> names = new HashSet<>();
    Set<ObjectId> ids = new HashSet<>();
    renames.forEach(rename -> names.add(rename.from().name()));
    renames.forEach(rename -> ids.add(rename.from()));
    Table left =
        table.withParts(
            table.columns().stream().map(c -> names.contains(c.name()) ? c.optional() : c).toList(),
            table.constraints().stream().filter(c -> !constraints.contains(c.name())).toList(),
            table.indexes().stream().filter(i -> !indexes.contains(i.name())).toList());
    Set<ObjectId> users = new HashSet<>();
    List<Definition> definitions = new ArrayList<>();
    for (Definition definition : both.definitions()) {
      boolean uses = !Collections.disjoint(both.uses().of(definition.id()), ids);
      Optional<Definition> then = uses ? target.definition(definition.id()) : Optional.empty();
      if (uses) {
        users.add(definition.id());
      }
      then.or(() -> uses ? Optional.empty() : Optional.of(definition)).ifPresent(definitions::add);
    }
    return both.mapTables(t -> t.name().equals(left.name()) ? left : t)
        .withDefinitions(definitions)
        .withUses(both.uses().without(users).and(only(target, users)));
  }

  private static Uses only(Schema schema, Set<ObjectId> users) {
    Set<ObjectId> others = new HashSet<>(schema.uses().byUser().keySet());
    others.removeAll(users);
    return schema.uses().without(others);
  }

  /** The schema once the first columns are gone. */
  public Schema settled(Schema released) {
    Table table = released.table(first.name()).orElseThrow();
    Map<String, Column> seconds = new HashMap<>();
    Set<String> firsts = new HashSet<>();
    Set<ObjectId> gone = new HashSet<>();
    for (ColumnSync sync : syncs()) {
      seconds.put(sync.second().name(), sync.second());
      firsts.add(sync.first().name());
      gone.addAll(Set.of(sync.trigger(), sync.function()));
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      Column second = seconds.get(column.name());
      if (second != null) {
        columns.add(column.withDefault(second.defaultValue()));
      } else if (!firsts.contains(column.name())) {
        columns.add(column);
      }
    }
    Table left = table.withColumns(columns);
    return released
        .mapTables(t -> t.name().equals(left.name()) ? left : t)
        .withoutDefinitions(gone);
  }

  private static Set<String> names(List<?> parts) {
    return parts.stream().map(RenamedColumns::name).collect(Collectors.toSet());
  }
}
