package dev.pgmigrate.golden;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/**
 * Reads the catalog of one database again and again, in one session: planning the questions takes
 * several times longer than answering them, and so does a new session's first look.
 */
final class CatalogSession implements AutoCloseable {
  private final Connection session;

  CatalogSession(ShadowDatabase database) throws SQLException {
    session = database.connect();
    session.unwrap(PGConnection.class).setPrepareThreshold(1);
    try (Statement statement = session.createStatement()) {
      statement.execute("SET plan_cache_mode = force_generic_plan");
    }
  }

  Schema schema() {
    return CatalogReader.read(session, "public").schema();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw new AssertionError("a session cannot be closed", e);
    }
  }
}
