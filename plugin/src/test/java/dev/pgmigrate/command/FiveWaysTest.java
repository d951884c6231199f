package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.entity.EntityReader;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.shadow.OtherServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bookstore's schema, however it came into a database, is no change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiveWaysTest {
  private static final Path BOOKSTORE = Path.of("../examples/bookstore/src/main");

  @TempDir static Path root;
  private TestProject project;
  private RevisionCommand.Result first;
  private List<String> hibernate;

  @BeforeAll
  void writeTheFirstRevision() throws IOException {
    EntityProject entities =
        new EntityProject(root.resolve("build"))
            .property(
                "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.CamelCaseToUnderscoresNamingStrategy");
    for (Path file : files(BOOKSTORE.resolve("java"))) {
      if (!file.endsWith("BookstoreApplication.java")) {
        entities.source(
            BOOKSTORE.resolve("java").relativize(file).toString(), Files.readString(file));
      }
    }
    project = new TestProject(root).entities(entities.input());
    String more = Files.readString(BOOKSTORE.resolve("schema/indexes.sql"));
    EntityModel model =
        new EntityReader(new EntityProject.FromTestClassPath()).read(entities.input());
    hibernate = Stream.concat(model.ddl().stream(), Stream.of(more)).toList();
    first = project.schema(more).revision("open the shop");
    project.upgrade();
  }

  @AfterAll
  void close() {
    project.close();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void hibernatesOwnDdl() {
    try (ShadowDatabase database = TestServer.database()) {
      execute(database.url(), hibernate);
      isNoChange(database.url());
    }
  }

  @Test
  void ourRevision() {
    assertThat(first.remaining()).isEmpty();
    isNoChange(project.url());
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void withWhatSomebodyAddedByHand() {
    try (TestProject edited = new TestProject(root)) {
      edited.entities(project.project().entities()).upgrade();
      edited.execute(
          """
          CREATE INDEX ix_author_created ON author USING brin (created_at);
          ALTER TABLE review ADD CONSTRAINT ck_body CHECK (body <> '');
          ALTER TABLE publisher ALTER COLUMN name SET DEFAULT 'unknown';
          ALTER TABLE book ADD COLUMN shelf_mark text;
          CREATE TABLE imported (id bigint PRIMARY KEY, line text);
          COMMENT ON COLUMN customer.full_name IS 'As on the passport';
          """);
      RevisionCommand.Result result = edited.revisionFromDatabase("nothing");
      assertThat(result.changes()).isEmpty();
      assertThat(result.notices()).hasSizeGreaterThanOrEqualTo(6);
    }
  }

  @Test
  void aDumpOfIt() {
    Optional<OtherServer> installed = OtherServer.installed(root);
    assumeTrue(installed.isPresent(), "no server with its pg_dump is installed");
    try (OtherServer server = installed.get();
        ShadowDatabase restored = TestServer.database()) {
      execute(server.url(), hibernate);
      isNoChange(server.url());
      execute(restored.url(), List.of(server.dump()));
      isNoChange(restored.url());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"14.24.0", "15.19.0", "16.15.0", "18.6.0"})
  void anotherMajorVersion(String version) {
    Optional<OtherServer> other = OtherServer.embedded(version);
    assumeTrue(other.isPresent(), "PostgreSQL " + version + " was never resolved on this machine");
    try (OtherServer server = other.get()) {
      execute(
          server.url(),
          first.revision().up().stream()
              .map(Step::statements)
              .flatMap(List::stream)
              .map(dev.pgmigrate.sql.Statement::sql)
              .toList());
      isNoChange(server.url());
    }
  }

  private void isNoChange(String url) {
    assertThat(DiffCommand.run(new DiffCommand.Input(project.project(), url, "entities")).sql())
        .isEmpty();
    assertThat(DiffCommand.run(new DiffCommand.Input(project.project(), "entities", url)).sql())
        .isEmpty();
  }

  private static void execute(String url, List<String> sql) {
    try (Connection connection = Database.of(url, null, null).connect();
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
