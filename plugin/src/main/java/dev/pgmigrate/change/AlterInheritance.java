package dev.pgmigrate.change;

import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A table gets other parents, or is attached to or detached from a partitioned table. */
public record AlterInheritance(Table from, Table to) implements Change {
  /**
   * The change as two where a table leaves one parent and comes under another: columns change in
   * between.
   *
   * @param anew the parents that are themselves dropped and created
   */
  public static List<Change> all(Table from, Table to, Set<QualifiedName> anew) {
    Table without =
        new Table(
            from.name(),
            from.columns(),
            from.constraints(),
            from.indexes(),
            from.unlogged(),
            from.parameters(),
            from.tablespace(),
            from.accessMethod(),
            from.replicaIdentity(),
            from.partitionBy(),
            lasts(from, to, anew) ? from.partition() : null,
            from.inherits().stream()
                .filter(parent -> to.inherits().contains(parent) && !anew.contains(parent))
                .toList(),
            from.rowSecurity(),
            from.comment(),
            from.access());
    return Stream.of(new AlterInheritance(from, without), new AlterInheritance(without, to))
        .filter(change -> !change.up().isEmpty())
        .<Change>map(change -> change)
        .toList();
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
  public List<Statement> up() {
    String name = Sql.name(to.name());
    List<String> sql = new ArrayList<>();
    Partition old = from.partition();
    Partition now = to.partition();
    boolean moved = !Objects.equals(old, now);
    if (moved && old != null) {
      sql.add(TableSql.detach(from.name(), old));
    }
    for (QualifiedName parent : from.inherits()) {
      if (!to.inherits().contains(parent)) {
        sql.add("ALTER TABLE " + name + " NO INHERIT " + Sql.name(parent));
      }
    }
    for (QualifiedName parent : to.inherits()) {
      if (!from.inherits().contains(parent)) {
        sql.add("ALTER TABLE " + name + " INHERIT " + Sql.name(parent));
      }
    }
    if (moved && now != null) {
      sql.add(TableSql.attach(to.name(), now));
    }
    return Sql.statements(sql);
  }

  @Override
  public Change reverse() {
    return new AlterInheritance(to, from);
  }

  @Override
  public Dependencies dependencies() {
    return Dependencies.NONE
        .within(object())
        .needing(TableSql.parents(to))
        .needing(columns(to, from))
        .releasing(TableSql.parents(from))
        .releasing(columns(from, to));
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
