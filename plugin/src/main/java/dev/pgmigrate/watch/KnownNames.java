package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.Renamed;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The names of routines and types that were there at the beginning. */
final class KnownNames {
  private static final String NAMES = SqlResource.text(KnownNames.class, "names");

  private record Name(String type, String identity, String plain) {}

  private final Map<Long, Name> existing = new HashMap<>();

  /**
   * Reads names: of these objects, or all there are.
   *
   * @param wanted whether an object counts as existing, and was not read before
   */
  void remember(Connection connection, @Nullable Collection<Long> oids, LongPredicate wanted)
      throws SQLException {
    read(connection, oids)
        .forEach(
            (oid, name) -> {
              if (wanted.test(oid)) {
                existing.put(oid, name);
              }
            });
  }

  /** Those of these objects that have another name than when they were last read. */
  List<Renamed> renamed(Connection connection, Collection<Long> touched) throws SQLException {
    List<Long> known = touched.stream().filter(existing::containsKey).distinct().toList();
    if (known.isEmpty()) {
      return List.of();
    }
    List<Renamed> renamed = new ArrayList<>();
    read(connection, known)
        .forEach(
            (oid, now) -> {
              Name before = Objects.requireNonNull(existing.put(oid, now));
              if (!before.plain().equals(now.plain())) {
                renamed.add(new Renamed(now.type(), before.identity(), now.identity()));
              }
            });
    return renamed;
  }

  private static Map<Long, Name> read(Connection connection, @Nullable Collection<Long> oids)
      throws SQLException {
    Map<Long, Name> names = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(NAMES)) {
      Array array = oids == null ? null : connection.createArrayOf("oid", oids.toArray());
      query.setArray(1, array);
      query.setArray(2, array);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          names.put(
              row.getLong("oid"),
              new Name(row.getString("type"), row.getString("identity"), row.getString("name")));
        }
      }
    }
    return names;
  }
}
