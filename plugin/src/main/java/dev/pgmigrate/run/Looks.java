package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.SqlResource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the monitor asks about a backend. Nothing of it takes a lock of a table, so that it never
 * waits for the step that it looks at.
 */
final class Looks {
  private static final String ACTIVITY = SqlResource.text(Looks.class, "activity");
  private static final String BLOCKERS = SqlResource.text(Looks.class, "blockers");
  private static final String MOVEMENT = SqlResource.text(Looks.class, "movement");
  private static final String LARGEST_LOCKED = SqlResource.text(Looks.class, "largest-locked");

  private Looks() {}

  /**
   * What a backend does.
   *
   * @param began when it was started, which tells it from a later one of its number
   * @param state as in pg_stat_activity; null when we may not know
   * @param waits whether it waits for a lock, or may do so
   */
  record Activity(String began, @Nullable String state, boolean waits) {
    /** Whether it has nothing to do. */
    boolean idle() {
      return state != null && state.startsWith("idle");
    }
  }

  /**
   * How far the building of an index has come.
   *
   * @param phase in PostgreSQL's words
   */
  record Building(String phase, long done, long total, String unit) {}

  /** Cheap enough for every moment; empty when the backend is gone. */
  static Optional<Activity> activity(Connection session, int pid) throws SQLException {
    return first(
        session,
        ACTIVITY,
        pid,
        row ->
            new Activity(row.getString("began"), row.getString("state"), row.getBoolean("waits")));
  }

  /** Whom it waits for; this stops all who lock something for a moment. */
  static List<Blocker> blockers(Connection session, int pid) throws SQLException {
    return all(
        session,
        BLOCKERS,
        pid,
        row ->
            new Blocker(
                row.getInt("pid"),
                row.getString("application"),
                row.getString("user"),
                row.getString("query"),
                Jdbc.duration(row, "open"),
                row.getString("lock")));
  }

  /** How far it has come with an index; empty when it builds none. */
  static Optional<Building> building(Connection session, int pid) throws SQLException {
    return first(
        session,
        MOVEMENT,
        pid,
        row ->
            new Building(
                row.getString("phase"),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("unit")));
  }

  /** The largest table that it has locked, with its size where that is known. */
  static Optional<String> largestLocked(Connection session, int pid) throws SQLException {
    return first(
        session,
        LARGEST_LOCKED,
        pid,
        row -> {
          String size = row.getString("size");
          return row.getString("name") + (size == null ? "" : ", about " + size);
        });
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> Optional<T> first(Connection session, String sql, int pid, Reader<T> reader)
      throws SQLException {
    return all(session, sql, pid, reader).stream().findFirst();
  }

  private static <T> List<T> all(Connection session, String sql, int pid, Reader<T> reader)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setInt(1, pid);
      try (ResultSet row = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (row.next()) {
          found.add(reader.read(row));
        }
        return found;
      }
    }
  }
}
