package dev.pgmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.VerdictBuilder;
import dev.pgmigrate.verify.VerifiedRevision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person reads of a verdict: once, worst first, and in a terminal within its width. */
class VerdictReportTest {
  private static final Path ROOT = Path.of("/projects/shop").toAbsolutePath();
  private static final Path HARMLESS = ROOT.resolve("src/main/migrations/a_harmless.sql");
  private static final Path BAD = ROOT.resolve("src/main/migrations/b_bad.sql");
  private static final String INDEX =
      "CREATE INDEX ix_account_email on public.account: INSERT, UPDATE and DELETE wait until all"
          + " rows of the table are read and sorted";
  private static final String MEND = "Write CREATE INDEX CONCURRENTLY, in a step of its own.";

  @Test
  void theWorstFileComesFirstAndNothingIsSaidTwice() {
    assertThat(texts(report(Paper.PLAIN).findings()))
        .containsExactly(
            "error: ALTER TABLE a ADD COLUMN b text has no migration [no-change]\n"
                + "            -> Write it: mvn migrate:revision",
            "src/main/migrations/b_bad.sql",
            "  line 7: error: " + INDEX + " [index]\n              -> " + MEND,
            "  line 9: error: the same again [index]",
            "  line 3: warning: a type [type]",
            "  line 12: allowed, ten rows: of a small table [index]",
            "src/main/migrations/a_harmless.sql",
            "  note: a note [form]",
            "Not checked: cascade, drop. The role is no superuser.");
  }

  @Test
  void theEndCountsAndGradesAndNamesTheFiles() {
    assertThat(texts(report(Paper.PLAIN).summary("Verified 2 revisions.", Severity.ERROR, "x/*")))
        .containsExactly(
            "Rollback of src/main/migrations/b_bad.sql: structure only: public.a.b is lost.",
            "3 errors, 1 warning, 1 note, 1 allowed, 2 not checked. See x/*");
  }

  @Test
  void whereNothingIsFoundOneLineSaysSo() {
    VerdictReport report =
        new VerdictReport(new VerdictBuilder().verdict(2), Project.at(ROOT), Paper.PLAIN);
    assertThat(report.findings()).isEmpty();
    assertThat(texts(report.summary("Verified 2 revisions.", Severity.ERROR, "x/*")))
        .containsExactly("Verified 2 revisions.");
  }

  @Test
  void theEndLeadsToThePagesOfRulesThatFoundMoreThanANote() {
    VerdictBuilder verdict = new VerdictBuilder();
    verdict.found(finding("table-rewrite", Severity.ERROR, BAD, 1, "one"));
    verdict.found(finding("truncate", Severity.ERROR, BAD, 2, "two"));
    verdict.found(finding("truncate", Severity.ERROR, BAD, 3, "three"));
    verdict.found(finding("edited-history", Severity.ERROR, BAD, 4, "a check has no page"));
    verdict.found(finding("type-to-avoid", Severity.NOTE, BAD, 5, "a note"));
    assertThat(
            texts(
                new VerdictReport(verdict.verdict(1), Project.at(ROOT), Paper.PLAIN)
                    .summary("", Severity.ERROR, "x/*")))
        .first()
        .isEqualTo("Why: mvn migrate:lint -Dmigrate.explain=table-rewrite,truncate");
  }

  @Test
  void aTerminalGetsColoursAndShortLines() {
    List<String> texts = texts(report(Paper.TERMINAL).findings());
    assertThat(texts).anySatisfy(text -> assertThat(text).contains("\u001B[1;31merror\u001B[0m"));
    String plain =
        String.join("\n", texts.stream().map(text -> "[WARNING] " + text).toList())
            .replaceAll("\u001B\\[[0-9;]*m", "");
    assertThat(plain.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(plain.replaceAll("\\s+", " ")).contains(INDEX, "-> " + MEND);
    assertThat(String.join("", texts(report(Paper.PLAIN).findings()))).doesNotContain("\u001B");
  }

  @Test
  void aStatementStandsBelowWhatIsSaidOfIt() {
    VerdictBuilder verdict = new VerdictBuilder();
    verdict.found(finding("replays", Severity.ERROR, BAD, 4, "ERROR: no table\n  SELECT\n    1"));
    assertThat(
            texts(new VerdictReport(verdict.verdict(1), Project.at(ROOT), Paper.PLAIN).findings()))
        .last()
        .isEqualTo(
            "  line 4: error: ERROR: no table [replays]\n"
                + "                SELECT\n                  1");
  }

  private static VerdictReport report(Paper paper) {
    VerdictBuilder verdict = new VerdictBuilder();
    verdict.found(finding("form", Severity.NOTE, HARMLESS, 0, "a note"));
    verdict.found(
        finding("index", Severity.ERROR, BAD, 12, "of a small table").allowed("ten rows"));
    verdict.found(finding("type", Severity.WARNING, BAD, 3, "a type"));
    verdict.found(new Finding("index", Severity.ERROR, BAD, 7, INDEX, MEND, null));
    verdict.found(new Finding("index", Severity.ERROR, BAD, 9, "the same again", MEND, null));
    verdict.found(
        Finding.error(
            "no-change",
            null,
            0,
            "ALTER TABLE a ADD COLUMN b text has no migration",
            "Write it: mvn migrate:revision"));
    verdict.notChecked("cascade", "The role is no superuser.");
    verdict.notChecked("drop", "The role is no superuser.");
    verdict.judged(
        judged(
            BAD,
            new RollbackGrade(RollbackGrade.Kind.STRUCTURE_ONLY, List.of("public.a.b is lost."))));
    verdict.judged(judged(HARMLESS, RollbackGrade.NOT_ASKED));
    return new VerdictReport(verdict.verdict(2), Project.at(ROOT), paper);
  }

  private static Finding finding(
      String rule, Severity severity, Path file, int line, String message) {
    return new Finding(rule, severity, file, line, message, "", null);
  }

  private static VerifiedRevision judged(Path file, RollbackGrade grade) {
    Revision revision =
        new Revision(
            "aaaaaaaaaaaa",
            "x",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Instant.EPOCH,
            Revision.Phase.EXPAND,
            null,
            Map.of(),
            List.<Step>of(),
            List.of());
    return new VerifiedRevision(
        file, new WatchedRevision(revision, List.of(), false), null, null, grade);
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }
}
