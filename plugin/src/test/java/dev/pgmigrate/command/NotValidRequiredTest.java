package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.shadow.OtherServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NOT NULL NOT VALID spares existing rows, but refuses what the previous release inserts. */
class NotValidRequiredTest {
  @TempDir Path folder;

  @Test
  void itWaitsForTheContractRevision() throws SQLException {
    Optional<OtherServer> found = OtherServer.embedded("18.6.0");
    assumeTrue(found.isPresent(), "PostgreSQL 18.6.0 was never resolved on this machine");
    try (OtherServer server = found.get();
        TestProject project = new TestProject(folder).embeddedShadow("18")) {
      project.database(DatabaseConfig.of(server.url(), null, null));
      project.schema("CREATE TABLE book (id int PRIMARY KEY, title text);").revision("books");
      project.upgrade();
      try (Connection connection = server.database("postgres").connect();
          Statement statement = connection.createStatement()) {
        statement.execute("INSERT INTO book VALUES (1, NULL)");
        project.schema(
            """
            CREATE TABLE book (id int PRIMARY KEY, title text, author text);
            ALTER TABLE book ADD CONSTRAINT title_given NOT NULL title NOT VALID;
            ALTER TABLE book ADD CONSTRAINT author_given NOT NULL author NOT VALID;
            """);
        assertThat(project.revision("required from now on").files())
            .extracting(file -> file.revision().phase())
            .containsExactly(Phase.EXPAND, Phase.CONTRACT);

        project.upgrade();
        statement.execute("INSERT INTO book (id, title) VALUES (2, NULL)");
        statement.execute("INSERT INTO book (id, title, author) VALUES (3, 'Emma', 'Austen')");

        project.upgradeWithContract();
        assertThat(project.currentWithDrift().drift()).isEmpty();
        assertThat(project.revision(null).changes()).isEmpty();
      }
    }
  }
}
