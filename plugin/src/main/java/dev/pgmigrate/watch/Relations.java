package dev.pgmigrate.watch;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The relations of a database as they were last read: each before the first statement that touches
 * it, then behind each that does.
 */
final class Relations {
  private final Baseline baseline;
  private final Map<Long, RelationState> known = new HashMap<>();

  /** The numbers of the columns that each existing relation had at the beginning. */
  private final Map<Long, Set<Integer>> columns = new HashMap<>();

  /** The table of an index, also when the index is gone. */
  private final Map<Long, Long> tables = new HashMap<>();

  private final Files files = new Files();
  private boolean published;

  /**
   * Relations that were read again.
   *
   * @param changes what has become of them, without those that are as they were
   * @param files those of the existing ones whose locks allow another one
   */
  record Refreshed(List<RelationChange> changes, Map<Long, Files.State> files) {}

  Relations(Baseline baseline) {
    this.baseline = baseline;
    this.published = baseline.publications();
  }

  /** Whether there was any at the beginning. */
  boolean anyExisted() {
    return baseline.relations();
  }

  /** From now on there may be publications. */
  void publish() {
    published = true;
  }

  /**
   * Reads existing relations that no statement has touched yet, with the tables of indexes.
   *
   * @return the oids of what was read
   */
  Set<Long> remember(Connection connection, Set<Long> untouched) throws SQLException {
    if (untouched.isEmpty()) {
      return Set.of();
    }
    RelationReader reader =
        new RelationReader(connection, baseline::existed, (oid, number) -> true);
    Map<Long, RelationState> read = reader.read(untouched, published, untouched);
    tables.putAll(reader.tables());
    files.remember(reader.files());
    read.forEach(
        (oid, state) -> {
          if (known.putIfAbsent(oid, state) == null) {
            columns.put(
                oid, state.columns().stream().map(ColumnState::number).collect(Collectors.toSet()));
          }
        });
    return read.keySet();
  }

  /** Whether it is a relation that has been read, and is there. */
  boolean isKnown(long oid) {
    return known.containsKey(oid);
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

  /** Whether this table has a foreign key of this name. */
  boolean hasForeignKey(long oid, String name) {
    RelationState state = known.get(oid);
    return state != null && state.foreignKeys().stream().anyMatch(key -> key.name().equals(name));
  }

  /** Reads all again. */
  Refreshed refreshedAll(Connection connection, Collection<Long> locked) throws SQLException {
    Set<Long> all = new LinkedHashSet<>(known.keySet());
    all.addAll(RelationReader.every(connection));
    return refreshed(connection, all, locked);
  }

  /**
   * Reads these again.
   *
   * @param locked the only ones that may have another file
   */
  Refreshed refreshed(Connection connection, Collection<Long> touched, Collection<Long> locked)
      throws SQLException {
    Set<Long> wanted = new LinkedHashSet<>(touched);
    touched.forEach(oid -> Optional.ofNullable(tables.get(oid)).ifPresent(wanted::add));
    RelationReader reader =
        new RelationReader(
            connection,
            baseline::existed,
            (oid, number) -> columns.getOrDefault(oid, Set.of()).contains(number));
    Map<Long, RelationState> now = reader.read(wanted, published, files.known(locked));
    return new Refreshed(changes(wanted, now, reader.tables()), reader.files());
  }

  /** What has another file than before, but for what is known to be rewritten. */
  List<Refiled> refiled(Map<Long, Files.State> now, Collection<Relation> rewritten) {
    return files.refiled(now, rewritten, this);
  }

  /** Forgets what has become of relations, newest last. */
  void undo(List<RelationChange> changes) {
    for (RelationChange change : changes) {
      RelationState before = change.before();
      RelationState after = change.after();
      if (before != null) {
        known.put(before.id(), before);
      } else if (after != null) {
        known.remove(after.id());
      }
    }
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
