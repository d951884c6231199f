package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.OtherServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queries know what older servers do not have; on those that this machine has. */
class OlderServersTest {
  @ParameterizedTest
  @ValueSource(strings = {"14.24.0", "15.19.0", "16.15.0"})
  void areReadLikeTheOthers(String version) throws SQLException {
    Optional<OtherServer> older = OtherServer.embedded(version);
    assumeTrue(older.isPresent(), "PostgreSQL " + version + " was never resolved on this machine");
    try (OtherServer server = older.get();
        Connection connection = server.database("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE DOMAIN label AS text NOT NULL;
          CREATE TABLE author (id integer PRIMARY KEY);
          CREATE TABLE book (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            author_id integer NOT NULL REFERENCES author,
            price numeric CHECK (price > 0)
          );
          CREATE TABLE magazine (a integer) INHERITS (book);
          """);

      Schema schema = CatalogReader.read(connection, "public").schema();

      assertThat(schema.tables()).hasSize(3);
      assertThat(schema.tables().stream().map(Table::columns))
          .allSatisfy(
              columns ->
                  assertThat(columns).allMatch(column -> column.notNullConstraint() == null));
      assertThat(CatalogReader.read(connection, "public").notCompared()).isEmpty();
    }
  }
}
