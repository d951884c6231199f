package dev.pgmigrate.watch;

import dev.pgmigrate.jdbc.SqlResource;
import dev.pgmigrate.lint.LostValues;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.Retyped;
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
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Enums that were there at the beginning, and how values get from one type to another. */
final class Types {
  private static final String ENUMS = SqlResource.text(Types.class, "enums");
  private static final String CAST = SqlResource.text(Types.class, "cast");

  private record Values(long oid, String name, List<String> labels) {}

  private final Map<String, Values> existing = new HashMap<>();

  /**
   * Reads enums: those of these objects, or all there are.
   *
   * @param wanted whether an object counts as existing, and was not read before
   */
  void remember(Connection connection, @Nullable Collection<Long> oids, LongPredicate wanted)
      throws SQLException {
    for (Values one : enums(connection, oids)) {
      if (wanted.test(one.oid())) {
        existing.put(one.name(), one);
      }
    }
  }

  /** What existing enums have lost, as far as these objects are enums of their name now. */
  List<LostValues> lost(Connection connection, Collection<Long> touched) throws SQLException {
    if (existing.isEmpty() || touched.isEmpty()) {
      return List.of();
    }
    List<LostValues> lost = new ArrayList<>();
    for (Values now : enums(connection, touched)) {
      Values before = existing.get(now.name());
      if (before != null && !now.labels().containsAll(before.labels())) {
        List<String> values = new ArrayList<>(before.labels());
        values.removeAll(now.labels());
        lost.add(new LostValues(now.name(), values, before.oid() == now.oid()));
      }
    }
    return lost;
  }

  private static List<Values> enums(Connection connection, @Nullable Collection<Long> oids)
      throws SQLException {
    List<Values> enums = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(ENUMS)) {
      Array array = oids == null ? null : connection.createArrayOf("oid", oids.toArray());
      query.setArray(1, array);
      query.setArray(2, array);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          enums.add(
              new Values(
                  row.getLong("oid"),
                  row.getString("name"),
                  RelationReader.texts(row.getArray("labels"))));
        }
      }
    }
    return enums;
  }

  /** The columns of tables that have another type now. */
  static List<Retyped> retyped(Connection connection, List<RelationChange> changes)
      throws SQLException {
    List<Retyped> retyped = new ArrayList<>();
    for (RelationChange change : changes) {
      if (!change.relation().isTable()) {
        continue;
      }
      for (RelationChange.ColumnPair pair : change.changedColumns()) {
        String from = pair.before().type();
        String to = pair.after().type();
        if (!pair.before().isTypedAs(pair.after())) {
          Retyped.Fit fit = fit(connection, from, to);
          retyped.add(new Retyped(change.relation(), pair.after().name(), from, to, fit));
        }
      }
    }
    return retyped;
  }

  private static Retyped.Fit fit(Connection connection, String from, String to)
      throws SQLException {
    boolean arrays = from.endsWith("[]") && to.endsWith("[]");
    String source = arrays ? from.substring(0, from.length() - 2) : from;
    String target = arrays ? to.substring(0, to.length() - 2) : to;
    try (PreparedStatement query = connection.prepareStatement(CAST)) {
      query.setString(1, source);
      query.setString(2, target);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          return Retyped.Fit.CAN_FAIL;
        }
        return switch (row.getString("cast")) {
          case "i" ->
              TypeLength.fits(row.getString("source"), row.getString("target"))
                  ? Retyped.Fit.WIDER
                  : Retyped.Fit.NARROWER;
          case "a" -> Retyped.Fit.NARROWER;
          default -> Retyped.Fit.CAN_FAIL;
        };
      }
    }
  }
}
