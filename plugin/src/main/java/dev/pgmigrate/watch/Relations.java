package dev.pgmigrate.watch;

import dev.pgmigrate.lint.ColumnState;
import dev.pgmigrate.lint.Relation;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.schema.QualifiedName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The relations of a database as they were last read: all of them once, then only those that a
 * statement touched.
 */
final class Relations {
  private static final String QUERY = Resource.text("relations");

  private final Map<Long, RelationState> known;
  private final Set<Long> existing;

  private Relations(Map<Long, RelationState> known) {
    this.known = new HashMap<>(known);
    this.existing = new HashSet<>(known.keySet());
  }

  /** All there are; from here on these count as existing. */
  static Relations of(Connection connection) throws SQLException {
    return new Relations(read(connection, null, oid -> true));
  }

  /** Whether it was there at the beginning. */
  boolean existed(long oid) {
    return existing.contains(oid);
  }

  /** The relation under the name that it had when it was last read. */
  Optional<Relation> relation(long oid) {
    return Optional.ofNullable(known.get(oid)).map(RelationState::relation);
  }

  /** Reads these again and gives what has become of them, without those that are as they were. */
  List<RelationChange> refreshed(Connection connection, Collection<Long> touched)
      throws SQLException {
    if (touched.isEmpty()) {
      return List.of();
    }
    Map<Long, RelationState> now = read(connection, touched, this::existed);
    List<RelationChange> changes = new ArrayList<>();
    for (Long oid : touched) {
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

  private interface Existing {
    boolean test(long oid);
  }

  private static Map<Long, RelationState> read(
      Connection connection, @Nullable Collection<Long> oids, Existing existing)
      throws SQLException {
    Map<Long, RelationState> read = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      Array array = oids == null ? null : connection.createArrayOf("oid", oids.toArray());
      query.setArray(1, array);
      query.setArray(2, array);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          add(read, row, existing);
        }
      }
    }
    return read;
  }

  private static void add(Map<Long, RelationState> read, ResultSet row, Existing existing)
      throws SQLException {
    long oid = row.getLong("oid");
    RelationState before = read.get(oid);
    Relation relation =
        new Relation(
            new QualifiedName(row.getString("nspname"), row.getString("relname")),
            Relation.Kind.of(row.getString("relkind")),
            existing.test(oid));
    List<ColumnState> columns = new ArrayList<>(before == null ? List.of() : before.columns());
    if (row.getString("attname") != null) {
      columns.add(
          new ColumnState(
              row.getInt("attnum"),
              row.getString("attname"),
              row.getString("type"),
              row.getBoolean("attnotnull"),
              row.getBoolean("filled")));
    }
    read.put(oid, new RelationState(relation, columns, row.getString("relreplident")));
  }
}
