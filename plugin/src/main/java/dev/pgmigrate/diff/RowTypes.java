package dev.pgmigrate.diff;

import dev.pgmigrate.change.AddColumn;
import dev.pgmigrate.change.AlterColumn;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropColumn;
import dev.pgmigrate.change.OneWay;
import dev.pgmigrate.change.ReplaceTypes;
import dev.pgmigrate.change.SetRowType;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the typed tables whose columns or whose type change: they are no typed tables meanwhile. A
 * new one is tied to its type when it is there. That a table is typed is no difference by itself.
 */
final class RowTypes {
  private RowTypes() {}

  static void add(List<Change> changes, Schema from, Schema to) {
    Set<ObjectId> changed = new HashSet<>();
    Set<ObjectId> tables = new HashSet<>();
    for (Change change : changes) {
      changed.add(change.object());
      if (change instanceof ReplaceTypes all) {
        changed.addAll(all.types());
      }
      if (change instanceof AddColumn
          || change instanceof DropColumn
          || (change instanceof AlterColumn alter
              && !alter.from().type().equals(alter.to().type()))) {
        tables.add(ObjectId.table(change.object().qualifiedName()));
      }
    }
    Lists.Difference<Table> difference = Lists.diff(from.tables(), to.tables(), Table::name);
    for (Table table : difference.removed()) {
      tie(table, table, SetRowType.of(table, from), Optional.empty())
          .forEach(untie -> changes.add(new OneWay(untie, false)));
    }
    for (Table table : difference.added()) {
      tie(table, table, Optional.empty(), SetRowType.of(table, to)).forEach(changes::add);
    }
    for (Lists.Pair<Table> pair : difference.common()) {
      Optional<ObjectId> was = SetRowType.of(pair.from(), from);
      Optional<ObjectId> is = SetRowType.of(pair.to(), to);
      boolean affected =
          tables.contains(pair.to().id())
              || Stream.concat(was.stream(), is.stream()).anyMatch(changed::contains);
      if (affected) {
        tie(pair.from(), pair.to(), was, is).forEach(changes::add);
      }
    }
  }

  private static Stream<Change> tie(
      Table before, Table after, Optional<ObjectId> was, Optional<ObjectId> is) {
    return Stream.concat(
        was.stream().map(type -> new SetRowType(before, after, type, null)),
        is.stream().map(type -> new SetRowType(before, after, null, type)));
  }
}
