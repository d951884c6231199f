package dev.pgmigrate.shadow;

import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema that names without one mean, in a database of ours: PostgreSQL makes only public. */
final class MissingSchema {
  private MissingSchema() {}

  static void create(Connection connection) throws SQLException {
    if (!DefaultNamespace.is(DefaultNamespace.USUAL)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(DefaultNamespace.name()));
      }
    }
  }
}
