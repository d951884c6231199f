package dev.pgmigrate.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A role that owns the objects may execute what we generate for a busy database. */
class GeneratedRevisionsAsRoleTest {
  private static final Path CASES = Path.of("src/test/resources/online");

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    String wanted = System.getProperty("case", "");
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .sorted()
          .filter(folder -> folder.getFileName().toString().contains(wanted))
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(), () -> assertThat(missing(folder)).isEmpty()))
          .toList();
    }
  }

  private static List<String> missing(Path folder) throws IOException {
    Path file = folder.resolve("revision.sql");
    List<Step> steps = RevisionParser.parse(file, Files.readString(file)).up();
    try (ShadowDatabase database = TestServer.database()) {
      new Replay(database)
          .script("from.sql", Splitter.split(Files.readString(folder.resolve("from.sql"))));
      try (RoleReplay replay = new RoleReplay(database, DeployRights.OWNERSHIP, null)) {
        return replay.execute("revision.sql", steps).stream()
            .map(missing -> missing.statement().sql() + ": " + missing.said())
            .toList();
      }
    }
  }
}
