package dev.pgmigrate.change;

import dev.pgmigrate.ddl.PartitionBound;
import dev.pgmigrate.schema.Partition;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rows of partitions belong elsewhere afterwards. */
public final class PartitionRows {
  private final Table parent;
  private final Table now;
  private final List<Table> others;
  private final List<Table> coming;
  private final boolean anew;
  private final KeyChange key;

  private PartitionRows(
      Table parent, Table now, List<Table> others, List<Table> coming, boolean anew) {
    this.parent = parent;
    this.now = now;
    this.others = others;
    this.coming = coming;
    this.anew = anew;
    key = new KeyChange(parent, now, others);
  }

  /** Whether it takes the rows that no other partition takes. */
  public static boolean isDefault(Table partition) {
    return bound(partition).isDefault();
  }

  /** Whether two partitions may hold the same rows. */
  public static boolean overlap(Table one, Table other) {
    return bound(one).overlaps(bound(other));
  }

  /** Whether they are one partition in its one place, made anew for another reason. */
  public static boolean sameBoundAnew(Table one, Table other) {
    return one.name().equals(other.name()) && Objects.equals(one.partition(), other.partition());
  }

  private static List<PartitionBound> bounds(List<Table> partitions) {
    return partitions.stream().map(PartitionRows::bound).toList();
  }

  private static PartitionBound bound(Table partition) {
    return PartitionBound.of(Objects.requireNonNull(partition.partition()).bound());
  }

  /**
   * The rows that must leave their tables.
   *
   * @param parent the partitioned table before, {@code now} what it is afterwards
   * @param old its partitions before, {@code others} those afterwards
   * @param leaving the partitions that do not stay where they are
   * @param coming those that are not where they were
   * @param anew whether the partitioned table is dropped and created
   * @param to the schema afterwards
   */
  public static List<MoveRows.Part> misplaced(
      Table parent,
      List<Table> old,
      Table now,
      List<Table> others,
      List<Table> leaving,
      List<Table> coming,
      boolean anew,
      Schema to) {
    PartitionRows rows = new PartitionRows(parent, now, others, coming, anew);
    if (anew && !rows.key.bringsBack()) {
      return List.of();
    }
    if (anew && parent.partitionBy() == null) {
      // It held the rows itself.
      return others.isEmpty() || (rows.key.isNew() && !rows.key.takesAll())
          ? List.of()
          : List.of(new MoveRows.Part(parent.name(), null, true, rows.misfits()));
    }
    List<MoveRows.Part> parts = new ArrayList<>();
    for (Table table : old) {
      if (isDefault(table) || leaving.contains(table)) {
        rows.of(table, to).ifPresent(parts::add);
      }
    }
    return parts;
  }

  private Optional<MoveRows.Part> of(Table table, Schema to) {
    Table other = to.table(table.name()).orElse(null);
    if (now.partitionBy() == null) {
      return other == null
          ? Optional.of(new MoveRows.Part(table.name(), null, true))
          : Optional.empty();
    }
    boolean unknown = key.isNew() || (anew && key.isRetyped());
    if (other == null) {
      boolean all =
          others.stream().anyMatch(PartitionRows::isDefault)
              || (anew && key.takesAll())
              || coming.stream().anyMatch(c -> !anew && bound(c).covers(bound(table)));
      return all || unknown
          ? Optional.of(new MoveRows.Part(table.name(), null, true)).filter(part -> all)
          : any(coming).map(rows -> new MoveRows.Part(table.name(), rows, true));
    }
    Partition place = other.partition();
    if (place == null || !place.parent().equals(parent.name())) {
      return Optional.empty();
    }
    boolean remade = !Objects.equals(table.partitionBy(), other.partitionBy());
    if (remade && sameBoundAnew(table, other)) {
      return Optional.empty();
    }
    if (unknown) {
      // What its borders take cannot be asked yet.
      return key.isNew() && key.takesAll()
          ? Optional.of(new MoveRows.Part(table.name(), null, remade))
          : Optional.empty();
    }
    if (isDefault(other)) {
      List<Table> siblings = new ArrayList<>(others);
      siblings.remove(other);
      return any(siblings).map(rows -> new MoveRows.Part(table.name(), rows, remade));
    }
    PartitionBound bound = bound(other);
    if (bound.kind().equals("HASH") && anew) {
      // The function that tells them asks the table that is not there yet.
      boolean takesAll = bound.first().equals(List.of("1", "0"));
      return takesAll
          ? Optional.empty()
          : Optional.of(new MoveRows.Part(table.name(), null, remade));
    }
    if (!anew && bound.covers(bound(table))) {
      return Optional.empty();
    }
    return bound
        .condition(now.name(), now.partitionBy())
        .map(
            rows ->
                new MoveRows.Part(
                    table.name(),
                    "(" + rows + ") IS NOT TRUE",
                    remade,
                    !anew && bound(table).isWithin(bounds(others)) ? null : misfits()));
  }

  /** The rows that none of the partitions takes; as in {@link MoveRows.Part}. */
  private @Nullable String misfits() {
    return key.takesAll() ? null : any(others).map(rows -> "(" + rows + ") IS NOT TRUE").orElse("");
  }

  /** The rows that belong to one of these partitions; empty where nobody can tell. */
  private Optional<String> any(List<Table> partitions) {
    List<Optional<String>> conditions =
        partitions.stream()
            .filter(partition -> !isDefault(partition))
            .map(partition -> condition(bound(partition)))
            .toList();
    return conditions.isEmpty() || conditions.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(
            conditions.stream()
                .flatMap(Optional::stream)
                .map(rows -> conditions.size() == 1 ? rows : "(" + rows + ")")
                .collect(Collectors.joining(" OR ")));
  }

  private Optional<String> condition(PartitionBound bound) {
    // The function that tells them asks the table that is not there yet.
    return anew && bound.kind().equals("HASH")
        ? Optional.empty()
        : bound.condition(now.name(), now.partitionBy());
  }
}
