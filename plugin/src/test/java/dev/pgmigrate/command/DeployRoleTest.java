package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.proof.DeployRoleRule;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.Production;
import dev.pgmigrate.proof.SurvivingRows;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New revisions as the role of a deploy job would execute them. */
class DeployRoleTest {
  private static final String UP =
      """
      ALTER TABLE account ADD COLUMN nick text;

      CREATE EXTENSION file_fdw;

      ALTER TABLE theirs ADD COLUMN b integer;
      """;
  private static final String DOWN =
      """
      ALTER TABLE theirs DROP COLUMN b;

      DROP EXTENSION file_fdw;

      ALTER TABLE account DROP COLUMN nick;
      """;

  @TempDir Path root;
  private TestProject project;
  private Path written;

  @BeforeEach
  void write() {
    project = new TestProject(root).embeddedShadow("17").withoutDatabase();
    project
        .write("schema/schema.sql", "")
        .write(
            "migrations/202601010000_00000000000a_first.sql",
            revision(
                "00000000000a",
                "",
                """
                CREATE TABLE account (id bigint PRIMARY KEY);

                CREATE TABLE theirs (id bigint PRIMARY KEY);

                ALTER TABLE theirs OWNER TO deploy_role_test_other;
                """,
                "DROP TABLE theirs;\n\nDROP TABLE account;\n"))
        .merged();
    written = project.migrations().resolve("202601020000_00000000000b_second.sql");
    project.write(written, revision("00000000000b", "00000000000a", UP, DOWN));
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void warnsOfWhatTakesMoreThanOwnership() {
    assertThat(found(Production.UNSAID))
        .hasSize(4)
        .allSatisfy(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.file()).isEqualTo(written);
            })
        .satisfiesExactly(
            finding -> {
              assertThat(finding.line()).isEqualTo(10);
              assertThat(finding.message())
                  .contains("may not execute CREATE EXTENSION file_fdw: it needs a superuser");
            },
            finding -> {
              assertThat(finding.line()).isEqualTo(12);
              assertThat(finding.message()).contains("which belongs to deploy_role_test_other");
              assertThat(finding.mend())
                  .startsWith("GRANT deploy_role_test_other TO <deploy role>");
            },
            finding -> {
              assertThat(finding.line()).isEqualTo(15);
              assertThat(finding.message())
                  .startsWith("on a downgrade a deploy role that only owns the objects")
                  .contains("may not execute ALTER TABLE theirs DROP COLUMN b");
            },
            finding -> {
              assertThat(finding.line()).isEqualTo(17);
              assertThat(finding.message()).contains("may not execute DROP EXTENSION file_fdw");
            });
  }

  @Test
  void downStepsThatTakeMoreThanTheirUpStepsAreFound() {
    TestProject.edit(written, UP, "ALTER TABLE account ADD COLUMN nick text;\n");
    TestProject.edit(
        written,
        DOWN,
        "ALTER TABLE account DROP COLUMN nick;\n\nALTER TABLE theirs ALTER COLUMN id SET STORAGE"
            + " PLAIN;\n");
    assertThat(found(Production.UNSAID))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("on a downgrade ")
                    .contains("which belongs to deploy_role_test_other"));
  }

  @Test
  void isAnErrorWhereTheProjectSaysWhatTheRoleMay() {
    assertThat(found(Production.of("true", List.of("extension=file_fdw"))))
        .satisfiesExactly(
            finding -> {
              assertThat(finding.line()).isEqualTo(12);
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            },
            finding -> assertThat(finding.line()).isEqualTo(15));
    assertThat(
            found(
                Production.of(
                    "true", List.of("extension=file_fdw", "member-of=deploy_role_test_other"))))
        .isEmpty();
  }

  /** The words of a statement say less than the role that was refused, or was not. */
  @Test
  void oneStatementIsReportedOnce() {
    TestProject.edit(
        written, "CREATE EXTENSION", "CREATE PUBLICATION p FOR ALL TABLES;\n\nCREATE EXTENSION");
    TestProject.edit(written, "DROP EXTENSION", "DROP PUBLICATION p;\n\nDROP EXTENSION");
    assertThat(rules(Production.UNSAID))
        .containsOnlyOnce("needs-more-than-ownership 10")
        .doesNotContain("superuser-only 10");
    assertThat(rules(Production.of("true", List.of("superuser"))))
        .noneMatch(rule -> rule.startsWith("superuser-only"))
        .noneMatch(rule -> rule.startsWith("needs-more"));
  }

  private List<String> rules(Production production) {
    return VerifyCommand.run(
            new VerifyCommand.Input(project.project(), null, LintLevels.DEFAULT, production))
        .findings()
        .stream()
        .map(finding -> finding.rule() + " " + finding.line())
        .toList();
  }

  @Test
  void aFileMayAllowIt() {
    TestProject.edit(
        written,
        "CREATE EXTENSION",
        "-- migrate:allow needs-more-than-ownership the administrators have done it\nCREATE EXTENSION");
    assertThat(found(Production.UNSAID))
        .extracting(Finding::allowed)
        .containsExactlyInAnyOrder("the administrators have done it", null, null, null);
    // The rules alone do not know of it, and do not call it needless.
    assertThat(
            LintCommand.run(
                    new LintCommand.Input(project.project(), false, null, null, LintLevels.DEFAULT))
                .findings())
        .noneMatch(finding -> finding.rule().startsWith("allow-"));
  }

  @Test
  void itIsSwitchedOffLikeARule() {
    Verdict verdict =
        VerifyCommand.run(
            new VerifyCommand.Input(
                project.project(),
                null,
                LintLevels.parse(List.of("needs-more-than-ownership=off"))));
    assertThat(verdict.findings()).noneMatch(f -> f.rule().equals(DeployRoleRule.ID));
    assertThat(verdict.checks()).noneMatch(check -> check.rule().equals(DeployRoleRule.ID));
  }

  @Test
  void isNotCheckedOnSomebodyElsesServer() {
    project.execute("CREATE ROLE deploy_role_test_other");
    project.shadow(TestServer.asAnother(project.url()), SharedServer.strict());
    Verdict verdict = VerifyCommand.run(project.project());
    assertThat(verdict.notChecked())
        .filteredOn(line -> line.rule().equals(DeployRoleRule.ID))
        .extracting(NotChecked::why)
        .singleElement()
        .asString()
        .contains("leave migrate.shadow out");
  }

  /** The database that was copied has its grants still, and roles belong to the server. */
  @Test
  void aRoleThatIsDroppedIsNotTried() {
    TestProject.edit(
        project.migrations().resolve("202601010000_00000000000a_first.sql"),
        "ALTER TABLE theirs OWNER TO deploy_role_test_other;\n",
        "CREATE ROLE deploy_role_test_reader;\n\n"
            + "GRANT SELECT ON account, theirs TO deploy_role_test_reader;\n");
    project.git("commit", "-q", "-a", "-m", "a reader");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    TestProject.edit(
        written,
        UP,
        "ALTER TABLE account ADD COLUMN nick text;\n\n"
            + "DROP OWNED BY deploy_role_test_reader;\n\nDROP ROLE deploy_role_test_reader;\n\n"
            + "-- migrate:allow lock-table nobody is there\nLOCK TABLE account;\n");
    TestProject.edit(
        written,
        DOWN,
        "CREATE ROLE deploy_role_test_reader;\n\n"
            + "GRANT SELECT ON account, theirs TO deploy_role_test_reader;\n\n"
            + "ALTER TABLE account DROP COLUMN nick;\n");
    Verdict verdict = VerifyCommand.run(project.project());
    assertThat(verdict.findings())
        .noneMatch(finding -> finding.rule().startsWith("allow-"))
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::rule)
        .containsOnly("lock-out-of-date");
    assertThat(verdict.notChecked())
        .extracting(NotChecked::rule, line -> line.why().contains("deploy_role_test_reader"))
        .contains(
            tuple("lint", true),
            tuple(DeployRoleRule.ID, true),
            tuple(SurvivingRows.SURVIVE, true));
    assertThat(verdict.checks()).noneMatch(check -> check.rule().equals(DeployRoleRule.ID));
  }

  @Test
  void aRightThatIsNoneIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Production.of("true", List.of("dba")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "migrate.shadowRole: 'dba' is not a right of a role; write ownership");
    assertThatThrownBy(() -> Production.of("maybe", List.of()))
        .hasMessage("migrate.drift is maybe; it is false, true, required");
  }

  private List<Finding> found(Production production) {
    return VerifyCommand.run(
            new VerifyCommand.Input(project.project(), null, LintLevels.DEFAULT, production))
        .findings()
        .stream()
        .filter(finding -> finding.rule().equals(DeployRoleRule.ID))
        .toList();
  }

  private static String revision(String id, String parent, String up, String down) {
    return """
        -- a revision
        --
        -- revision: %s
        -- parent:   %s
        -- created:  2026-01-01T00:00:00Z

        -- migrate:up
        %s
        -- migrate:down
        %s"""
        .formatted(id, parent.isEmpty() ? "none" : parent, up, down);
  }
}
