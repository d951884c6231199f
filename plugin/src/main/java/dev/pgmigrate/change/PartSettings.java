package dev.pgmigrate.change;

import dev.pgmigrate.ddl.Parameters;
import dev.pgmigrate.ddl.TableSql;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.KeyConstraint;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.ObjectKind;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PartitionPart;
import dev.pgmigrate.schema.PartitionPart.Settings;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what the indexes and keys of partitions have otherwise than those of their parents. */
public final class PartSettings {
  private final Schema from;
  private final Schema to;
  private final Set<ObjectId> created = new HashSet<>();
  private final Set<ObjectId> dropped = new HashSet<>();

  private PartSettings(Collection<Change> changes, Schema from, Schema to) {
    this.from = from;
    this.to = to;
    for (Change change : changes) {
      created.addAll(change.dependencies().creates());
      dropped.addAll(change.dependencies().drops());
    }
  }

  /**
   * The changes of all such parts.
   *
   * @param changes all others: a part that is made anew begins with what its parent gives it
   */
  public static List<Change> compare(Collection<Change> changes, Schema from, Schema to) {
    boolean any =
        List.of(from, to).stream()
            .flatMap(schema -> schema.tables().stream())
            .anyMatch(table -> table.partition() != null);
    return any ? new PartSettings(changes, from, to).compare() : List.of();
  }

  private List<Change> compare() {
    List<Change> changes = new ArrayList<>();
    for (Table table : to.tables()) {
      Table old = from.table(table.name()).orElse(null);
      for (PartitionPart part : parts(table)) {
        Optional<PartitionPart> before =
            old == null
                ? Optional.empty()
                : parts(old).stream().filter(p -> p.parent().equals(part.parent())).findFirst();
        change(table, old, before.orElse(null), part).ifPresent(changes::add);
      }
    }
    // What goes for good comes again on the way down.
    for (Table old : from.tables()) {
      Table table = to.table(old.name()).orElse(null);
      for (PartitionPart part : parts(old)) {
        boolean stays =
            table != null && parts(table).stream().anyMatch(p -> p.parent().equals(part.parent()));
        Settings first = initial(old, part, from);
        if (!stays && !first.equals(part.settings())) {
          changes.add(new AlterPart(old, null, new AlterPart.Way(part, first, part.settings())));
        }
      }
    }
    return changes;
  }

  private Optional<Change> change(
      Table table, @Nullable Table old, @Nullable PartitionPart before, PartitionPart part) {
    PartitionPart stays = old == null || isAmong(created, table, part) ? null : before;
    Settings first = stays == null ? initial(table, part, to) : stays.settings();
    AlterPart.Way forth =
        first.equals(part.settings())
            ? null
            : new AlterPart.Way(stays == null ? part : stays, first, part.settings());
    AlterPart.Way back = null;
    if (old != null && before != null) {
      boolean returns = isAmong(dropped, old, before);
      Settings last = returns ? initial(old, before, from) : part.settings();
      back =
          last.equals(before.settings())
              ? null
              : new AlterPart.Way(before, last, before.settings());
    }
    return forth == null && back == null
        ? Optional.empty()
        : Optional.of(new AlterPart(table, forth, back));
  }

  /** Those that are not constraints of the partition itself, which are compared with it. */
  private static List<PartitionPart> parts(Table table) {
    Partition partition = table.partition();
    return partition == null
        ? List.of()
        : partition.parts().stream()
            .filter(part -> table.constraint(part.name()).isEmpty())
            .toList();
  }

  /** Whether a part is made anew: with its table, its place, or what it belongs to. */
  private boolean isAmong(Set<ObjectId> ids, Table table, PartitionPart part) {
    if (ids.contains(table.id()) || TableSql.place(table).stream().anyMatch(ids::contains)) {
      return true;
    }
    Partition partition = table.partition();
    if (partition == null) {
      return false;
    }
    QualifiedName parent = partition.parent();
    boolean above =
        ids.contains(
                ObjectId.of(ObjectKind.INDEX, new QualifiedName(parent.namespace(), part.parent())))
            || ids.contains(ObjectId.of(part.kind(), parent, part.parent()));
    Table next = (ids == created ? to : from).table(parent).orElse(null);
    return above
        || (next != null
            && parts(next).stream()
                .filter(p -> p.name().equals(part.parent()))
                .anyMatch(p -> isAmong(ids, next, p)));
  }

  /** What a part has as soon as it is there. */
  private static Settings initial(Table table, PartitionPart part, Schema schema) {
    Partition partition = table.partition();
    Table parent = partition == null ? null : schema.table(partition.parent()).orElse(null);
    if (parent == null) {
      return Settings.NONE;
    }
    Index index = parent.index(part.parent()).orElse(null);
    if (index != null) {
      return new Settings(
          Parameters.plain(index.parameters()), index.tablespace(), false, null, null);
    }
    Constraint constraint = parent.constraint(part.parent()).orElse(null);
    if (constraint instanceof KeyConstraint) {
      return new Settings(constraint.parameters(), constraint.tablespace(), false, null, null);
    }
    return parts(parent).stream()
        .filter(p -> p.name().equals(part.parent()))
        .findFirst()
        .map(p -> initial(parent, p, schema))
        .orElse(Settings.NONE);
  }
}
