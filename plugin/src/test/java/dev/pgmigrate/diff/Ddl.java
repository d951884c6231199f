package dev.pgmigrate.diff;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Schemas as a real PostgreSQL makes them. */
public final class Ddl {
  private Ddl() {}

  /** The schema of a new database in which this was executed. */
  public static Schema schema(String ddl) {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String setting : SessionSettings.forWriting("public")) {
        statement.execute(setting);
      }
      if (!ddl.isBlank()) {
        statement.execute(ddl);
      }
      return CatalogReader.read(connection, "public").schema();
    } catch (SQLException e) {
      throw new AssertionError(ddl, e);
    }
  }
}
