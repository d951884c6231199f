package dev.pgmigrate.change;

import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.Uses;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a change does to the existence of objects; two of these say which change must come first.
 *
 * @param creates exists afterwards, not before
 * @param drops exists before, not afterwards
 * @param needs must exist, in its final form, before this change
 * @param releases must exist, in its first form, until this change is done
 * @param alters whose form this change changes
 */
public record Dependencies(
    Set<ObjectId> creates,
    Set<ObjectId> drops,
    Set<ObjectId> needs,
    Set<ObjectId> releases,
    Set<ObjectId> alters) {
  /** No facts at all. */
  public static final Dependencies NONE =
      new Dependencies(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public Dependencies {
    creates = sorted(creates);
    drops = sorted(drops);
    needs = sorted(needs);
    releases = sorted(releases);
    alters = sorted(alters);
  }

  /** What a change says of itself, and what the schemas say of the objects it is about. */
  public static Dependencies of(Change change, Schema from, Schema to) {
    Dependencies said = withPartitions(change, from, to);
    if (change instanceof StepAside) {
      return said;
    }
    Uses before = from.uses();
    Uses after = to.uses();
    Set<ObjectId> needs = new TreeSet<>();
    Set<ObjectId> releases = new TreeSet<>();
    said.creates().forEach(id -> needs.addAll(after.of(id)));
    said.drops().forEach(id -> releases.addAll(before.of(id)));
    Set<ObjectId> stays = new TreeSet<>(said.alters());
    stays.add(change.object());
    stays.removeAll(said.creates());
    stays.removeAll(said.drops());
    for (ObjectId id : stays) {
      after.of(id).stream()
          .filter(used -> !before.of(id).contains(used) && !isRowType(id, used))
          .forEach(needs::add);
      before.of(id).stream()
          .filter(used -> !after.of(id).contains(used) && !isRowType(id, used))
          .forEach(releases::add);
    }
    Dependencies all =
        said.needing(needs)
            .needing(published(said.creates, after))
            .releasing(releases)
            .releasing(published(said.drops, before));
    return all.needing(handedDown(all.needs, to))
        .releasing(handedDown(all.releases, from))
        .creating(names(change, all.creates))
        .dropping(names(change, all.drops));
  }

  /** The type of a typed table: {@link SetRowType} alone waits for it. */
  private static boolean isRowType(ObjectId user, ObjectId used) {
    return user.kind() == ObjectKind.TABLE && used.kind() == ObjectKind.COMPOSITE;
  }

  /** The tables of publications must be logged. */
  private static Set<ObjectId> published(Set<ObjectId> ids, Uses uses) {
    return ids.stream()
        .filter(id -> id.kind() == ObjectKind.PUBLICATION)
        .flatMap(id -> uses.of(id).stream())
        .filter(used -> used.kind() == ObjectKind.TABLE)
        .map(table -> Persistence.logged(table.qualifiedName()))
        .collect(Collectors.toSet());
  }

  /** What only one object can have at a time: its name among relations, types or routines. */
  private static Set<ObjectId> names(Change change, Set<ObjectId> ids) {
    Set<ObjectId> names = new TreeSet<>();
    for (ObjectId id : ids) {
      switch (id.kind()) {
        case TABLE, VIEW, MATERIALIZED_VIEW, COMPOSITE -> {
          names.add(name(id, "relation"));
          names.add(name(id, "type"));
        }
        case ENUM, DOMAIN, RANGE -> names.add(name(id, "type"));
        case SEQUENCE -> names.add(name(id, "relation"));
        case INDEX -> {
          if (id.path().size() == 2) {
            names.add(name(id, "relation"));
          }
        }
        case FUNCTION, PROCEDURE, AGGREGATE -> names.add(name(id, "routine " + id.name()));
        default -> {
          // A name within its table, or one of its own kind.
        }
      }
    }
    // Its indexes go with the table.
    Table table =
        change instanceof CreateTable create
            ? create.table()
            : change instanceof DropTable drop ? drop.table() : null;
    if (table != null && !ids.isEmpty()) {
      table.indexes().stream()
          .map(index -> new QualifiedName(table.name().namespace(), index.name()))
          .forEach(name -> names.add(name(ObjectId.of(ObjectKind.INDEX, name), "relation")));
    }
    return names;
  }

  private static ObjectId name(ObjectId id, String among) {
    return new ObjectId(ObjectKind.NAMESPACE, List.of(id.path().get(0), id.path().get(1), among));
  }

  /** An index or key of a partitioned table comes and goes with those of its partitions. */
  private static Dependencies withPartitions(Change change, Schema from, Schema to) {
    Dependencies said = change.dependencies();
    if (change instanceof CreateIndex || change instanceof AddConstraint) {
      return said.creating(below(change, to, false)).needing(below(change, to, true));
    }
    return change instanceof DropIndex || change instanceof DropConstraint
        ? said.dropping(below(change, from, false)).releasing(below(change, from, true))
        : said;
  }

  private static Set<ObjectId> below(Change change, Schema schema, boolean own) {
    if (change instanceof CreateIndex create) {
      return PartitionParts.below(create.table(), create.index().name(), schema, own);
    }
    return change instanceof AddConstraint add
        ? PartitionParts.below(add.table(), add.constraint().name(), schema, own)
        : below(change.reverse(), schema, own);
  }

  /** An inherited column comes and goes with that of the parent: those of the parents, too. */
  private static Set<ObjectId> handedDown(Set<ObjectId> ids, Schema schema) {
    Set<ObjectId> columns = new TreeSet<>();
    for (ObjectId id : ids) {
      if (id.kind() == ObjectKind.COLUMN) {
        addParents(id, schema, columns);
      }
    }
    return columns;
  }

  private static void addParents(ObjectId column, Schema schema, Set<ObjectId> columns) {
    schema.table(column.qualifiedName()).stream()
        .flatMap(table -> TableSql.parents(table).stream())
        .map(parent -> ObjectId.column(parent.qualifiedName(), column.name()))
        .filter(columns::add)
        .forEach(parent -> addParents(parent, schema, columns));
  }

  /** Whether a change with these facts must come before one with {@code other}. */
  public boolean before(Dependencies other) {
    return meet(creates, other.needs)
        || meet(creates, other.alters)
        || meet(drops, other.creates)
        || meet(releases, other.drops)
        || meet(alters, other.drops)
        || meet(releases, other.alters)
        || meet(alters, other.needs);
  }

  /**
   * Whether a change with {@code other} cannot even be tried before this one: it needs what this
   * one creates, or takes away what this one needs until it is done. The form that objects have in
   * between does not matter.
   */
  public boolean makesWayFor(Dependencies other) {
    return meet(creates, other.needs)
        || meet(creates, other.alters)
        || meet(drops, other.creates)
        || meet(releases, other.drops);
  }

  /** The facts of the change that takes this one back. */
  public Dependencies reversed() {
    return new Dependencies(drops, creates, releases, needs, alters);
  }

  /** The same facts, without a change to the form of these. */
  public Dependencies notAltering(Set<ObjectId> ids) {
    if (!meet(alters, ids)) {
      return this;
    }
    Set<ObjectId> others = new TreeSet<>(alters);
    others.removeAll(ids);
    return new Dependencies(creates, drops, needs, releases, others);
  }

  Dependencies creating(Collection<ObjectId> ids) {
    return new Dependencies(with(creates, ids), drops, needs, releases, alters);
  }

  Dependencies dropping(Collection<ObjectId> ids) {
    return new Dependencies(creates, with(drops, ids), needs, releases, alters);
  }

  Dependencies needing(Collection<ObjectId> ids) {
    return new Dependencies(creates, drops, with(needs, ids), releases, alters);
  }

  Dependencies releasing(Collection<ObjectId> ids) {
    return new Dependencies(creates, drops, needs, with(releases, ids), alters);
  }

  Dependencies altering(Collection<ObjectId> ids) {
    return new Dependencies(creates, drops, needs, releases, with(alters, ids));
  }

  /** The facts of a change that does both. */
  Dependencies and(Dependencies other) {
    return creating(other.creates)
        .dropping(other.drops)
        .needing(other.needs)
        .releasing(other.releases)
        .altering(other.alters);
  }

  /** The object is there before and afterwards: its parts change. */
  Dependencies within(ObjectId id) {
    return needing(Set.of(id)).releasing(Set.of(id));
  }

  private static Set<ObjectId> with(Set<ObjectId> some, Collection<ObjectId> more) {
    if (more.isEmpty()) {
      return some;
    }
    SortedSet<ObjectId> all = sortedCopy(some);
    all.addAll(more);
    return all;
  }

  private static Set<ObjectId> sorted(Set<ObjectId> ids) {
    return ids.isEmpty() ? Set.of() : Collections.unmodifiableSortedSet(sortedCopy(ids));
  }

  /** What is sorted already is copied without a comparison. */
  private static SortedSet<ObjectId> sortedCopy(Set<ObjectId> ids) {
    return ids instanceof SortedSet<ObjectId> inOrder ? new TreeSet<>(inOrder) : new TreeSet<>(ids);
  }

  private static boolean meet(Set<ObjectId> some, Set<ObjectId> others) {
    return !Collections.disjoint(some, others);
  }
}
