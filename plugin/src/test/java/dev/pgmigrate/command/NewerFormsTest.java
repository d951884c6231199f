package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A form that only PostgreSQL 18 knows is written where the revisions are for 18 and the configured
 * server is not older.
 */
class NewerFormsTest {
  private static final String NOT_VALID = "NOT NULL title NOT VALID";
  private static final String CHECK = "CHECK (title IS NOT NULL) NOT VALID";

  @TempDir Path folder;

  @BeforeAll
  static void needsTheNewest() {
    assumeTrue(NewestServer.isPresent(), "this build has resolved no embedded PostgreSQL 18");
  }

  @Test
  void bothAreNew() throws IOException {
    assertThat(required("18", NewestServer::database)).contains(NOT_VALID).doesNotContain(CHECK);
  }

  @Test
  void theServerIsOlder() throws IOException {
    assertThat(required("18", TestServer::database)).contains(CHECK).doesNotContain(NOT_VALID);
  }

  @Test
  void theRevisionsAreForAnOlderOne() throws IOException {
    assertThat(required("17", NewestServer::database)).contains(CHECK).doesNotContain(NOT_VALID);
  }

  @Test
  void noServerIsConfigured() throws IOException {
    try (TestProject project = new TestProject(folder).withoutDatabase()) {
      assertThat(required("18", project)).contains(NOT_VALID).doesNotContain(CHECK);
    }
  }

  /** A server that could not be asked may be of any version. */
  @Test
  void theServerOfTheApplicationDoesNotAnswer() throws IOException {
    try (TestProject project = new TestProject(folder).withoutDatabase()) {
      JdbcUrl nobody = JdbcUrl.of("jdbc:postgresql://localhost:1/gone");
      project.database(new DatabaseConfig(nobody, "u", null, Origin.APPLICATION, "from a file"));
      assertThat(required("18", project)).contains(CHECK).doesNotContain(NOT_VALID);
    }
  }

  private String required(String recorded, Supplier<ShadowDatabase> server) throws IOException {
    try (TestProject project = new TestProject(folder, server)) {
      String text = required(recorded, project);
      project.upgrade();
      assertThat(project.currentWithDrift().drift()).isEmpty();
      return text;
    }
  }

  /** The text of a revision that makes a column required. */
  private static String required(String recorded, TestProject project) throws IOException {
    project.embeddedShadow(recorded);
    project.schema("CREATE TABLE book (id bigint PRIMARY KEY, title text);").revision("books");
    var files =
        project
            .schema("CREATE TABLE book (id bigint PRIMARY KEY, title text NOT NULL);")
            .revision("a title is required")
            .files();
    return Files.readString(files.get(files.size() - 1).path());
  }
}
