package dev.pgmigrate.intent;

import dev.pgmigrate.diff.Hangs;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.Constraint;
import dev.pgmigrate.schema.Index;
import dev.pgmigrate.schema.ObjectId;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.PrimaryKey;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a table shall be that both sides have. */
final class TableIntent {
  private final Merge merge;
  private final Table desired;
  private final Table current;

  /** The very records of the current table: what both sides have is a new one in the target. */
  private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private final SameUniqueness uniqueness;

  private TableIntent(Merge merge, Table desired, Table current, Set<Set<String>> referenced) {
    this.merge = merge;
    this.desired = desired;
    this.current = current;
    found.addAll(current.constraints());
    found.addAll(current.indexes());
    this.uniqueness = new SameUniqueness(merge, desired, current, referenced);
  }

  /**
   * The table of the target.
   *
   * @param referenced the columns that stated foreign keys refer to
   */
  static Table resolve(Merge merge, Table desired, Table current, Set<Set<String>> referenced) {
    return new TableIntent(merge, desired, current, referenced).resolve();
  }

  private Table resolve() {
    Merge.Both both = merge.both(List.of(desired.id()), desired.aspects(), current.aspects());
    List<Column> columns = columns();
    Set<String> gone =
        current.columns().stream().map(Column::name).collect(Collectors.toCollection(HashSet::new));
    columns.forEach(column -> gone.remove(column.name()));
    List<Constraint> constraints = constraints(gone);
    List<Index> indexes = indexes(gone, constraints);
    return new Table(
        current.name(),
        forPrimaryKey(columns, constraints),
        constraints,
        indexes,
        both.pick("unlogged", desired.unlogged(), current.unlogged()),
        both.pick("parameters", desired.parameters(), current.parameters()),
        both.pickNullable("tablespace", desired.tablespace(), current.tablespace()),
        both.pickNullable("access-method", desired.accessMethod(), current.accessMethod()),
        both.pickNullable("replica-identity", desired.replicaIdentity(), current.replicaIdentity()),
        both.pickNullable("partition-by", desired.partitionBy(), current.partitionBy()),
        partition(both.pickNullable("partition", desired.partition(), current.partition())),
        both.pick("inherits", desired.inherits(), current.inherits()),
        both.pickNullable("row-security", desired.rowSecurity(), current.rowSecurity()),
        both.pickNullable("comment", desired.comment(), current.comment()),
        both.pick(desired.access(), current.access()));
  }

  /** Nobody states what its parts have of their own: they stay what they are. */
  private @Nullable Partition partition(@Nullable Partition picked) {
    return picked != null && picked.equals(current.partition()) ? current.partition() : picked;
  }

  private List<Column> columns() {
    return new Matching<>(
            desired.columns(),
            current.columns(),
            c -> merge.excludes(current.columnId(c.name())),
            Matching.Rules.<Column>byName(Column::name))
        .resolve(
            (d, c) -> ColumnIntent.resolve(merge, desired, d, c),
            d -> merge.adds(desired.columnId(d.name()), d.aspects(), d.type().text()),
            c -> merge.keeps(List.of(current.columnId(c.name())), c.type().text()));
  }

  private List<Constraint> constraints(Set<String> gone) {
    List<Constraint> resolved =
        new ArrayList<>(
            new ConstraintIntent(merge, desired, current, uniqueness)
                .resolve(desired.constraints(), current.constraints()));
    resolved.replaceAll(uniqueness::adopting);
    resolved.removeIf(
        c ->
            isKept(c)
                && Hangs.onColumns(c, gone)
                && goesAlong(current.constraintId(c), c.structure()));
    Set<String> stated = names(resolved.stream().filter(c -> !isKept(c)).map(Constraint::name));
    resolved.removeIf(
        c ->
            isKept(c)
                && stated.contains(c.name())
                && goesAlong(current.constraintId(c), c.structure()));
    resolved.sort(Comparator.comparing(Constraint::name));
    return resolved;
  }

  private List<Index> indexes(Set<String> gone, List<Constraint> constraints) {
    List<Index> resolved =
        new ArrayList<>(
            new IndexIntent(merge, desired, current, uniqueness)
                .resolve(desired.indexes(), current.indexes()));
    resolved.removeIf(index -> uniqueness.isAdopted(index, constraints));
    Set<String> stated = names(constraints.stream().filter(c -> !isKept(c)).map(Constraint::name));
    resolved.stream().filter(i -> !isKept(i)).forEach(i -> stated.add(i.name()));
    resolved.removeIf(
        i ->
            isKept(i)
                && (Hangs.onColumns(i, gone) || stated.contains(i.name()))
                && goesAlong(current.indexId(i), i.structure()));
    resolved.sort(Comparator.comparing(Index::name));
    return resolved;
  }

  private boolean goesAlong(ObjectId id, String shape) {
    merge.goesAlong(id, shape);
    return true;
  }

  private boolean isKept(Object part) {
    return found.contains(part);
  }

  private static Set<String> names(java.util.stream.Stream<String> names) {
    return names.collect(Collectors.toCollection(HashSet::new));
  }

  /** What accepted.txt shows of a table. */
  static String shape(Table table) {
    int columns = table.columns().size();
    return columns + (columns == 1 ? " column" : " columns");
  }

  /** The columns of a primary key are never null. */
  private static List<Column> forPrimaryKey(List<Column> columns, List<Constraint> constraints) {
    Set<String> keys =
        constraints.stream()
            .filter(PrimaryKey.class::isInstance)
            .flatMap(key -> key.columns().stream())
            .collect(Collectors.toSet());
    return columns.stream()
        .map(c -> keys.contains(c.name()) && !c.notNull() ? c.required() : c)
        .toList();
  }
}
