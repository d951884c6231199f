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
   * What the rules are right about and the revision does not warn of yet: inheritance and
   * partitions that come and go, tables that are dropped together, a function that gets another
   * signature, a view that loses a column, NOT NULL that is not validated.
   */
  private static final Map<String, Set<String>> OPEN =
      Map.ofEntries(
          Map.entry(
              "a-partition-goes-with-rows-that-are-referred-to", Set.of("detached-under-lock")),
          Map.entry(
              "a-partition-leaves-with-what-it-shares",
              Set.of("detached-under-lock", "attach-scans")),
          Map.entry("a-required-column-of-a-partitioned-table", Set.of("default-dropped")),
          Map.entry("a-required-column-while-partitions-come-and-go", Set.of("drop-in-use")),
          Map.entry("a-table-and-a-column-it-inherits-go", Set.of("several-tables-locked")),
          Map.entry("a-table-becomes-a-partition", Set.of("attach-scans", "detached-under-lock")),
          Map.entry("a-table-comes-under-a-parent-that-loses-a-column", Set.of("attach-scans")),
          Map.entry(
              "a-table-comes-under-a-parent-with-checks",
              Set.of(
                  "several-tables-locked",
                  "constraint-checked-under-lock",
                  "work-under-lock",
                  "detached-under-lock",
                  "attach-scans")),
          Map.entry(
              "a-table-is-partitioned-by-a-new-column",
              Set.of("unbounded-write", "lock-table", "work-under-lock")),
          Map.entry(
              "a-table-with-rows-is-partitioned-otherwise",
              Set.of("unbounded-write", "lock-table", "work-under-lock")),
          Map.entry("add-required-columns", Set.of("default-dropped")),
          Map.entry("an-event-trigger-gets-a-state-and-a-comment", Set.of("superuser-only")),
          Map.entry(
              "another-argument-type-under-all-that-calls-the-function", Set.of("drop-in-use")),
          Map.entry("another-signature-under-what-calls-the-function", Set.of("drop-in-use")),
          Map.entry(
              "change-a-column-that-partitions-inherit",
              Set.of("not-null-scan", "work-under-lock")),
          Map.entry(
              "materialized-views-event-triggers-and-rules",
              Set.of("superuser-only", "several-tables-locked")),
          Map.entry(
              "names-that-move-to-other-kinds", Set.of("drop-in-use", "several-tables-locked")),
          Map.entry(
              "not-null-of-a-child",
              Set.of("not-null-scan", "several-tables-locked", "work-under-lock")),
          Map.entry("not-null-with-a-name-and-a-state", Set.of("required-column")),
          Map.entry(
              "parts-of-a-dropped-table-that-use-what-is-dropped",
              Set.of("index-dropped-under-lock", "several-tables-locked")),
          Map.entry("rows-that-move-fire-no-triggers", Set.of("lock-table", "work-under-lock")),
          Map.entry("triggers-policies-and-rules", Set.of("several-tables-locked")),
          Map.entry("views", Set.of("drop-in-use")),
          Map.entry(
              "what-indexes-sequences-and-triggers-have-of-their-own", Set.of("rename-in-use")));

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
    String wanted = System.getProperty("case", "");
    try (Stream<Path> folders = Files.list(CASES.resolve(cases))) {
      return folders
          .sorted()
          .filter(folder -> folder.getFileName().toString().contains(wanted))
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
