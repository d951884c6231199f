package dev.pgmigrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What we generate for tables in use is judged as if a person had written it: more than a note only
 * where the revision itself warns that a form without a long lock does not exist.
 */
class GeneratedRevisionsTest {
  private static final Path CASES = Path.of("src/test/resources/online");

  private static final Set<String> OF_LOCKS =
      Set.of(
          "index-built-under-lock",
          "index-dropped-under-lock",
          "table-rewrite",
          "constraint-checked-under-lock",
          "foreign-key-checked-under-lock",
          "lock-table",
          "work-under-lock");

  /** True of what it is: whoever names this partition directly loses it when it moves. */
  private static final Map<String, String> TRUE =
      Map.of("a-required-column-while-partitions-come-and-go", "drop-in-use");

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
                      folder.getFileName().toString(),
                      () -> assertThat(unexpected(folder)).isEmpty()))
          .toList();
    }
  }

  private static List<String> unexpected(Path folder) throws IOException {
    Revision revision =
        RevisionParser.parse(
            folder.resolve("revision.sql"), Files.readString(folder.resolve("revision.sql")));
    List<Step> bare = revision.up().stream().map(GeneratedRevisionsTest::withoutComments).toList();
    try (ShadowDatabase database = TestServer.database()) {
      new Replay(database)
          .script("from.sql", Splitter.split(Files.readString(folder.resolve("from.sql"))));
      try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
        WatchedRevision watched =
            new WatchedRevision(
                revision.withSteps(bare, List.of()), watcher.up("revision.sql", bare), false);
        return new Linter(Rules.all(), Map.of())
            .lint(watched).stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .filter(finding -> !isWarnedOf(revision, finding))
                .filter(
                    finding -> !finding.rule().equals(TRUE.get(folder.getFileName().toString())))
                .map(finding -> finding.rule() + ": " + finding.message())
                .toList();
      }
    }
  }

  private static Step withoutComments(Step step) {
    return new Step(
        step.kind(),
        step.statements().stream()
            .map(statement -> new Statement(statement.sql(), List.of(), statement.line()))
            .toList(),
        step.options(),
        step.doneWhen(),
        step.line());
  }

  /** Of locks alone: what is dropped or renamed has no such excuse. */
  private static boolean isWarnedOf(Revision revision, Finding finding) {
    return OF_LOCKS.contains(finding.rule()) && isInAStepWarnedOf(revision, finding);
  }

  private static boolean isInAStepWarnedOf(Revision revision, Finding finding) {
    return revision.up().stream()
        .filter(
            step ->
                step.statements().stream()
                    .anyMatch(statement -> statement.line() == finding.line()))
        .flatMap(step -> step.statements().stream())
        .flatMap(statement -> statement.comments().stream())
        .anyMatch(comment -> comment.startsWith("warning long-lock"));
  }
}
