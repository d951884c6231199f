package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Relation;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the relations that were there at the beginning. No event trigger reports TRUNCATE,
 * CLUSTER or, before PostgreSQL 17, REINDEX; but each of them gives a relation another file.
 */
final class Files {
  private static final String FILES = SqlResource.text(Files.class, "files");

  private final Map<Long, State> known;

  /**
   * A relation's file.
   *
   * @param uncounted whether its rows were never counted, as those of one that was just emptied; a
   *     copy counts them
   */
  private record State(long file, long space, boolean uncounted) {}

  private Files(Map<Long, State> known) {
    this.known = known;
  }

  /** Of all relations that there are. */
  static Files of(Connection connection) throws SQLException {
    return new Files(read(connection, null));
  }

  private static Map<Long, State> read(Connection connection, @Nullable Collection<Long> oids)
      throws SQLException {
    Map<Long, State> files = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(FILES)) {
      Array array = oids == null ? null : connection.createArrayOf("oid", oids.toArray());
      query.setArray(1, array);
      query.setArray(2, array);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          files.put(row.getLong(1), new State(row.getLong(2), row.getLong(3), row.getBoolean(4)));
        }
      }
    }
    return files;
  }

  /**
   * What has another file than before.
   *
   * @param locked the only relations that can
   * @param rewritten those of which it is known why
   */
  List<Refiled> refiled(
      Connection connection,
      Collection<Long> locked,
      Collection<Relation> rewritten,
      Relations relations)
      throws SQLException {
    List<Long> wanted = locked.stream().filter(known::containsKey).toList();
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<Long, Refiled> refiled = new LinkedHashMap<>();
    read(connection, wanted)
        .forEach(
            (oid, now) -> {
              State before = known.put(oid, now);
              Relation relation = relations.relation(oid).orElse(null);
              if (before != null && relation != null && before.file() != now.file()) {
                refiled.put(oid, new Refiled(relation, how(relation, before, now)));
              }
            });
    Set<Relation> tables =
        refiled.values().stream().map(Refiled::relation).collect(Collectors.toSet());
    tables.addAll(rewritten);
    List<Refiled> told = new ArrayList<>();
    refiled.forEach(
        (oid, one) -> {
          boolean follows = relations.table(oid).filter(tables::contains).isPresent();
          if (!follows && !rewritten.contains(one.relation())) {
            told.add(one);
          }
        });
    return told;
  }

  private static Refiled.How how(Relation relation, State before, State now) {
    if (before.space() != now.space()) {
      return Refiled.How.MOVED;
    }
    return relation.kind() == Relation.Kind.TABLE && now.uncounted()
        ? Refiled.How.EMPTIED
        : Refiled.How.COPIED;
  }
}
