package dev.pgmigrate.shadow;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Sessions that ask the same again and again: to plan a question takes several times longer than to
 * answer it from the catalog of a small database.
 */
public final class PlannedOnce {
  private PlannedOnce() {}

  /** A new session in auto-commit, settings pinned for writing; the caller closes it. */
  public static Connection connect(ShadowDatabase database) {
    Connection session = database.connect();
    try (Statement statement = session.createStatement()) {
      session.unwrap(PGConnection.class).setPrepareThreshold(1);
      statement.execute("SET plan_cache_mode = force_generic_plan");
      return session;
    } catch (SQLException e) {
      throw new AssertionError("the session cannot be set up", e);
    }
  }
}
