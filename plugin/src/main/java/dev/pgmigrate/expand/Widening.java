package dev.pgmigrate.expand;

import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateDefinition;
import dev.pgmigrate.change.DropDefinition;
import dev.pgmigrate.intent.Answers;
import dev.pgmigrate.intent.UnfitAnswerException;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.DefaultNamespace;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
  private final SecondColumns forth;

  private Widening(Schema before, Schema target, Set<ObjectId> columns) {
    this.before = before;
    this.target = target;
    this.columns = List.copyOf(columns);
    this.forth = new SecondColumns(before, target, columns, "new");
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
      throw new UnfitAnswerException(
          option, "it names no column", "Write table.column, or schema.table.column.");
    }
    String last = parts.get(parts.size() - 1);
    ObjectId id =
        ObjectId.column(
            new QualifiedName(
                parts.size() == 3 ? parts.get(0) : DefaultNamespace.name(),
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
                  + " changes only the catalog and rewrites no row: leave the option out");
    }
    return id;
  }

  private static Set<ObjectId> tied(Schema before, Schema target, Set<ObjectId> columns) {
    Set<ObjectId> all = new TreeSet<>(columns);
    int size;
    do {
      size = all.size();
      for (Table table : target.tables()) {
        for (ForeignKey key : table.constraints(ForeignKey.class)) {
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

  static Optional<Column> column(Schema schema, ObjectId id) {
    return schema.table(id.qualifiedName()).flatMap(table -> table.column(id.name()));
  }

  /** Why columns cannot have a second beside them, by column; empty when all can. */
  public Map<ObjectId, String> obstacles() {
    return new WideningObstacles(this, before, target, columns).found();
  }

  /** Whether it refers to one of the columns; it changes when they change places. */
  boolean refers(Constraint constraint) {
    return constraint instanceof ForeignKey key
        && key.targetColumns().stream()
            .anyMatch(name -> columns.contains(ObjectId.column(key.target(), name)));
  }

  /** What a foreign key of before is afterwards. */
  Optional<ForeignKey> now(Table table, ForeignKey old) {
    return like(target, table, old);
  }

  /** What a foreign key of afterwards was before. */
  Optional<ForeignKey> was(Table table, ForeignKey now) {
    return like(before, table, now);
  }

  private static Optional<ForeignKey> like(Schema schema, Table table, ForeignKey key) {
    List<ForeignKey> keys =
        schema.table(table.name()).map(t -> t.constraints(ForeignKey.class)).orElse(List.of());
    return keys.stream()
        .filter(other -> other.name().equals(key.name()))
        .findFirst()
        .or(() -> keys.stream().filter(o -> o.structure().equals(key.structure())).findFirst());
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

  /**
   * The tables that have such columns, in the order in which the columns change places: a table
   * after those that it refers to. Tables whose foreign keys lead in a circle are one group: their
   * columns change places together.
   */
  public List<List<QualifiedName>> groups() {
    Map<Set<QualifiedName>, List<QualifiedName>> groups = new LinkedHashMap<>();
    columns.stream()
        .map(ObjectId::qualifiedName)
        .distinct()
        .sorted(Comparator.comparing(table -> reached(table).size()))
        .forEach(t -> groups.computeIfAbsent(reached(t), tables -> new ArrayList<>()).add(t));
    return List.copyOf(groups.values());
  }

  /** The table, and all that foreign keys to the columns lead to from it. */
  private Set<QualifiedName> reached(QualifiedName table) {
    Set<QualifiedName> reached = new HashSet<>(Set.of(table));
    int size;
    do {
      size = reached.size();
      before.tables().stream()
          .filter(from -> reached.contains(from.name()))
          .flatMap(from -> from.constraints(ForeignKey.class).stream())
          .filter(this::refers)
          .map(ForeignKey::target)
          .toList()
          .forEach(reached::add);
    } while (reached.size() > size);
    return reached;
  }

  private List<QualifiedName> tables() {
    return groups().stream().flatMap(List::stream).toList();
  }

  /** How the columns of a group of tables change places. */
  public List<ColumnSwap> swaps(List<QualifiedName> group) {
    SecondColumns back = back(group);
    return group.stream().map(table -> swap(table, back)).toList();
  }

  private ColumnSwap swap(QualifiedName name, SecondColumns back) {
    Table from = before.table(name).orElseThrow();
    Table to = target.table(name).orElseThrow();
    List<ColumnSwap.Reference> references = references(name, back);
    return new ColumnSwap(
        from,
        to,
        of(name, forth.syncs()),
        of(name, back.syncs()),
        back.parts(from, constraint -> !refers(constraint)),
        forth.parts(to, constraint -> !refers(constraint)),
        forth.key(to).orElse(null),
        references.stream().filter(key -> isFirst(name, key)).toList(),
        references.stream().filter(key -> key.old().target().equals(name)).toList(),
        target.sequences().stream().filter(this::staysOwned).toList());
  }

  private static List<ColumnSync> of(QualifiedName table, List<ColumnSync> syncs) {
    return syncs.stream().filter(sync -> sync.table().name().equals(table)).toList();
  }

  private boolean staysOwned(Sequence sequence) {
    return before.sequences().stream()
        .anyMatch(
            old ->
                old.name().equals(sequence.name())
                    && old.ownedBy() != null
                    && Objects.equals(old.ownedBy(), sequence.ownedBy()));
  }

  private SecondColumns back(List<QualifiedName> tables) {
    return new SecondColumns(
        target,
        before,
        columns.stream().filter(id -> tables.contains(id.qualifiedName())).toList(),
        "old");
  }

  /** Foreign keys from this table to the columns, and from any to this one's. */
  private List<ColumnSwap.Reference> references(QualifiedName name, SecondColumns back) {
    List<ColumnSwap.Reference> references = new ArrayList<>();
    for (Table table : before.tables()) {
      for (ForeignKey old : table.constraints(ForeignKey.class)) {
        if (refers(old) && (table.name().equals(name) || old.target().equals(name))) {
          references.add(reference(table, old, back));
        }
      }
    }
    return references;
  }

  private ColumnSwap.Reference reference(Table table, ForeignKey old, SecondColumns back) {
    Table then = target.table(table.name()).orElseThrow();
    ForeignKey now = now(table, old).orElseThrow();
    // They go back in reverse order: in a circle, an earlier table still has its second columns.
    int place = tables().indexOf(table.name());
    boolean earlier = place >= 0 && place < tables().indexOf(old.target());
    ForeignKey again = earlier ? back.fromSeconds(table, old) : old;
    return new ColumnSwap.Reference(table, old, again, (ForeignKey) forth.beside(then, now), now);
  }

  private boolean isFirst(QualifiedName name, ColumnSwap.Reference reference) {
    return tables().stream()
        .filter(t -> t.equals(reference.table().name()) || t.equals(reference.old().target()))
        .findFirst()
        .equals(Optional.of(name));
  }

  /** The columns that the first ones of a group of tables are again, on the way back. */
  public List<ColumnSync> syncsBack(List<QualifiedName> group) {
    return back(group).syncs();
  }

  /** What they get, as {@link #parts()}. */
  public List<List<Change>> partsBack(List<QualifiedName> group) {
    return back(group).changes(constraint -> !refers(constraint));
  }

  /** The schema afterwards, with the columns that the first ones are again on the way back. */
  public Schema bothBack(List<QualifiedName> group) {
    return back(group).both();
  }

  /**
   * What uses a column of the table and so goes, and what comes in its place: a view over several
   * tables with each of them.
   *
   * @param there what is there before the columns change places
   */
  public Around around(List<QualifiedName> tables, Schema there) {
    Set<ObjectId> users = new HashSet<>();
    tables.forEach(table -> users.addAll(usersOf(there, table)));
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

    /** Only some of it. */
    public Around only(Predicate<Definition> which) {
      return new Around(old.stream().filter(which).toList(), now.stream().filter(which).toList());
    }

    /** What goes on the way up, and comes on the way down. */
    public List<Change> dropsOld() {
      return old.stream()
          .<Change>map(
              one ->
                  like(one, now)
                      .map(other -> DropDefinition.again(one, other))
                      .orElseGet(() -> new DropDefinition(one)))
          .toList();
    }

    /** What comes on the way up, and goes on the way down. */
    public List<Change> createsNow() {
      return now.stream()
          .<Change>map(
              one ->
                  like(one, old)
                      .map(other -> CreateDefinition.again(other, one))
                      .orElseGet(() -> new CreateDefinition(one)))
          .toList();
    }

    private static Optional<Definition> like(Definition one, List<Definition> others) {
      return others.stream().filter(other -> other.id().equals(one.id())).findFirst();
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
  List<Definition> around(Schema schema) {
    Set<ObjectId> users = new HashSet<>();
    tables().forEach(table -> users.addAll(usersOf(schema, table)));
    return schema.definitions().stream().filter(d -> users.contains(d.id())).toList();
  }

  /**
   * A schema that has the first columns, with the second in their places. What uses them and is
   * another afterwards, or gone, is still as it was.
   */
  public Schema widened(Schema schema) {
    return widened(
        schema,
        user ->
            target
                .definition(user.id())
                .filter(now -> now.sql().equals(user.sql()))
                .or(() -> Optional.of(user)));
  }

  private Schema widened(Schema schema, Function<Definition, Optional<Definition>> now) {
    SecondColumns first = new SecondColumns(target, schema, columns, "old");
    List<Table> tables = new ArrayList<>();
    for (Table table : schema.tables()) {
      Table then = target.table(table.name()).orElse(null);
      tables.add(then == null ? table : widened(table, then, first));
    }
    List<Definition> around = around(schema);
    Set<ObjectId> users = around.stream().map(Definition::id).collect(Collectors.toSet());
    List<Definition> definitions =
        schema.definitions().stream()
            .flatMap(d -> (around.contains(d) ? now.apply(d) : Optional.of(d)).stream())
            .toList();
    Set<ObjectId> others = new HashSet<>(target.uses().byUser().keySet());
    others.removeAll(users);
    return schema
        .withTables(tables)
        .withDefinitions(definitions)
        .withUses(schema.uses().without(users).and(target.uses().without(others)));
  }

  private Table widened(Table table, Table then, SecondColumns first) {
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
    return table.withParts(wide, constraints, indexes);
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
          table.withParts(
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
        both.withTables(tables).withoutDefinitions(gone), user -> target.definition(user.id()));
  }
}
