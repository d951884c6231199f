package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestCommentTest {
  private static final Project PROJECT = Project.at(Path.of("shop").toAbsolutePath());

  @Test
  void nothingFoundIsShort() {
    assertThat(PullRequestComment.of(verdict(0, 0, 0, ""), Severity.ERROR, PROJECT, ""))
        .isEqualTo(
            """
            <!-- migrate:verify . -->
            ### Migrations

            **Nothing found** (0 scripts judged)
            """);
  }

  /** Many of each, long texts, and texts that escaping makes fourteen times as long. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 40000, x",
    "3, 30, 40000, x",
    "2000, 3, 10, x",
    "100, 100, 2000, $",
    "500, 200, 20000, @",
    "2000, 300, 20000, $"
  })
  void itIsCutToFitAndSaysSo(int findings, int revisions, int letters, String letter) {
    String comment =
        PullRequestComment.of(
            verdict(findings, revisions, letters, letter.repeat(letters)),
            Severity.ERROR,
            PROJECT,
            "shop");
    assertThat(comment.length()).isBetween(100, 65_000);
    assertThat(comment)
        .startsWith("<!-- migrate:verify shop -->\n")
        .contains("**Not ready to merge: " + findings + " errors")
        .contains("_Shortened to fit into one comment. `verify.html` has everything._");
    assertThat(comment.lines().filter(line -> line.startsWith("```")).count() % 2).isZero();
    assertThat(comment.split("<details>", -1)).hasSameSizeAs(comment.split("</details>", -1));
  }

  private static Verdict verdict(int findings, int revisions, int letters, String text) {
    Path file = PROJECT.root().resolve("a.sql");
    List<Finding> found = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      found.add(Finding.error("a-rule", file, i + 1, text, text));
    }
    Statement statement = new Statement("SELECT 1\n" + text, List.of(), 9);
    WatchedStatement watched = new WatchedStatement(statement, Effects.NONE, DmlShape.NONE);
    List<VerifiedRevision> judged =
        IntStream.range(0, revisions)
            .mapToObj(
                i ->
                    new VerifiedRevision(
                        PROJECT.root().resolve(i + ".sql"),
                        new WatchedRevision(
                            revision(text),
                            List.of(new WatchedStep(Step.Kind.TRANSACTION, List.of(watched))),
                            false),
                        null,
                        null,
                        new RollbackGrade(
                            RollbackGrade.Kind.NONE,
                            Collections.nCopies(Math.min(letters, 30), text))))
            .toList();
    return new Verdict(
        List.of(),
        found,
        judged,
        List.of(),
        revisions,
        letters > 1_000 ? Collections.nCopies(20, text) : List.of(),
        letters > 1_000 ? List.of(new NotChecked("some-rule", text)) : List.of(),
        null);
  }

  private static Revision revision(String message) {
    return new Revision(
        "aaaaaaaaaaaa",
        message,
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}
