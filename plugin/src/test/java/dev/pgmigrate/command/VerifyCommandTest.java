package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root).withoutDatabase();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void provesAHistory() {
    project.schema(ACCOUNT).revision("first");
    Verdict result = project.verify();
    assertThat(result.findings()).isEmpty();
    assertThat(result.total()).isEqualTo(1);
    assertThat(result.checks())
        .extracting(CheckedRule::title)
        .containsExactly(
            "the revisions form a graph",
            "there is one head",
            "no backfill lacks its value and no cast its expression",
            "the history replays from zero on an empty database",
            "each new revision goes down and up again",
            "the entities and the history make the same schema",
            "model.lock has everything that the entities declare");
  }

  @Test
  void provesAHistoryWithoutAnOrdinaryRevision() {
    project.schema("CREATE TABLE a (id int PRIMARY KEY, b text);");
    assertThat(project.verify().findings())
        .extracting(Finding::rule)
        .containsExactly("no-change-without-migration");
    project.revision("first");
    project.schema("CREATE TABLE a (id int PRIMARY KEY);").revision("a contract revision");
    project.squash("one contract revision", null);
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void findsAChangeWithoutMigration() {
    project.schema(ACCOUNT).revision("first");
    project.schema(ACCOUNT + "CREATE INDEX ix_email ON account (email);\n");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("no-change-without-migration");
              assertThat(finding.message()).contains("CREATE INDEX ix_email");
              assertThat(finding.mend()).contains("mvn migrate:revision");
            });
    assertThat(project.revisionFiles()).hasSize(1);
  }

  @Test
  void findsADoneWhenThatReturnsNoBoolean() {
    Path file = project.migrations().resolve("a.sql");
    String text =
        "-- by hand\n-- revision: aaaaaaaaaaaa\n\n-- migrate:up no-transaction\n"
            + "-- migrate:done-when %s\nVACUUM;\n\n-- migrate:down nothing\n";
    for (String query :
        List.of(
            "SELECT 'a' || 'b'",
            "SELECT true, false",
            "SELECT a > 0 FROM generate_series(1, 2) a",
            "SELECT tru",
            "SELECT '{}'::jsonb ? 1")) {
      project.write(file, text.formatted(query));
      assertThat(project.verify().findings())
          .as(query)
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.file()).isEqualTo(file);
                assertThat(finding.line()).isEqualTo(4);
                assertThat(finding.message())
                    .contains(
                        "'-- migrate:done-when' of the block that begins here does not return"
                            + " one boolean: ERROR: ")
                    .endsWith(query);
              });
    }
    project.write(file, text.formatted("SELECT '{\"a\": 1}'::jsonb ? 'b'"));
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void findsBrokenSql() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    TestProject.edit(first.written(), "text NOT NULL", "txet NOT NULL");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("replays");
              assertThat(finding.file()).isEqualTo(first.written());
              assertThat(TestProject.read(first.written()).lines().toList().get(finding.line() - 1))
                  .contains("txet");
              assertThat(finding.message()).contains("type \"txet\" does not exist");
            });
  }

  /** What a refused revision hides is neither found nor fine. */
  @Test
  void whatARefusedRevisionHidesIsNotChecked() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    project.merged();
    RevisionCommand.Result second = project.emptyRevision("second");
    Path third = project.emptyRevision("third").written();
    TestProject.edit(second.written(), "-- migrate:up\n", "-- migrate:up\nCREATE TABEL a ();\n");
    for (RevisionCommand.Result refused : List.of(second, first)) {
      if (refused == first) {
        TestProject.edit(first.written(), "text NOT NULL", "txet NOT NULL");
        project.git("commit", "-q", "-a", "-m", "refused");
        project.git("update-ref", "refs/remotes/origin/main", "HEAD");
      }
      Verdict result = project.verify(LintLevels.DEFAULT);
      assertThat(result.findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.file()).isEqualTo(refused.written()));
      assertThat(result.notChecked())
          .filteredOn(line -> line.why().contains(project.project().show(third)))
          .extracting(NotChecked::rule)
          .contains("replays", "lint", "goes-down-and-up", "rows-survive");
      assertThat(result.notChecked())
          .extracting(NotChecked::rule)
          .contains("no-change-without-migration", "lock-out-of-date", "needs-more-than-ownership");
      assertThat(result.checks())
          .extracting(CheckedRule::rule)
          .contains("replays")
          .doesNotContain(
              "no-change-without-migration", "goes-down-and-up", "needs-more-than-ownership");
    }
  }

  @Test
  void findsTwoHeads() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    Revision one = project.emptyRevision("one").revision();
    project.write(
        "migrations/202611221200_bbbbbbbbbbbb_two.sql",
        """
        -- two
        --
        -- revision: bbbbbbbbbbbb
        -- parent:   %s
        -- created:  2026-11-22T12:00:00Z

        -- migrate:up
        """
            .formatted(first.revision().id()));
    assertThat(project.verify().findings())
        .extracting(f -> f.rule() + " " + f.message().substring(0, 12))
        .containsExactlyInAnyOrder("one-head " + one.id(), "one-head bbbbbbbbbbbb");
  }

  @Test
  void findsADownThatDoesNotLeadBack() {
    project.schema(ACCOUNT).revision("first");
    RevisionCommand.Result second =
        project.schema(ACCOUNT + "CREATE TABLE note (id int PRIMARY KEY);\n").revision("note");
    TestProject.edit(second.written(), "DROP TABLE note;", "ALTER TABLE account ADD COLUMN x int;");
    assertThat(project.verify().findings())
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("goes-down-and-up");
              assertThat(finding.file()).isEqualTo(second.written());
            })
        .anySatisfy(
            finding ->
                assertThat(finding.message())
                    .contains("after the down steps the schema is not the same as before")
                    .contains("DROP TABLE note"));
  }

  @Test
  void anUpThatIsNotTheSameAgainIsFoundInItself() {
    RevisionCommand.Result first = project.emptyRevision("first");
    TestProject.edit(
        first.written(),
        "-- migrate:up\n",
        "-- migrate:up\nCREATE TABLE IF NOT EXISTS note (id int);\n\n-- migrate:down\n"
            + "ALTER TABLE note ADD COLUMN x int;\n");
    List<String> lines = TestProject.read(first.written()).lines().toList();
    assertThat(project.verify().findings())
        .filteredOn(finding -> finding.rule().equals("goes-down-and-up"))
        .extracting(Finding::message, finding -> lines.get(finding.line() - 1))
        .containsExactlyInAnyOrder(
            tuple(
                "after the down steps the schema is not the same as before. The missing"
                    + " changes: DROP TABLE note",
                "-- migrate:down"),
            tuple(
                "executed again after the down steps, the up steps make another schema than the"
                    + " first time. The missing changes: ALTER TABLE note DROP COLUMN x",
                "-- migrate:up"));
  }

  /** As a module is that inherits the goal from its parent. */
  @Test
  void aProjectWithoutAnythingIsNoFault() {
    Verdict result = project.verify();
    assertThat(result.findings()).isEmpty();
    assertThat(result.notChecked()).isEmpty();
    assertThat(VerdictReport.verified(result)).startsWith("There is nothing to verify: ");
  }

  @Test
  void findsADownThatFails() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    TestProject.edit(first.written(), "DROP TABLE account;", "DROP TABLE acount;");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("goes-down-and-up");
              assertThat(finding.line()).isPositive();
              assertThat(finding.message()).contains("\"acount\" does not exist");
            });
  }

  @Test
  void findsAMalformedFile() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    TestProject.edit(first.written(), "-- parent:   none", "-- parnet:   none");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("readable-history");
              assertThat(finding.file()).isEqualTo(first.written());
              assertThat(finding.line()).isEqualTo(4);
            });
  }

  @Test
  void anIrreversibleRevisionIsNotTakenBack() {
    RevisionCommand.Result first = project.schema(ACCOUNT).revision("first");
    TestProject.edit(
        first.written(),
        "-- parent:   none",
        "-- parent:   none\n-- irreversible: the data is gone");
    Verdict result = project.verify();
    assertThat(result.findings()).isEmpty();
    assertThat(result.notChecked())
        .contains(
            new NotChecked(
                "goes-down-and-up",
                project.project().show(first.written())
                    + ": It is irreversible: the data is gone"));
  }
}
