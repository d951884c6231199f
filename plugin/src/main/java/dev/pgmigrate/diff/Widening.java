package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.ColumnSwap;
import dev.pgmigrate.change.ColumnSync;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Columns that get a wider type by way of second columns, so that nobody waits while all rows are
 * written anew: a second column is filled, gets whatever hangs on the first, and then takes its
 * place.
 *
 * <p>Both applications know the column by one name, so it is the first that they write until the
 * columns change places.
 */
public final class Widening {
  private final Schema before;
  private final Schema target;
  private final List<ObjectId> columns;
  private final Beside forth;

  private Widening(Schema before, Schema target, Set<ObjectId> columns) {
    this.before = before;
    this.target = target;
    this.columns = List.copyOf(columns);
    this.forth = new Beside(before, target, columns, "new");
  }

  /**
   * The widening of these columns, and of those that foreign keys tie to them and that get another
   * type as well.
   *
   * @param names of columns that both schemas have
   * @throws UnfitAnswerException when a name is none of such a column
   */
  public static Widening of(Schema before, Schema target, List<Answers.Name> names) {
    Set<ObjectId> columns = new TreeSet<>();
    for (Answers.Name name : names) {
      columns.add(column(before, target, name));
    }
    return new Widening(before, target, tied(before, target, columns));
  }

  private static ObjectId column(Schema before, Schema target, Answers.Name name) {
    String option = "-Dmigrate.widen=" + name.written();
    List<String> parts = name.parts();
    if (parts.size() < 2) {
      throw new UnfitAnswerException(option, "write table.column, or schema.table.column");
    }
    String last = parts.get(parts.size() - 1);
    ObjectId id =
        ObjectId.column(
            new QualifiedName(
                parts.size() == 3 ? parts.get(0) : Answers.DEFAULT_NAMESPACE,
                parts.get(parts.size() - 2)),
            last);
    Optional<Column> old = column(before, id);
    Optional<Column> now = column(target, id);
    if (old.isEmpty() || now.isEmpty()) {
      throw new UnfitAnswerException(option, "there is no " + id + " both before and afterwards");
    }
    if (!AlterColumn.rewrites(old.orElseThrow(), now.orElseThrow())) {
      throw new UnfitAnswerException(
          option,
          old.orElseThrow().type().equals(now.orElseThrow().type())
              ? id + " keeps its type"
              : "the new type of "
                  + id
                  + " changes the catalog alone, and no row is written anew: leave the option out");
    }
    return id;
  }

  private static Set<ObjectId> tied(Schema before, Schema target, Set<ObjectId> columns) {
    Set<ObjectId> all = new TreeSet<>(columns);
    int size;
    do {
      size = all.size();
      for (Table table : target.tables()) {
        for (ForeignKey key : foreignKeys(table)) {
          for (int i = 0; i < key.columns().size(); i++) {
            List<ObjectId> ends =
                List.of(
                    table.columnId(key.columns().get(i)),
                    ObjectId.column(key.target(), key.targetColumns().get(i)));
            if (!Collections.disjoint(all, ends)
                && ends.stream().allMatch(id -> getsAnotherType(before, target, id))) {
              all.addAll(ends);
            }
          }
        }
      }
    } while (all.size() > size);
    return all;
  }

  private static boolean getsAnotherType(Schema before, Schema target, ObjectId id) {
    return column(before, id)
        .flatMap(old -> column(target, id).filter(now -> !now.type().equals(old.type())))
        .isPresent();
  }

  private static List<ForeignKey> foreignKeys(Table table) {
    return table.constraints().stream()
        .filter(ForeignKey.class::isInstance)
        .map(ForeignKey.class::cast)
        .toList();
  }

  private static Optional<Column> column(Schema schema, ObjectId id) {
    return schema.table(id.qualifiedName()).flatMap(table -> table.column(id.name()));
  }

  /** Why columns cannot have a second beside them, by column; empty when all can. */
  public Map<ObjectId, String> obstacles() {
    Map<ObjectId, String> obstacles = new LinkedHashMap<>();
    for (ObjectId id : columns) {
      String why = obstacle(id);
      if (why != null) {
        obstacles.put(id, why);
      }
    }
    return obstacles;
  }

  private @Nullable String obstacle(ObjectId id) {
    Table table = before.table(id.qualifiedName()).orElseThrow();
    Column old = column(before, id).orElseThrow();
    Column now = column(target, id).orElseThrow();
    if (!AlterColumn.keepsEveryValue(old, now)) {
      return "not every value of " + old.type().text() + " is one of " + now.type().text();
    }
    if (table.partitionBy() != null || table.partition() != null) {
      return "its table is partitioned";
    }
    boolean parent =
        before.tables().stream().anyMatch(other -> other.inherits().contains(table.name()));
    if (parent || !table.inherits().isEmpty()) {
      return "its table has parents or children";
    }
    if (old.generated() != null || now.generated() != null) {
      return "PostgreSQL computes its values";
    }
    if (now.notNull() && !old.notNull()) {
      return "it becomes NOT NULL as well, which is a revision of its own";
    }
    if ((old.identity() == null) != (now.identity() == null)) {
      return "its identity changes as well, which is a revision of its own";
    }
    return partObstacle(table);
  }

  private @Nullable String partObstacle(Table table) {
    Beside first = new Beside(target, before, columns, "old");
    if (first.computesFrom(table)) {
      return "a generated column is computed from it";
    }
    if (first.constraints(table).stream().anyMatch(c -> c.kind() == ObjectKind.EXCLUSION)) {
      return "an exclusion constraint is about it";
    }
    String identity = table.replicaIdentity();
    boolean special =
        first.indexes(table).stream()
            .anyMatch(
                i -> i.clustered() || (identity != null && identity.endsWith(" " + i.name())));
    if (special) {
      return "an index on it is the table's replica identity or its CLUSTER order";
    }
    boolean fresh =
        target.tables().stream()
            .filter(other -> before.table(other.name()).isEmpty())
            .anyMatch(other -> !forth.constraints(other).isEmpty());
    if (fresh) {
      return "a new table refers to it, which is a revision of its own";
    }
    boolean unmatched =
        before.tables().stream()
            .anyMatch(
                other ->
                    foreignKeys(other).stream()
                        .anyMatch(key -> refers(key) && now(other, key).isEmpty()));
    if (unmatched) {
      return "a foreign key that refers to it goes, which is a revision of its own";
    }
    boolean stored =
        around(before).stream()
            .map(Definition::id)
            .anyMatch(
                user ->
                    user.kind() == ObjectKind.MATERIALIZED_VIEW
                        || user.kind() == ObjectKind.PUBLICATION);
    return stored ? "a materialized view or a publication uses it" : null;
  }

  /** Whether it refers to one of the columns; it changes when they change places. */
  private boolean refers(Constraint constraint) {
    return constraint instanceof ForeignKey key
        && key.targetColumns().stream()
            .anyMatch(name -> columns.contains(ObjectId.column(key.target(), name)));
  }

  /** What a foreign key of before is afterwards. */
  private Optional<ForeignKey> now(Table table, ForeignKey old) {
    List<ForeignKey> keys = target.table(table.name()).map(Widening::foreignKeys).orElse(List.of());
    return keys.stream()
        .filter(key -> key.name().equals(old.name()))
        .findFirst()
        .or(() -> keys.stream().filter(key -> key.structure().equals(old.structure())).findFirst());
  }

  /** Second columns that follow the first. */
  public List<ColumnSync> syncs() {
    return forth.syncs();
  }

  /** What the second columns get, once they are filled; foreign keys are last, on their own. */
  public List<List<Change>> parts() {
    return forth.changes(constraint -> true);
  }

  /** The schema with first and second columns. */
  public Schema both() {
    return forth.both();
  }

  /** The tables that have such columns, in the order in which the columns change places. */
  public List<QualifiedName> tables() {
    return columns.stream().map(ObjectId::qualifiedName).distinct().toList();
  }

  /** How the columns of one table change places. */
  public ColumnSwap swap(QualifiedName name) {
    Table from = before.table(name).orElseThrow();
    Table to = target.table(name).orElseThrow();
    Beside back = back(name);
    return new ColumnSwap(
        from,
        to,
        forth.syncs().stream().filter(sync -> sync.table().name().equals(name)).toList(),
        back.syncs(),
        back.parts(from, constraint -> !refers(constraint)),
        forth.parts(to, constraint -> !refers(constraint)),
        forth.key(to).orElse(null),
        references(name),
        target.sequences().stream().filter(this::staysOwned).toList());
  }

  private boolean staysOwned(Sequence sequence) {
    return before.sequences().stream()
        .anyMatch(
            old ->
                old.name().equals(sequence.name())
                    && old.ownedBy() != null
                    && Objects.equals(old.ownedBy(), sequence.ownedBy()));
  }

  private Beside back(QualifiedName name) {
    return new Beside(
        target,
        before,
        columns.stream().filter(id -> id.qualifiedName().equals(name)).toList(),
        "old");
  }

  /** Foreign keys to the columns, each with the first of the tables that it concerns. */
  private List<ColumnSwap.Reference> references(QualifiedName name) {
    List<ColumnSwap.Reference> references = new ArrayList<>();
    for (Table table : before.tables()) {
      for (ForeignKey old : foreignKeys(table)) {
        boolean first =
            tables().stream()
                .filter(t -> t.equals(table.name()) || t.equals(old.target()))
                .findFirst()
                .equals(Optional.of(name));
        if (refers(old) && first) {
          Table then = target.table(table.name()).orElseThrow();
          ForeignKey now = now(table, old).orElseThrow();
          references.add(
              new ColumnSwap.Reference(table, old, (ForeignKey) forth.beside(then, now), now));
        }
      }
    }
    return references;
  }

  /** The columns that the first ones are again, on the way back. */
  public List<ColumnSync> syncsBack(QualifiedName table) {
    return back(table).syncs();
  }

  /** What they get, as {@link #parts()}. */
  public List<List<Change>> partsBack(QualifiedName table) {
    return back(table).changes(constraint -> !refers(constraint));
  }

  /** The schema afterwards, with the columns that the first ones are again on the way back. */
  public Schema bothBack(QualifiedName table) {
    return back(table).both();
  }

  /**
   * What uses a column of the table and so goes, and what comes in its place: a view over several
   * tables with each of them.
   *
   * @param there what is there before the columns change places
   */
  public Around around(QualifiedName table, Schema there) {
    Set<ObjectId> users = usersOf(there, table);
    List<Definition> old =
        there.definitions().stream().filter(d -> users.contains(d.id())).toList();
    List<Definition> now = old.stream().flatMap(d -> target.definition(d.id()).stream()).toList();
    return new Around(old, now);
  }

  /**
   * What stands in the way while columns change places.
   *
   * @param now what is made of it
   */
  public record Around(List<Definition> old, List<Definition> now) {
    public Around {
      old = List.copyOf(old);
      now = List.copyOf(now);
    }

    /** What goes on the way up, and comes on the way down. */
    public List<Change> dropsOld() {
      return List.copyOf(old.stream().map(DropDefinition::new).toList());
    }

    /** What comes on the way up, and goes on the way down. */
    public List<Change> createsNow() {
      return List.copyOf(now.stream().map(CreateDefinition::new).toList());
    }
  }

  private Set<ObjectId> usersOf(Schema schema, QualifiedName table) {
    Set<ObjectId> ids =
        columns.stream()
            .filter(id -> id.qualifiedName().equals(table))
            .collect(Collectors.toCollection(HashSet::new));
    Set<ObjectId> users = new HashSet<>();
    int size;
    do {
      size = users.size();
      for (Definition definition : schema.definitions()) {
        if (!Collections.disjoint(schema.uses().of(definition.id()), ids)) {
          users.add(definition.id());
          ids.add(definition.id());
        }
      }
    } while (users.size() > size);
    return users;
  }

  /** Views, triggers, policies and their like that use a column, or use what does. */
  private List<Definition> around(Schema schema) {
    Set<ObjectId> users = new HashSet<>();
    tables().forEach(table -> users.addAll(usersOf(schema, table)));
    return schema.definitions().stream().filter(d -> users.contains(d.id())).toList();
  }

  /** A schema that has the first columns, with the second in their places. */
  public Schema widened(Schema schema) {
    Beside first = new Beside(target, schema, columns, "old");
    List<Table> tables = new ArrayList<>();
    for (Table table : schema.tables()) {
      Table then = target.table(table.name()).orElse(null);
      tables.add(then == null ? table : widened(table, then, first));
    }
    Set<ObjectId> users = new HashSet<>();
    List<Definition> definitions = new ArrayList<>();
    for (Definition definition : schema.definitions()) {
      boolean uses = around(schema).contains(definition);
      if (uses) {
        users.add(definition.id());
      }
      definitions.add(uses ? target.definition(definition.id()).orElse(definition) : definition);
    }
    Set<ObjectId> others = new HashSet<>(target.uses().byUser().keySet());
    others.removeAll(users);
    Uses uses = schema.uses().without(users).and(target.uses().without(others));
    return new Schema(
        schema.namespaces(),
        schema.enums(),
        schema.composites(),
        schema.domains(),
        schema.sequences(),
        tables,
        definitions,
        uses);
  }

  private Table widened(Table table, Table then, Beside first) {
    List<Column> wide = new ArrayList<>();
    for (Column column : table.columns()) {
      ObjectId id = table.columnId(column.name());
      wide.add(columns.contains(id) ? then.column(column.name()).orElseThrow() : column);
    }
    List<Constraint> constraints = new ArrayList<>(table.constraints());
    constraints.removeAll(first.constraints(table));
    List<Constraint> come = forth.constraints(then);
    constraints.removeIf(c -> come.stream().anyMatch(o -> o.name().equals(c.name())));
    constraints.addAll(come);
    constraints.sort(Comparator.comparing(Constraint::name));
    List<Index> indexes = new ArrayList<>(table.indexes());
    indexes.removeAll(first.indexes(table));
    indexes.addAll(forth.indexes(then));
    indexes.sort(Comparator.comparing(Index::name));
    return Tables.withParts(table, wide, constraints, indexes);
  }

  /** The schema once the columns of a database that has both have changed places. */
  public Schema settled(Schema both) {
    Set<ObjectId> gone = new HashSet<>();
    Set<ObjectId> seconds = new HashSet<>();
    for (ColumnSync sync : syncs()) {
      gone.addAll(Set.of(sync.trigger(), sync.function()));
      seconds.add(sync.table().columnId(sync.second().name()));
    }
    List<Table> tables = new ArrayList<>();
    for (Table table : both.tables()) {
      tables.add(
          Tables.withParts(
              table,
              table.columns().stream()
                  .filter(c -> !seconds.contains(table.columnId(c.name())))
                  .toList(),
              table.constraints().stream()
                  .filter(c -> !forth.isTemporary(table.name(), c.name()))
                  .toList(),
              table.indexes().stream()
                  .filter(i -> !forth.isTemporary(table.name(), i.name()))
                  .toList()));
    }
    return widened(
        new Schema(
            both.namespaces(),
            both.enums(),
            both.composites(),
            both.domains(),
            both.sequences(),
            tables,
            both.definitions().stream().filter(d -> !gone.contains(d.id())).toList(),
            both.uses().without(gone)));
  }
}
