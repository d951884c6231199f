package dev.pgmigrate.golden;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.PlannedOnce;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the catalog of one database again and again, in one session. */
final class CatalogSession implements AutoCloseable {
  private final Connection session;

  CatalogSession(ShadowDatabase database) {
    session = PlannedOnce.connect(database);
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
