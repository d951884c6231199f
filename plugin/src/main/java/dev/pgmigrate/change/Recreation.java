package dev.pgmigrate.change;

import dev.pgmigrate.ddl.ColumnSql;
import dev.pgmigrate.ddl.DomainSql;
import dev.pgmigrate.ddl.References;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Definition;
import dev.pgmigrate.schema.Domain;
import dev.pgmigrate.schema.Exclusion;
import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.schema.ForeignKey;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.IndexKey;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Sequence;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must go and come again around other changes, though it does not differ itself: a foreign key
 * whose two sides change their type, a check over a column that does, a generated column over it,
 * everything on a column that is dropped and added.
 *
 * <p>A drop and an add of the same object stand for it; they take the place of the smaller changes
 * of that object.
 */
public final class Recreation {
  /** What PostgreSQL adapts by itself when a column gets another type. */
  private static final Set<ObjectKind> FOLLOW_A_TYPE = Set.of(ObjectKind.STATISTICS);

  private final Schema from;
  private final Schema to;
  private final List<Change> changes;

  /** Columns that go and come again. */
  private final Set<ObjectId> rebuilt = new HashSet<>();

  /** Columns whose values get another type. */
  private final Set<ObjectId> retyped = new HashSet<>();

  /** Views, functions and their like that go, perhaps to come again. */
  private final Set<ObjectId> lost = new HashSet<>();

  /** Those that come, perhaps again. */
  private final Set<ObjectId> made = new HashSet<>();

  /** What foreign keys refer to and what goes. */
  private final Set<ObjectId> lostKeys = new HashSet<>();

  /** Whether it is the way back that is looked at. */
  private boolean back;

  private Recreation(List<Change> changes, Schema from, Schema to) {
    this.changes = new ArrayList<>(changes);
    this.from = from;
    this.to = to;
  }

  /**
   * These changes, with what must be re-created around them.
   *
   * @param from the schema before the changes, renames already done
   * @param to the schema afterwards
   */
  public static List<Change> around(List<Change> changes, Schema from, Schema to) {
    Recreation recreation = new Recreation(changes, from, to);
    recreation.recreate();
    recreation.back = true;
    recreation.recreate();
    return List.copyOf(recreation.changes);
  }

  private void recreate() {
    findColumns();
    int before;
    do {
      before = changes.size();
      if (!from.definitions().isEmpty()) {
        definitions();
      }
      findLost();
      if (disturbs()) {
        to.domains().forEach(this::domain);
        to.tables().forEach(this::defaults);
        to.tables().forEach(this::generatedColumns);
        to.tables().forEach(this::constraintsAndIndexes);
      }
    } while (before != changes.size());
    findLostKeys();
    if (disturbs() || !lostKeys.isEmpty()) {
      to.tables().forEach(this::foreignKeys);
      to.tables().forEach(this::replicaIdentity);
    }
    owners();
  }

  /** Most changes disturb nothing: then no part of any table is looked at. */
  private boolean disturbs() {
    return !rebuilt.isEmpty() || !retyped.isEmpty() || !lost.isEmpty();
  }

  private void owners() {
    if (from.sequences().stream().allMatch(sequence -> sequence.ownedBy() == null)) {
      return;
    }
    Map<QualifiedName, Sequence> after = new HashMap<>();
    to.sequences().forEach(sequence -> after.put(sequence.name(), sequence));
    Set<ObjectId> gone = new HashSet<>(rebuilt);
    looked().forEach(change -> gone.addAll(change.dependencies().drops()));
    for (Sequence sequence : from.sequences()) {
      Sequence now = after.get(sequence.name());
      ObjectId owner = sequence.ownedBy();
      if (now != null && owner != null && owner.equals(now.ownedBy()) && gone.contains(owner)) {
        owner(sequence, owner);
      }
    }
  }

  /** A sequence would go with the column that owns it, though that one comes again. */
  private void owner(Sequence sequence, ObjectId owner) {
    Change untie = new SetSequenceOwner(sequence.name(), owner, null);
    Change tie = new SetSequenceOwner(sequence.name(), null, owner);
    if (!changes.contains(untie)) {
      changes.add(back ? new OneWay(untie, false) : untie);
      changes.add(back ? new OneWay(tie, false) : tie);
    }
  }

  /** An index that goes takes its being the replica identity along. */
  private void replicaIdentity(Table now) {
    Table old = from.table(now.name()).orElse(null);
    if (old == null || !Objects.equals(old.replicaIdentity(), now.replicaIdentity())) {
      return;
    }
    List<ObjectId> index = TableSql.replicaIndex(now);
    if (index.isEmpty() || back) {
      return;
    }
    boolean goes =
        changes.stream()
            .filter(c -> c instanceof DropConstraint || c instanceof DropIndex)
            .anyMatch(c -> c.dependencies().drops().containsAll(index));
    if (goes) {
      changes.add(new AlterTable(old, old.withReplicaIdentity(null)));
      changes.add(new AlterTable(now.withReplicaIdentity(null), now));
    }
  }

  /** The changes in the direction that is looked at. */
  private List<Change> looked() {
    return changes.stream()
        .map(change -> change instanceof OneWay one ? one.change() : change)
        .map(change -> back ? change.reverse() : change)
        .toList();
  }

  private void findColumns() {
    for (Change change : looked()) {
      if (change instanceof AlterColumn alter && alter.rebuilds()) {
        rebuilt.addAll(inherited(alter.table().name(), alter.to().name()));
      } else if (change instanceof AlterColumn alter && alter.changesType()) {
        retyped.addAll(inherited(alter.table().name(), alter.to().name()));
      }
      uses(change).forEach(use -> retyped.addAll(inherited(use.table(), use.to().name())));
    }
  }

  /** The column of a table and of all that inherit from it. */
  private Set<ObjectId> inherited(QualifiedName table, String column) {
    Set<ObjectId> all = new HashSet<>(Set.of(ObjectId.column(table, column)));
    to.below(table).forEach(below -> all.addAll(inherited(below.name(), column)));
    return all;
  }

  private static List<TypeUse> uses(Change change) {
    if (change instanceof ReplaceEnum replace) {
      return replace.uses();
    }
    if (change instanceof RemoveEnumValues remove) {
      return remove.uses();
    }
    if (change instanceof ReplaceTypes replace) {
      return replace.uses();
    }
    return change instanceof ReplaceDomain replace ? replace.uses() : List.of();
  }

  /** The types that get a successor, which whatever uses them must follow. */
  private static List<ObjectId> succeeded(Change change) {
    if (change instanceof RemoveEnumValues remove && remove.whole() != null) {
      return remove.whole().types();
    }
    if (change instanceof ReplaceTypes replace) {
      return replace.types();
    }
    boolean succeeds =
        change instanceof ReplaceEnum
            || change instanceof RemoveEnumValues
            || change instanceof ReplaceDomain;
    return succeeds ? List.of(change.object()) : List.of();
  }

  /** Nothing of what a view, function or policy uses can be dropped or get another type. */
  private void definitions() {
    Set<ObjectId> gone = new HashSet<>(rebuilt);
    Set<ObjectId> changed = new HashSet<>();
    Map<List<String>, Set<ObjectId>> coming = new HashMap<>();
    for (Change change : looked()) {
      gone.addAll(change.dependencies().drops());
      gone.addAll(succeeded(change));
      changed.add(change.object());
      if (change instanceof CreateDefinition create && isRoutine(create.object())) {
        coming.computeIfAbsent(name(create.object()), n -> new HashSet<>()).add(create.object());
      }
    }
    Set<ObjectId> touched = new HashSet<>(retyped);
    touched.addAll(gone);
    Uses now = back ? to.uses() : from.uses();
    Uses then = back ? from.uses() : to.uses();
    for (Definition before : from.definitions()) {
      Set<ObjectId> disturbing = new HashSet<>(now.of(before.id()));
      disturbing.retainAll(FOLLOW_A_TYPE.contains(before.id().kind()) ? gone : touched);
      Definition after = disturbing.isEmpty() ? null : to.definition(before.id()).orElse(null);
      if (after == null) {
        continue;
      }
      // What gets another definition anyway, one that does without, gets it in time.
      if (!changed.contains(before.id())
          || !Collections.disjoint(then.of(before.id()), disturbing)
          || disturbing.stream().anyMatch(routine -> givesWay(routine, coming))) {
        replace(
            before.id(),
            after.id(),
            DropDefinition.again(before, after),
            CreateDefinition.again(before, after));
      }
    }
  }

  private void findLost() {
    lost.clear();
    made.clear();
    for (Change change : looked()) {
      if (change instanceof DropDefinition drop) {
        lost.add(drop.object());
      }
      if (change instanceof CreateDefinition create) {
        made.add(create.object());
      }
    }
  }

  /** There is one function of a name at a time: what calls it cannot wait for the next one. */
  private static boolean givesWay(ObjectId routine, Map<List<String>, Set<ObjectId>> coming) {
    return isRoutine(routine)
        && coming.getOrDefault(name(routine), Set.of()).stream()
            .anyMatch(id -> id.kind() == routine.kind() && !id.equals(routine));
  }

  private static boolean isRoutine(ObjectId id) {
    return id.path().size() == 3;
  }

  private static List<String> name(ObjectId routine) {
    return routine.path().subList(0, 2);
  }

  /** Whether it calls a function that goes and comes again. */
  private boolean uses(ObjectKind kind, QualifiedName owner, String name) {
    ObjectId named =
        kind == ObjectKind.INDEX
            ? ObjectId.of(kind, new QualifiedName(owner.namespace(), name))
            : ObjectId.of(kind, owner, name);
    return !Collections.disjoint(from.uses().of(named), lost);
  }

  /** The functions of these that go, perhaps to come again. */
  private Set<ObjectId> lostFrom(Uses uses, ObjectId user) {
    Set<ObjectId> used = new TreeSet<>(uses.of(user));
    used.removeIf(id -> !(lost.contains(id) || made.contains(id)));
    return used;
  }

  private void domain(Domain now) {
    if (Collections.disjoint(from.uses().of(now.id()), lost)) {
      return;
    }
    Domain old = from.domain(now.name()).orElse(null);
    if (old == null) {
      return;
    }
    List<String> names =
        from.uses().of(old.id()).stream()
            .filter(lost::contains)
            .filter(id -> id.path().size() > 1)
            .map(id -> id.path().get(1))
            .toList();
    Domain bare = DomainSql.without(old, names);
    replace(
        old.id(),
        now.id(),
        new StepAside(new AlterDomain(old, bare), lostFrom(from.uses(), old.id()), true),
        new StepAside(new AlterDomain(bare, now), lostFrom(to.uses(), now.id()), false));
  }

  private void defaults(Table now) {
    Table old = from.table(now.name()).orElse(null);
    if (old == null) {
      return;
    }
    for (Column column : now.columns()) {
      ObjectId id = now.columnId(column.name());
      Column before = old.column(column.name()).orElse(null);
      if (before != null
          && before.defaultValue() != null
          && column.defaultValue() != null
          // The collation is the column's own: a change of the column leaves it.
          && from.uses().of(id).stream()
              .anyMatch(used -> lost.contains(used) && used.kind() != ObjectKind.COLLATION)) {
        Column bare = ColumnSql.withDefault(before, null);
        replace(
            id,
            id,
            new StepAside(
                new AlterColumn(old, ColumnSql.plain(before), bare, List.of()),
                lostFrom(from.uses(), id),
                true),
            new StepAside(
                new AlterColumn(now, bare, ColumnSql.plain(column), List.of()),
                lostFrom(to.uses(), id),
                false));
      }
    }
  }

  /** PostgreSQL changes no type under a generated column, be its expression to change or not. */
  private void generatedColumns(Table now) {
    Table old = from.table(now.name()).orElse(null);
    if (old == null) {
      return;
    }
    for (Column column : now.columns()) {
      Column before = old.column(column.name()).orElse(null);
      ObjectId id = now.columnId(column.name());
      if (before == null || before.generated() == null) {
        continue;
      }
      Set<String> sources = new LinkedHashSet<>(References.sources(old, before));
      sources.addAll(References.sources(now, column));
      boolean disturbed =
          meets(now.name(), sources, true) || uses(ObjectKind.COLUMN, now.name(), column.name());
      if (column.generated() != null && disturbed) {
        if (column.local() || leavesParent(old)) {
          replace(id, id, new DropColumn(old, before), new AddColumn(now, column));
        }
        rebuilt.add(id);
      }
    }
  }

  /** While a partition is none, nothing comes to its columns from above. */
  private boolean leavesParent(Table table) {
    return table.partition() != null
        && changes.stream()
            .anyMatch(c -> c instanceof AlterInheritance && c.object().equals(table.id()));
  }

  private void constraintsAndIndexes(Table now) {
    Table old = from.table(now.name()).orElse(null);
    if (old == null) {
      return;
    }
    for (Constraint constraint : now.constraints()) {
      old.constraint(constraint.name())
          .filter(before -> before.kind() != ObjectKind.FOREIGN_KEY)
          .filter(before -> before.kind() == constraint.kind())
          .filter(before -> disturbed(old, before))
          .ifPresent(before -> recreate(old, before, now, constraint));
    }
    for (Index index : now.indexes()) {
      old.index(index.name())
          .filter(before -> disturbed(old, before))
          .ifPresent(
              before ->
                  replace(
                      old.indexId(before),
                      now.indexId(index),
                      new DropIndex(old, before),
                      new CreateIndex(now, index)));
    }
  }

  private void recreate(Table old, Constraint before, Table now, Constraint after) {
    replace(
        old.constraintId(before),
        now.constraintId(after),
        new DropConstraint(old, before),
        new AddConstraint(now, after));
  }

  private boolean disturbed(Table table, Constraint constraint) {
    // Plain keys follow a new type by themselves; the words of a check do not.
    boolean words =
        constraint instanceof Exclusion exclusion
            ? hasWords(exclusion.keys(), exclusion.expressions())
            : !constraint.hasIndex();
    return meets(table.name(), References.columns(table, constraint), words)
        || uses(constraint.kind(), table.name(), constraint.name());
  }

  private boolean disturbed(Table table, Index index) {
    boolean words = hasWords(index.keys(), index.expressions());
    return meets(table.name(), References.columns(table, index), words)
        || uses(ObjectKind.INDEX, table.name(), index.name());
  }

  /** Whether it says more than the names of columns. */
  private static boolean hasWords(List<IndexKey> keys, List<Expression> expressions) {
    return !expressions.isEmpty() || keys.stream().anyMatch(key -> key.operatorClass() != null);
  }

  private boolean meets(QualifiedName table, Collection<String> columns, boolean types) {
    return References.columns(table, columns).stream()
        .anyMatch(id -> rebuilt.contains(id) || (types && retyped.contains(id)));
  }

  private void findLostKeys() {
    for (Change change : looked()) {
      if (change instanceof MoveRows move) {
        move.above().stream().map(References::partitions).forEach(lostKeys::add);
      }
      if (change instanceof DropTable drop) {
        lostKeys.add(References.partitions(drop.table().name()));
      }
      boolean drops =
          change instanceof DropConstraint
              || change instanceof DropIndex
              || (change instanceof ConvertKey convert && !convert.toConstraint());
      if (drops) {
        lostKeys.addAll(change.dependencies().drops());
      }
    }
  }

  private void foreignKeys(Table now) {
    Table old = from.table(now.name()).orElse(null);
    if (old == null) {
      return;
    }
    for (ForeignKey key : old.constraints(ForeignKey.class)) {
      now.constraint(key.name())
          .filter(
              after ->
                  meets(now.name(), key.columns(), true)
                      || meets(key.target(), key.targetColumns(), true)
                      || meetsRidingAlong(key)
                      || lostKeys.contains(References.partitions(key.target()))
                      || lostKeys.contains(References.key(key.target(), key.targetColumns())))
          .ifPresent(after -> recreate(old, key, now, after));
    }
  }

  /** PostgreSQL builds the key's index again and looks only for references to the new type. */
  private boolean meetsRidingAlong(ForeignKey key) {
    Table target = retyped.isEmpty() ? null : from.table(key.target()).orElse(null);
    return target != null
        && target.columns().stream()
            .map(Column::name)
            .filter(column -> meets(key.target(), List.of(column), true))
            .anyMatch(
                column ->
                    References.keysWith(target, column)
                        .contains(References.key(key.target(), key.targetColumns())));
  }

  /**
   * Puts a drop and an add in the place of whatever was to happen to the object. Where nothing was,
   * and only the way back needs them, they are made only there.
   */
  private void replace(ObjectId before, ObjectId after, Change drop, Change add) {
    Change dropsBack = new OneWay(drop, false);
    Change addsBack = new OneWay(add, false);
    if (changes.containsAll(List.of(drop, add))
        || changes.containsAll(List.of(dropsBack, addsBack))) {
      return;
    }
    boolean touched =
        changes.removeIf(
            change ->
                (change.object().equals(before) || change.object().equals(after))
                    && !change.equals(drop)
                    && !change.equals(add));
    changes.add(back && !touched ? dropsBack : drop);
    changes.add(back && !touched ? addsBack : add);
  }
}
