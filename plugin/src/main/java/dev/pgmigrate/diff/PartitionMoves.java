package dev.pgmigrate.diff;

import dev.pgmigrate.change.AlterComposite;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.change.DropTable;
import dev.pgmigrate.change.MoveRows;
import dev.pgmigrate.change.MovingValues;
import dev.pgmigrate.change.PartitionRows;
import dev.pgmigrate.change.QuietTriggers;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.schema.UserTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the partitioned tables in which rows must go from one partition to another, because borders
 * move, partitions are split or merged, or the table is partitioned otherwise.
 */
final class PartitionMoves {
  private final Map<QualifiedName, List<Table>> before;
  private final Map<QualifiedName, List<Table>> after;
  private final UserTypes types;
  private final Set<ObjectId> replaced;

  private PartitionMoves(List<Change> changes, Schema from, Schema to) {
    types = new UserTypes(from, to);
    replaced =
        types.replaced(
            changes.stream()
                .filter(c -> c instanceof AlterComposite a && a.from().keepsTypes(a.to()))
                .map(Change::object)
                .collect(Collectors.toSet()));
    before = byParent(from);
    after = byParent(to);
  }

  private static Map<QualifiedName, List<Table>> byParent(Schema schema) {
    Map<QualifiedName, List<Table>> byParent = new LinkedHashMap<>();
    List<Table> tables = new ArrayList<>(schema.tables());
    tables.sort(Comparator.comparing(Table::name));
    for (Table table : tables) {
      Partition partition = table.partition();
      if (partition != null) {
        byParent.computeIfAbsent(partition.parent(), parent -> new ArrayList<>()).add(table);
      }
    }
    return byParent;
  }

  /** Adds the moves to the changes, and takes back that rows are lost which move. */
  static void add(List<Change> changes, Schema from, Schema to) {
    PartitionMoves moves = new PartitionMoves(changes, from, to);
    if (moves.before.isEmpty() && moves.after.isEmpty()) {
      return;
    }
    Set<QualifiedName> kept = new HashSet<>();
    Set<QualifiedName> keptBack = new HashSet<>();
    for (Lists.Pair<Table> pair : Lists.diff(from.tables(), to.tables(), Table::name).common()) {
      List<MoveRows> turns = moves.of(pair.from(), pair.to(), from, to);
      changes.addAll(turns);
      for (MoveRows turn : turns) {
        turn.forth().stream().filter(MoveRows.Part::isWhole).forEach(p -> kept.add(p.table()));
        turn.back().stream().filter(MoveRows.Part::isWhole).forEach(p -> keptBack.add(p.table()));
      }
      if (Inheritance.isAnew(pair.from(), pair.to())) {
        moves.holdsNone(pair.from(), moves.before, to, kept);
        moves.holdsNone(pair.to(), moves.after, from, keptBack);
      }
    }
    changes.replaceAll(change -> DropTable.movingRows(change, kept, keptBack));
  }

  /** A partitioned table has no rows of its own: none is lost where its partitions keep theirs. */
  private void holdsNone(
      Table table,
      Map<QualifiedName, List<Table>> partitions,
      Schema other,
      Set<QualifiedName> kept) {
    boolean all =
        partitions.getOrDefault(table.name(), List.of()).stream()
            .allMatch(p -> kept.contains(p.name()) || other.table(p.name()).isPresent());
    if (table.partitionBy() != null && all) {
      kept.add(table.name());
    }
  }

  private List<MoveRows> of(Table parent, Table now, Schema from, Schema to) {
    List<Table> old = before.getOrDefault(parent.name(), List.of());
    List<Table> other = after.getOrDefault(parent.name(), List.of());
    boolean anew = Inheritance.isAnew(parent, now);
    List<Table> leaving = changed(old, other, anew);
    List<Table> coming = changed(other, old, anew);
    if (!anew && !meet(leaving, coming, old, other)) {
      return List.of();
    }
    List<MoveRows.Part> forth =
        PartitionRows.misplaced(parent, old, now, other, leaving, coming, anew, to);
    List<MoveRows.Part> back =
        PartitionRows.misplaced(now, other, parent, old, coming, leaving, anew, from);
    boolean detached = leaving.stream().anyMatch(t -> names(coming).contains(t.name()));
    if (forth.isEmpty() && back.isEmpty() && !detached) {
      return List.of();
    }
    Set<QualifiedName> above = new HashSet<>();
    addAbove(parent, from, above);
    addAbove(now, to, above);
    // A foreign key may refer to a partition itself: its ON DELETE must not meet rows that move.
    Stream.concat(forth.stream(), back.stream()).map(MoveRows.Part::table).forEach(above::add);
    Set<QualifiedName> written = new HashSet<>(above);
    written.addAll(names(old));
    written.addAll(names(other));
    QuietTriggers triggers = QuietTriggers.of(written, from, to);
    MovingValues values =
        new MovingValues(
            types,
            replaced,
            isGone(parent, from, to),
            false,
            numbered(now, to),
            numbered(parent, from));
    return Arrays.stream(MoveRows.Turn.values())
        .map(
            turn ->
                new MoveRows(
                    turn,
                    parent,
                    now,
                    above,
                    forth,
                    back,
                    names(leaving),
                    names(coming),
                    triggers,
                    values))
        .toList();
  }

  /** Since PostgreSQL 17 a partition has the identities of the tables above it. */
  private static Set<String> numbered(Table table, Schema schema) {
    Set<String> columns =
        table.columns().stream()
            .filter(column -> column.identity() != null && column.identity().always())
            .map(Column::name)
            .collect(Collectors.toSet());
    Partition partition = table.partition();
    if (partition != null) {
      schema.table(partition.parent()).ifPresent(above -> columns.addAll(numbered(above, schema)));
    }
    return columns;
  }

  /** Whether the table, or one above it, is recreated. */
  private static boolean isGone(Table table, Schema from, Schema to) {
    Partition partition = table.partition();
    return to.table(table.name()).filter(now -> Inheritance.isAnew(table, now)).isPresent()
        || (partition != null
            && from.table(partition.parent()).filter(top -> isGone(top, from, to)).isPresent());
  }

  private static void addAbove(Table table, Schema schema, Set<QualifiedName> above) {
    above.add(table.name());
    Partition partition = table.partition();
    if (partition != null) {
      schema.table(partition.parent()).ifPresent(parent -> addAbove(parent, schema, above));
    }
  }

  /** Those that the other side has not, or elsewhere, or made anew. */
  private static List<Table> changed(List<Table> some, List<Table> others, boolean anew) {
    return some.stream()
        .filter(
            table ->
                anew
                    || others.stream()
                        .noneMatch(
                            other ->
                                other.name().equals(table.name())
                                    && other.partition() != null
                                    && other.partition().equals(table.partition())
                                    && !Inheritance.isAnew(table, other)))
        .toList();
  }

  /** Whether one that leaves and one that comes may hold the same rows. */
  private static boolean meet(
      List<Table> leaving, List<Table> coming, List<Table> old, List<Table> now) {
    boolean swapped = leaving.stream().anyMatch(a -> coming.stream().anyMatch(b -> meet(a, b)));
    return swapped
        || (!coming.isEmpty() && old.stream().anyMatch(PartitionRows::isDefault))
        || (!leaving.isEmpty() && now.stream().anyMatch(PartitionRows::isDefault));
  }

  private static boolean meet(Table leaves, Table comes) {
    return PartitionRows.overlap(leaves, comes) && !PartitionRows.sameBoundAnew(leaves, comes);
  }

  private static Set<QualifiedName> names(List<Table> tables) {
    return tables.stream().map(Table::name).collect(Collectors.toSet());
  }
}
