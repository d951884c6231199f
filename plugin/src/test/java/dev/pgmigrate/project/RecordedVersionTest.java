package dev.pgmigrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.DiffCommand;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.shadow.OtherServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The version that revisions are written on is recorded; a server of another one changes none. */
class RecordedVersionTest {
  private static final String OBJECTS = "/command/objects-that-versions-print-differently.sql";

  @TempDir Path folder;

  @Test
  void theFirstRevisionRecordsIt() {
    try (TestProject project = new TestProject(folder).withoutDatabase().embeddedShadow(null)) {
      project.schema("CREATE TABLE book (id bigint PRIMARY KEY);").revision("books");
      assertThat(recorded(project)).endsWith("\n17\n");

      // Nothing but a revision changes it.
      project.embeddedShadow("18");
      assertThat(project.revision(null).changes()).isEmpty();
      assertThat(recorded(project)).endsWith("\n17\n");

      project.write("migrations/postgres-version.txt", "# ours\n17.x\n").embeddedShadow(null);
      assertThatThrownBy(project::verify)
          .isInstanceOf(MigrationException.class)
          .hasMessage(
              "migrations/postgres-version.txt:2: '17.x' is not a version of PostgreSQL. Write"
                  + " a major version, such as 17.");
    }
  }

  @Test
  void theParameterChangesItWithTheNextRevision() {
    try (TestProject project = new TestProject(folder).withoutDatabase().embeddedShadow("17")) {
      project.schema("CREATE TABLE book (id bigint PRIMARY KEY);").revision("books");
      project.embeddedShadow("17.11.0").schema("CREATE TABLE book (id bigint PRIMARY KEY, a int);");
      project.revision("the same major version");
      assertThat(recorded(project)).endsWith("\n17\n");

      project.write("migrations/postgres-version.txt", "16\n");
      project.schema("CREATE TABLE book (id bigint PRIMARY KEY, a int, b int);").revision("more");
      assertThat(recorded(project)).endsWith("\n17\n");
    }
  }

  /** Adopted as it is printed there, and verified where it was printed. */
  @ParameterizedTest
  @ValueSource(strings = {"14.24.0", "15.19.0", "16.15.0", "18.6.0"})
  void aBaselineRecordsTheServers(String version) throws Exception {
    String major = version.substring(0, 2);
    List<String> heard = new ArrayList<>();
    try (OtherServer server = server(version);
        TestProject project = new TestProject(folder).embeddedShadow(null)) {
      adopt(server, project, heard);
      assertThat(recorded(project)).endsWith("\n" + major + "\n");
      assertThat(project.currentWithDrift().drift()).isEmpty();
      assertThat(project.currentWithDrift().driftUnknown()).isNull();
      assertThat(heard).isEmpty();

      // The same, by somebody who works with another version.
      String other = major.equals("18") ? "17" : "18";
      project.embeddedShadow(other);
      assertThat(project.currentWithDrift().drift()).isEmpty();
      assertThat(project.currentWithDrift().driftUnknown()).isNull();
      assertThat(heard)
          .singleElement()
          .asString()
          .contains(
              "is PostgreSQL " + major + ".",
              "written and verified on PostgreSQL " + other + " (migrate.postgresVersion)",
              "-Dmigrate.postgresVersion=" + major);
    }
  }

  /** Where nobody can choose the version of the throw-away databases, privileges differ as well. */
  @ParameterizedTest
  @ValueSource(strings = {"14.24.0", "18.6.0"})
  void privilegesThatOneVersionAloneGivesAreNoDrift(String version) throws Exception {
    try (OtherServer server = server(version);
        TestProject project = new TestProject(folder)) {
      project.schema("CREATE TABLE book (id bigint PRIMARY KEY);").revision("books");
      TestProject.edit(
          project.revisionFiles().get(0),
          "-- migrate:down",
          """
          DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader_of_versions') THEN CREATE ROLE reader_of_versions; END IF; END $$;
          GRANT ALL ON book TO reader_of_versions;
          REVOKE ALL ON book FROM postgres;
          GRANT SELECT, INSERT, UPDATE, DELETE ON book TO postgres;
          GRANT CREATE ON SCHEMA public TO PUBLIC;

          -- migrate:down          """);
      project.database(DatabaseConfig.of(server.url(), null, null)).upgrade();
      assertThat(project.currentWithDrift().driftUnknown()).isNull();
      assertThat(project.currentWithDrift().drift()).isEmpty();
      assertThat(
              DiffCommand.run(new DiffCommand.Input(project.project(), "history", "database"))
                  .changes())
          .isEmpty();

      // What the versions have in common is compared.
      try (Connection connection = server.database("postgres").connect();
          Statement statement = connection.createStatement()) {
        statement.execute("REVOKE TRIGGER ON book FROM reader_of_versions");
        statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
      }
      assertThat(project.currentWithDrift().drift())
          .extracting(drift -> drift.object().toString())
          .contains("table public.book");
    }
  }

  private void adopt(OtherServer server, TestProject project, List<String> heard)
      throws SQLException, IOException {
    Database database = server.database("postgres");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        var sql = RecordedVersionTest.class.getResourceAsStream(OBJECTS)) {
      statement.setEscapeProcessing(false);
      statement.execute(new String(sql.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
    project
        .database(DatabaseConfig.of(server.url(), null, null))
        .newer(new NewerServer(heard::add));
    // The baseline records the version: nothing is to be done before.
    project.current();
    assertThat(heard).isEmpty();
    project.baseline();
  }

  private static OtherServer server(String version) {
    Optional<OtherServer> server = OtherServer.embedded(version);
    assumeTrue(server.isPresent(), "PostgreSQL " + version + " was never resolved on this machine");
    return server.get();
  }

  private static String recorded(TestProject project) {
    try {
      return Files.readString(project.migrations().resolve("postgres-version.txt"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
