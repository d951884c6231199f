package dev.pgmigrate.watch;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The relations of a database as they were last read: all of them once, then only those that a
 * statement touched.
 */
final class Relations {
  private final Map<Long, RelationState> known;
  private final Set<Long> existing;

  /** The numbers of the columns that each relation had at the beginning. */
  private final Map<Long, Set<Integer>> columns = new HashMap<>();

  /** The table of an index, also when the index is gone. */
  private final Map<Long, Long> tables;

  private Relations(Map<Long, RelationState> known, Map<Long, Long> tables) {
    this.known = new HashMap<>(known);
    this.existing = new HashSet<>(known.keySet());
    known.forEach(
        (oid, state) ->
            columns.put(
                oid,
                state.columns().stream().map(ColumnState::number).collect(Collectors.toSet())));
    this.tables = new HashMap<>(tables);
  }

  /** All there are; from here on these count as existing. */
  static Relations of(Connection connection) throws SQLException {
    RelationReader reader = new RelationReader(connection, oid -> true, (oid, number) -> true);
    Map<Long, RelationState> all = reader.read(null, Map.of());
    return new Relations(all, reader.tables());
  }

  /** Whether it was there at the beginning. */
  boolean existed(long oid) {
    return existing.contains(oid);
  }

  /** Whether there was any. */
  boolean anyExisted() {
    return !existing.isEmpty();
  }

  /** The relation under the name that it had when it was last read. */
  Optional<Relation> relation(long oid) {
    return Optional.ofNullable(known.get(oid)).map(RelationState::relation);
  }

  /** The table of an index, under the name that it had when it was last read. */
  Optional<Relation> table(long index) {
    return Optional.ofNullable(tables.get(index)).flatMap(this::relation);
  }

  /** Whether this table has an index of this name. */
  boolean hasIndex(long oid, String name) {
    RelationState state = known.get(oid);
    return state != null && state.indexes().stream().anyMatch(index -> index.name().equals(name));
  }

  /** Reads all again and gives what has become of them, without those that are as they were. */
  List<RelationChange> refreshedAll(Connection connection) throws SQLException {
    RelationReader reader =
        new RelationReader(
            connection,
            this::existed,
            (oid, number) -> columns.getOrDefault(oid, Set.of()).contains(number));
    Map<Long, RelationState> now = reader.read(null, known);
    return changes(new LinkedHashSet<>(known.keySet()), now, reader.tables());
  }

  /** Reads these again and gives what has become of them, without those that are as they were. */
  List<RelationChange> refreshed(Connection connection, Collection<Long> touched)
      throws SQLException {
    if (touched.isEmpty()) {
      return List.of();
    }
    Set<Long> wanted = new LinkedHashSet<>(touched);
    touched.forEach(oid -> Optional.ofNullable(tables.get(oid)).ifPresent(wanted::add));
    RelationReader reader =
        new RelationReader(
            connection,
            this::existed,
            (oid, number) -> columns.getOrDefault(oid, Set.of()).contains(number));
    Map<Long, RelationState> now = reader.read(wanted, known);
    return changes(wanted, now, reader.tables());
  }

  private List<RelationChange> changes(
      Set<Long> wanted, Map<Long, RelationState> now, Map<Long, Long> indexes) {
    tables.putAll(indexes);
    wanted.addAll(now.keySet());
    List<RelationChange> changes = new ArrayList<>();
    for (Long oid : wanted) {
      RelationState before = known.get(oid);
      RelationState after = now.get(oid);
      if (!Objects.equals(before, after)) {
        changes.add(new RelationChange(before, after));
      }
      if (after == null) {
        known.remove(oid);
      } else {
        known.put(oid, after);
      }
    }
    return changes;
  }
}
