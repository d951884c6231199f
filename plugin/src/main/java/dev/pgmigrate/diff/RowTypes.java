package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AddEnumValues;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.CreateComposite;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.DropComposite;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.RemoveEnumValues;
import dev.pgmigrate.change.ReplaceTypes;
import dev.pgmigrate.change.SetRowType;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.CompositeType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the typed tables whose columns or whose type change: they are no typed tables meanwhile. A
 * new one is tied to its type when it is there. That a table is typed is no difference by itself:
 * one whose columns cannot be in the order of the type's attributes stays without a type.
 */
final class RowTypes {
  private final Schema from;
  private final Schema to;
  private final Set<ObjectId> changed = new HashSet<>();

  /** The types that are there under their name only since this plan. */
  private final Set<ObjectId> recreated = new HashSet<>();

  /** The types that only the downgrade recreates. */
  private final Set<ObjectId> recreatedOnDowngrade = new HashSet<>();

  /** The columns that come or go. */
  private final Set<ObjectId> addedOrDropped = new HashSet<>();

  private RowTypes(List<Change> changes, Schema from, Schema to) {
    this.from = from;
    this.to = to;
    changes.forEach(this::collect);
  }

  static void add(List<Change> changes, Schema from, Schema to) {
    RowTypes types = new RowTypes(changes, from, to);
    Lists.Difference<Table> difference = Lists.diff(from.tables(), to.tables(), Table::name);
    difference.removed().forEach(table -> goes(table, from, changes));
    difference.added().forEach(table -> comes(table, to, changes));
    for (Lists.Pair<Table> pair : difference.common()) {
      if (Inheritance.isAnew(pair.from(), pair.to())) {
        goes(pair.from(), from, changes);
        comes(pair.to(), to, changes);
      } else {
        changes.addAll(types.tie(pair.from(), pair.to()));
      }
    }
  }

  private static void goes(Table table, Schema from, List<Change> changes) {
    SetRowType.of(table, from)
        .map(type -> new SetRowType(table, table, type, null))
        .ifPresent(untie -> changes.add(new OneWay(untie, false)));
  }

  private static void comes(Table table, Schema to, List<Change> changes) {
    SetRowType.of(table, to)
        .map(type -> new SetRowType(table, table, null, type))
        .ifPresent(changes::add);
  }

  /** What of the types and of the columns changes, in the direction of the changes. */
  private void collect(Change change) {
    ReplaceTypes replaced =
        change instanceof ReplaceTypes all
            ? all
            : change instanceof RemoveEnumValues remove ? remove.whole() : null;
    if (replaced != null) {
      recreated.addAll(replaced.types());
    }
    if (change instanceof CreateComposite || change instanceof DropComposite) {
      recreated.add(change.object());
    }
    if (change instanceof AddColumn || change instanceof DropColumn) {
      addedOrDropped.add(change.object());
    }
    if (change instanceof AddEnumValues add && add.whole() != null) {
      recreatedOnDowngrade.addAll(add.whole().types());
    }
    changed.add(change.object());
    boolean inColumns =
        change instanceof AddColumn
            || change instanceof DropColumn
            || (change instanceof AlterColumn alter
                && !alter.from().type().equals(alter.to().type()));
    if (inColumns) {
      changed.add(ObjectId.table(change.object().qualifiedName()));
    }
  }

  private List<Change> tie(Table before, Table after) {
    ObjectId was = SetRowType.of(before, from).orElse(null);
    ObjectId is = SetRowType.of(after, to).orElse(null);
    boolean forwards = Stream.of(changed, recreated).anyMatch(ids -> touches(ids, after, was, is));
    if (!forwards) {
      return touches(recreatedOnDowngrade, after, was, is)
          ? SetRowType.onDowngrade(before, after, was, is)
          : List.of();
    }
    List<Change> ties = new ArrayList<>();
    if (was != null) {
      Change untie = new SetRowType(before, after, was, null);
      ties.add(fits(before, was, after, to, from) ? untie : new OneWay(untie, true));
    }
    if (is != null && fits(after, is, before, from, to)) {
      ties.add(new SetRowType(before, after, null, is));
    }
    return ties;
  }

  private static boolean touches(
      Set<ObjectId> ids, Table table, @Nullable ObjectId was, @Nullable ObjectId is) {
    return ids.contains(table.id())
        || (was != null && ids.contains(was))
        || (is != null && ids.contains(is));
  }

  /**
   * Whether a table has the columns of the type in the order of the type: PostgreSQL appends what
   * is added, and ties no table whose columns are in another order.
   *
   * @param table as it is to become
   * @param other as it is before
   */
  private boolean fits(Table table, ObjectId type, Table other, Schema start, Schema end) {
    List<String> attributes = attributes(type, end);
    if (!recreated.contains(type)) {
      attributes = order(attributes(type, start), attributes, Set.of());
    }
    Set<String> added =
        addedOrDropped.stream()
            .filter(column -> column.qualifiedName().equals(table.name()))
            .map(ObjectId::name)
            .collect(Collectors.toSet());
    return attributes.equals(order(names(other), names(table), added));
  }

  private static List<String> names(Table table) {
    return table.columns().stream().map(Column::name).toList();
  }

  private static List<String> attributes(ObjectId type, Schema schema) {
    return schema.composites().stream()
        .filter(composite -> composite.id().equals(type))
        .flatMap(composite -> composite.attributes().stream().map(CompositeType.Attribute::name))
        .toList();
  }

  /** What stays keeps its place, what is added comes last. */
  private static List<String> order(List<String> before, List<String> after, Set<String> added) {
    Set<String> order = new LinkedHashSet<>(before);
    order.retainAll(after);
    order.removeAll(added);
    order.addAll(after);
    return List.copyOf(order);
  }
}
