package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What we generate is judged as if a person had written it: more than a note only where the
 * revision itself warns of the same thing.
 */
class LintedPlansTest {
  private static final Path CASES = Path.of("src/test/resources");

  /**
   * What the rules are right about and the revision does not warn of. A schema file publishes a
   * table that has no key. Only a superuser makes event triggers, which {@code verify} reports with
   * the right that is missing. The name of a sequence is changed only where a schema file asks for
   * it. The online forms are written for one release, in one revision: there a dropped partition
   * does not wait, nor does a partition that moves. A required column that becomes an identity is
   * read under its lock; one of a key that is computed no more has no default in between.
   */
  private static final Map<String, Set<String>> OPEN =
      Map.of(
          "a-key-over-a-generated-column-that-becomes-a-plain-one", Set.of("default-dropped"),
          "a-partition-moves-to-another-parent", Set.of("replica-identity-lost"),
          "a-required-column-while-partitions-come-and-go", Set.of("drop-in-use"),
          "an-identity-comes-to-a-column-that-rows-may-lack", Set.of("not-null-scan"),
          "columns-and-checks-change-around-partitions-that-move", Set.of("detached-under-lock"),
          "an-event-trigger-gets-a-state-and-a-comment", Set.of("superuser-only"),
          "extensions-ranges-collations-statistics-and-casts", Set.of("replica-identity-lost"),
          "materialized-views-event-triggers-and-rules", Set.of("superuser-only"),
          "what-indexes-sequences-and-triggers-have-of-their-own", Set.of("rename-in-use"));

  @TestFactory
  List<DynamicTest> onlineForms() throws IOException {
    return tests("online", LintedPlansTest::onlineForm);
  }

  @TestFactory
  List<DynamicTest> goldenCases() throws IOException {
    return tests("diff", LintedPlansTest::goldenCase);
  }

  private interface Case {
    void prove(Path folder) throws IOException, SQLException;
  }

  private static List<DynamicTest> tests(String cases, Case test) throws IOException {
    Pattern wanted = Pattern.compile(System.getProperty("case", ""));
    try (Stream<Path> folders = Files.list(CASES.resolve(cases))) {
      return folders
          .sorted()
          .filter(folder -> wanted.matcher(folder.getFileName().toString()).find())
          .map(
              folder -> {
                Executable proof = () -> test.prove(folder);
                return DynamicTest.dynamicTest(folder.getFileName().toString(), proof);
              })
          .toList();
    }
  }

  private static void onlineForm(Path folder) throws IOException {
    Path file = folder.resolve("revision.sql");
    Revision revision = RevisionParser.parse(file, Files.readString(file));
    try (ShadowDatabase database = TestServer.database()) {
      new Replay(database)
          .script("from.sql", Splitter.split(Files.readString(folder.resolve("from.sql"))));
      judge(folder, LintedPlans.unexpected(database, revision));
    }
  }

  private static void goldenCase(Path folder) throws IOException, SQLException {
    String from = Files.readString(folder.resolve("from.sql"));
    String to = Files.readString(folder.resolve("to.sql"));
    try (Migration migration = Migration.online(GoldenDiffTest.server(folder), from, to)) {
      judge(folder, LintedPlans.unexpected(migration));
    }
  }

  private static void judge(Path folder, List<String> unexpected) {
    Set<String> open = OPEN.getOrDefault(folder.getFileName().toString(), Set.of());
    assertThat(unexpected)
        .filteredOn(finding -> !open.contains(finding.substring(0, finding.indexOf(':'))))
        .isEmpty();
    assertThat(unexpected.stream().map(finding -> finding.substring(0, finding.indexOf(':'))))
        .as("what is open no longer, take it out of the list")
        .containsAll(open);
  }
}
