package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ObjectWords;
import dev.pgmigrate.ddl.SqlText;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Check;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table gets other parents, or is attached to or detached from a partitioned table.
 *
 * @param left the checks that it has only from parents that it leaves, and its foreign keys to them
 * @param joined those that it has only from parents that it comes under
 * @param later columns and checks that come, of it and of the parents that it leaves: those would
 *     be its own otherwise
 * @param earlier columns and checks that go, of it and of the parents that it comes under: it may
 *     lack those, and what it is attached to lack its own
 * @param freed the indexes, keys and foreign keys that become its own, and those of the parent
 * @param shared those that its new parent takes over, and those of the parent
 * @param gone the triggers that it loses with its parent
 * @param come those that it gets from its new one
 */
public record AlterInheritance(
    Table from,
    Table to,
    List<Handed> left,
    List<Handed> joined,
    Set<ObjectId> later,
    Set<ObjectId> earlier,
    Set<ObjectId> freed,
    Set<ObjectId> shared,
    Set<ObjectId> gone,
    Set<ObjectId> come)
    implements Change {
  /** A check that a table hands down, or a foreign key of a partitioned table to itself. */
  public record Handed(Table owner, Constraint constraint) {
    private boolean isCheck() {
      return constraint.kind() == ObjectKind.CHECK;
    }

    /** PostgreSQL takes a key of the parent that is made again from its partitions as well. */
    private String drop() {
      return " DROP CONSTRAINT "
          + (isCheck() ? "" : "IF EXISTS ")
          + SqlText.name(constraint.name());
    }
  }

  public AlterInheritance {
    left = List.copyOf(left);
    joined = List.copyOf(joined);
    later = Set.copyOf(later);
    earlier = Set.copyOf(earlier);
    freed = Set.copyOf(freed);
    shared = Set.copyOf(shared);
    gone = Set.copyOf(gone);
    come = Set.copyOf(come);
  }

  /**
   * The change as two where a table leaves one parent and comes under another: columns change in
   * between.
   *
   * @param before where the parents are that it leaves
   * @param after where the parents are that it comes under
   * @param anew the parents that are themselves dropped and created
   */
  public static List<Change> all(
      Table from, Table to, Schema before, Schema after, Set<QualifiedName> anew) {
    Table without =
        from.withPlace(
            lasts(from, to, anew) ? from.partition() : null,
            from.inherits().stream()
                .filter(parent -> to.inherits().contains(parent) && !anew.contains(parent))
                .toList());
    boolean leaves = without.partition() == null;
    boolean comes = !Objects.equals(without.partition(), to.partition());
    return Stream.of(
            new AlterInheritance(
                from,
                without,
                handed(from, without, before, after),
                List.of(),
                others(from, without, after, before),
                Set.of(),
                leaves ? PartitionParts.ids(from, before) : Set.of(),
                Set.of(),
                leaves ? PartitionParts.triggers(from, before) : Set.of(),
                Set.of()),
            new AlterInheritance(
                without,
                to,
                List.of(),
                handed(to, without, after, before),
                Set.of(),
                others(to, without, before, after),
                Set.of(),
                comes ? PartitionParts.ids(to, after) : Set.of(),
                Set.of(),
                comes ? PartitionParts.triggers(to, after) : Set.of()))
        .filter(change -> !change.up().isEmpty())
        .<Change>map(change -> change)
        .toList();
  }

  /**
   * The checks that a table has by plain inheritance, but for its own and those of some parents.
   * Those of a partition are its own while it is none: {@link PartitionParts}.
   */
  private static List<Handed> handed(Table table, Table without, Schema schema, Schema other) {
    if (table.partition() != null) {
      return without.partition() == null ? referringAbove(table, schema, other) : List.of();
    }
    Set<String> known =
        Stream.concat(
                table.constraints().stream(), inherited(without, schema).map(Handed::constraint))
            .map(Constraint::name)
            .collect(Collectors.toSet());
    return inherited(table, schema).filter(h -> !known.contains(h.constraint().name())).toList();
  }

  /** The foreign keys to a table above that do not go with that table, nor with this one. */
  private static List<Handed> referringAbove(Table table, Schema schema, Schema other) {
    Table parent =
        TableSql.parents(table).stream()
            .flatMap(id -> schema.table(id.qualifiedName()).stream())
            .findFirst()
            .orElse(null);
    Table there = parent == null ? null : other.table(parent.name()).orElse(null);
    if (parent == null || there == null || other.table(table.name()).isEmpty()) {
      return List.of();
    }
    return PartitionParts.referringAbove(table, schema).stream()
        .filter(key -> there.constraint(key.name()).isPresent())
        .map(key -> new Handed(parent, key))
        .toList();
  }

  /** What all its ancestors hand down, the furthest first. */
  private static Stream<Handed> inherited(Table table, Schema schema) {
    return table.inherits().stream()
        .flatMap(parent -> schema.table(parent).stream())
        .flatMap(
            parent ->
                Stream.concat(
                    inherited(parent, schema),
                    parent.constraints(Check.class).stream()
                        .filter(check -> !check.noInherit())
                        .map(check -> new Handed(parent, check))))
        .distinct();
  }

  /**
   * The columns and checks that a table and its parents have in the one schema alone, where the
   * table is under these parents in the other one.
   */
  private static Set<ObjectId> others(Table table, Table without, Schema alone, Schema under) {
    Set<ObjectId> tables = ancestors(table, under);
    tables.removeAll(ancestors(without, under));
    if (tables.isEmpty()) {
      return Set.of();
    }
    tables.add(table.id());
    Set<ObjectId> parts = handedDown(tables, alone);
    parts.removeAll(handedDown(tables, under));
    return parts;
  }

  private static Set<ObjectId> handedDown(Set<ObjectId> tables, Schema schema) {
    return tables.stream()
        .flatMap(id -> schema.table(id.qualifiedName()).stream())
        .flatMap(
            table ->
                Stream.concat(
                    table.columns().stream().map(column -> table.columnId(column.name())),
                    table.partition() == null && table.partitionBy() == null
                        ? Stream.of()
                        : table.constraints(Check.class).stream().map(table::constraintId)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<ObjectId> ancestors(Table table, Schema schema) {
    Set<ObjectId> all = new TreeSet<>();
    for (ObjectId parent : TableSql.parents(table)) {
      all.add(parent);
      schema.table(parent.qualifiedName()).ifPresent(found -> all.addAll(ancestors(found, schema)));
    }
    return all;
  }

  private static boolean lasts(Table from, Table to, Set<QualifiedName> anew) {
    Partition partition = from.partition();
    return partition != null
        && partition.equals(to.partition())
        && !anew.contains(partition.parent());
  }

  @Override
  public ObjectId object() {
    return to.id();
  }

  @Override
  public String line() {
    List<String> words = new ArrayList<>();
    if (!Objects.equals(from.partition(), to.partition())) {
      if (from.partition() != null) {
        words.add("no longer a partition of " + SqlText.name(from.partition().parent()));
      }
      if (to.partition() != null) {
        words.add(
            "becomes a partition of "
                + SqlText.name(to.partition().parent())
                + " "
                + to.partition().bound());
      }
    }
    from.inherits().stream()
        .filter(parent -> !to.inherits().contains(parent))
        .forEach(parent -> words.add("no longer inherits " + SqlText.name(parent)));
    to.inherits().stream()
        .filter(parent -> !from.inherits().contains(parent))
        .forEach(parent -> words.add("inherits " + SqlText.name(parent)));
    return ObjectWords.name(object()) + ": " + String.join(", ", words);
  }

  @Override
  public List<Statement> up() {
    String alter = "ALTER TABLE " + SqlText.name(to.name());
    List<Statement> sql = new ArrayList<>();
    Partition old = from.partition();
    Partition now = to.partition();
    boolean moved = !Objects.equals(old, now);
    if (moved && old != null) {
      sql.add(Statement.of(TableSql.detach(from.name(), old)));
    }
    from.inherits().stream()
        .filter(parent -> !to.inherits().contains(parent))
        .forEach(parent -> sql.add(Statement.of(alter + " NO INHERIT " + SqlText.name(parent))));
    // What a table inherited becomes its own.
    left.stream().map(Handed::drop).distinct().forEach(drop -> sql.add(Statement.of(alter + drop)));
    if (moved && now != null) {
      sql.add(Statement.of(TableSql.attach(to.name(), now)));
    } else {
      sql.addAll(inherit(alter));
    }
    return sql;
  }

  /**
   * Only a table with the same check can come under a parent, and other than a partition's that
   * would stay a check of its own for ever: it is handed down anew instead.
   */
  private List<Statement> inherit(String alter) {
    List<Statement> sql = new ArrayList<>();
    for (Handed handed : joined) {
      sql.addAll(new DropConstraint(handed.owner(), handed.constraint()).up());
    }
    to.inherits().stream()
        .filter(parent -> !from.inherits().contains(parent))
        .forEach(parent -> sql.add(Statement.of(alter + " INHERIT " + SqlText.name(parent))));
    for (int i = joined.size() - 1; i >= 0; i--) {
      sql.addAll(new AddConstraint(joined.get(i).owner(), joined.get(i).constraint()).up());
    }
    return sql;
  }

  @Override
  public List<Warning> warnings() {
    return joined.stream()
        .flatMap(h -> ConstraintWarnings.of(to, h.constraint()).stream())
        .toList();
  }

  /** PostgreSQL compares the rows of a table with what its new parent asks of them. */
  @Override
  public List<Warning> blocking(Schema from, Schema to) {
    Partition old = this.from.partition();
    Partition now = this.to.partition();
    boolean moved = !Objects.equals(old, now);
    List<Warning> warnings = new ArrayList<>();
    if (moved && old != null) {
      warnings.add(
          WarningKind.LONG_LOCK.on(
              object(),
              "detaches "
                  + SqlText.name(this.from.name())
                  + " while nobody can read "
                  + SqlText.name(old.parent())));
    }
    if (moved && now != null) {
      warnings.add(
          WarningKind.LONG_LOCK.on(
              object(),
              "reads all rows of "
                  + SqlText.name(this.to.name())
                  + " while nobody can read or write them"));
    }
    if (!joined.isEmpty()) {
      List<ObjectId> owners = joined.stream().map(h -> h.owner().id()).distinct().toList();
      warnings.add(WarningKind.LONG_LOCK.checking(object(), owners));
    }
    return warnings;
  }

  @Override
  public Set<ObjectId> locks() {
    Set<ObjectId> all = new TreeSet<>(TableSql.parents(from));
    all.addAll(TableSql.parents(to));
    all.add(to.id());
    return all;
  }

  @Override
  public Half half(Schema from, Schema to) {
    boolean leaves =
        !TableSql.parents(this.to).containsAll(TableSql.parents(this.from))
            || (this.from.partition() != null && !this.from.partition().equals(this.to.partition()))
            || movesFrom(from);
    return leaves ? Half.CONTRACT : Half.EXPAND;
  }

  /** It is a partition elsewhere until the contract revision. */
  private boolean movesFrom(Schema from) {
    Partition before = from.table(to.name()).map(Table::partition).orElse(null);
    return before != null && this.to.partition() != null && !before.equals(this.to.partition());
  }

  @Override
  public Change reverse() {
    return new AlterInheritance(to, from, joined, left, earlier, later, shared, freed, come, gone);
  }

  @Override
  public Dependencies dependencies() {
    boolean moves = !Objects.equals(from.partition(), to.partition());
    return Dependencies.NONE
        .creating(moves ? TableSql.place(to) : List.of())
        .dropping(moves ? TableSql.place(from) : List.of())
        .creating(lacks(to, from) ? List.of(free()) : List.of())
        .needing(lacks(from, to) ? List.of(free()) : List.of())
        .within(object())
        .altering(TableSql.partitions(from))
        .altering(TableSql.partitions(to))
        .needing(TableSql.parents(to))
        .needing(columns(to, from))
        .needing(owners(joined))
        .needing(shared)
        .creating(own(joined))
        .creating(earlier)
        .creating(come)
        .releasing(TableSql.parents(from))
        .releasing(columns(from, to))
        .releasing(owners(left))
        .releasing(freed)
        .dropping(own(left))
        .dropping(gone)
        .dropping(later);
  }

  /** That the table has left the parents it leaves: a partition has but one at a time. */
  private ObjectId free() {
    return ObjectId.of(ObjectKind.UNIQUE, to.name(), "free of parents");
  }

  /** Whether one of the parents of the other, or another place below it, is missing. */
  private static boolean lacks(Table table, Table other) {
    return !TableSql.place(table).containsAll(TableSql.place(other))
        || !table.inherits().containsAll(other.inherits());
  }

  private static List<ObjectId> owners(List<Handed> handed) {
    return handed.stream()
        .filter(Handed::isCheck)
        .map(h -> h.owner().constraintId(h.constraint()))
        .toList();
  }

  /** The checks, as if they were the table's own: it cannot have one of its own meanwhile. */
  private List<ObjectId> own(List<Handed> handed) {
    return handed.stream().map(h -> to.constraintId(h.constraint())).toList();
  }

  /** The columns of a table that comes under new parents, and of those: both must be ready. */
  private static List<ObjectId> columns(Table table, Table other) {
    List<ObjectId> parents = new ArrayList<>(TableSql.parents(table));
    if (Objects.equals(table.partition(), other.partition())) {
      parents.removeAll(TableSql.parents(other));
    }
    if (parents.isEmpty()) {
      return List.of();
    }
    parents.add(table.id());
    return parents.stream()
        .flatMap(
            id -> table.columns().stream().map(c -> ObjectId.column(id.qualifiedName(), c.name())))
        .toList();
  }
}
