package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.page.PullRequestComment;
import dev.pgmigrate.page.VerdictPage;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.proof.DriftCheck;
import dev.pgmigrate.proof.EditedHistory;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.Production;
import dev.pgmigrate.report.CurrentReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live database beside the history, in a pull request. */
class VerifyDriftTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void upgrade() {
    project = new TestProject(root);
    project.schema(ACCOUNT).revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1, 'a@b')");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void isAnErrorWithTheSqlBothWays() {
    project.execute(
        "ALTER TABLE account ADD COLUMN nick text; ALTER TABLE account ALTER COLUMN email DROP NOT"
            + " NULL");
    assertThat(drift())
        .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
        .allSatisfy(finding -> assertThat(finding.allowed()).isNull())
        .extracting(
            finding -> finding.message().replaceAll(".*executed: ", "") + " / " + finding.mend())
        .satisfiesExactlyInAnyOrder(
            text ->
                assertThat(text)
                    .startsWith("ALTER TABLE account ADD COLUMN nick text / ")
                    .contains("Undo it there: ALTER TABLE account DROP COLUMN nick. Or: ")
                    .endsWith(
                        "migrations/drift.txt: column public.account.nick |"
                            + " ALTER TABLE account ADD COLUMN nick text | <why>"),
            text ->
                assertThat(text)
                    .contains("DROP NOT NULL / Undo it there: ")
                    .contains("SET NOT NULL"));
  }

  @Test
  void aDatabaseThatIsBehindHasNone() {
    project.schema(ACCOUNT + "CREATE TABLE note (id bigint PRIMARY KEY);").revision("second");
    assertThat(drift()).isEmpty();
    assertThat(project.verifyWithDatabase().notChecked())
        .extracting(NotChecked::rule)
        .doesNotContain(DriftCheck.RULE);
  }

  @Test
  void theSummaryNamesTheDatabaseThatWasCompared() {
    Verdict verdict = project.verifyWithDatabase();
    String database = verdict.database();
    assertThat(database).isNotBlank();
    assertThat(summary(verdict)).contains("No drift: " + database + " is what its revisions made.");
    assertThat(PullRequestComment.of(verdict, Severity.ERROR, Project.at(root), ""))
        .contains("<br/>No drift: ");
    project.execute("ALTER TABLE account ADD COLUMN nick text");
    assertThat(summary(project.verifyWithDatabase()))
        .contains("Drift: " + database + " is not what its revisions made.")
        .doesNotContain("No drift");
  }

  @Test
  void withoutADatabaseItSaysThatNoneWasCompared() {
    Verdict verdict = project.withoutDatabase().verify();
    String none = "No live database was compared.";
    assertThat(verdict.notChecked()).extracting(NotChecked::rule).doesNotContain(DriftCheck.RULE);
    assertThat(summary(verdict)).contains(none);
    assertThat(PullRequestComment.of(verdict, Severity.ERROR, Project.at(root), ""))
        .contains("<br/>" + none);
    assertThat(VerdictPage.of(verdict, Severity.ERROR, Project.at(root)))
        .contains("<p class=\"muted\">" + none + "</p>");
  }

  private String summary(Verdict verdict) {
    return new VerdictReport(verdict, Project.at(root), Paper.PLAIN)
        .summary("Verified.", Severity.ERROR, "x").stream()
            .map(Line::text)
            .collect(Collectors.joining("\n"))
            .replaceAll("\\s+", " ");
  }

  @Test
  void onlyNewDriftFails() {
    project.execute("ALTER TABLE account ADD COLUMN nick text");
    project.write(
        "migrations/drift.txt",
        "# known\n"
            + "column public.account.nick | ALTER TABLE account ADD COLUMN nick text | of"
            + " reporting\n");
    assertThat(drift())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.allowed()).isEqualTo("of reporting");
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.file()).isEqualTo(project.migrations().resolve("drift.txt"));
            });
    assertThat(project.verifyWithDatabase().failsOn(Severity.WARNING)).isFalse();

    project.execute("ALTER TABLE account ALTER COLUMN nick TYPE varchar(20)");
    assertThat(drift())
        .extracting(Finding::severity)
        .containsExactlyInAnyOrder(Severity.ERROR, Severity.WARNING);
    assertThat(drift())
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .singleElement()
        .satisfies(finding -> assertThat(finding.mend()).isEqualTo("Remove the line."));
  }

  /** Accepting writes the line; from then on nobody calls it new. */
  @Test
  void liveDriftIsAcceptedByTheGoal() {
    project.execute(
        "ALTER TABLE account ADD COLUMN nick text; CREATE INDEX by_nick ON account (nick)");
    assertThat(project.accept(null, null).drift())
        .extracting(Drift::name)
        .containsExactlyInAnyOrder("public.account.nick", "public.by_nick");
    assertThat(project.accept("all", "entities").acceptedDrift()).isZero();
    assertThatThrownBy(() -> project.accept("drift:public.account.nack", "?"))
        .hasMessageContaining("there is no such drift. There is: public.")
        .hasMessageContaining("public.account.nick");
    assertThatThrownBy(() -> project.accept("drift", null)).hasMessageContaining("needs a reason");

    AcceptCommand.Result one = project.accept("drift:public.account.nick", "of | reporting");
    assertThat(one.acceptedDrift()).isEqualTo(1);
    assertThat(one.drift()).extracting(Drift::name).containsExactly("public.by_nick");
    assertThat(TestProject.read(project.migrations().resolve("drift.txt")).lines().skip(1))
        .containsExactly(
            "column public.account.nick | ALTER TABLE account ADD COLUMN nick text | of \\|"
                + " reporting");
    assertThat(drift()).extracting(Finding::allowed).containsOnlyOnce("of | reporting");
    assertThat(project.currentWithDrift().states()).contains(CurrentCommand.State.DRIFTED);

    assertThat(project.accept("drift", "of reporting").drift()).isEmpty();
    CurrentCommand.Result current = project.currentWithDrift();
    assertThat(current.states()).isEmpty();
    assertThat(current.drift()).hasSize(2).noneMatch(Drift::isOpen);
    assertThat(CurrentReport.text(current, project.project()))
        .filteredOn(line -> line.text().contains("nick"))
        .hasSize(2)
        .noneMatch(Line::warning)
        .extracting(Line::text)
        .contains("  ALTER TABLE account ADD COLUMN nick text (of | reporting)");
    PlanCommand.Result plan = project.planWithDrift();
    assertThat(PlanReport.text(plan))
        .filteredOn(line -> line.text().contains("nick"))
        .hasSize(2)
        .noneMatch(Line::warning);
    assertThat(String.join("", PlanReport.json(plan)))
        .contains("\"drift\": []")
        .contains("\"acceptedDrift\": [");
    assertThat(project.accept(null, null).drift()).isEmpty();
    assertThat(project.verifyWithDatabase().failsOn(Severity.WARNING)).isFalse();
  }

  @Test
  void aLineWithoutAReasonIsNoDecision() {
    project.write("migrations/drift.txt", "column public.account.nick | ALTER TABLE .. |\n");
    assertThat(drift())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message()).contains("write 'object | sql | reason'");
            });
  }

  @Test
  void aDatabaseThatNobodyNamedForMigrationsIsLeftAlone() {
    project.execute("ALTER TABLE account ADD COLUMN nick text");
    for (Origin origin : List.of(Origin.APPLICATION, Origin.LIBPQ)) {
      project.database(
          new DatabaseConfig(JdbcUrl.of(project.url()), null, null, origin, "from elsewhere"));
      assertThat(drift()).isEmpty();
      assertThat(project.verifyWithDatabase().checks())
          .noneMatch(check -> check.rule().equals(DriftCheck.RULE));
    }
  }

  @Test
  void aWrongPasswordFailsNoPullRequest() {
    project.execute("CREATE ROLE verify_drift_login LOGIN PASSWORD 'right'");
    assertThat(
            unknown(project.url().replaceAll("user=.*", "user=verify_drift_login&password=wrong")))
        .contains("The server refuses the login to")
        .doesNotContain("wrong");
  }

  @Test
  void aServerThatIsDownFailsNoPullRequest() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(unknown("jdbc:postgresql://127.0.0.1:" + port + "/shop?user=x&password=y"))
        .contains("Cannot reach");
  }

  @Test
  void aRoleThatMayNotReadTheJournalFailsNoPullRequest() {
    project.execute(
        "CREATE ROLE verify_drift_reader LOGIN PASSWORD 'r';"
            + " REVOKE ALL ON migrate_history FROM PUBLIC");
    assertThat(unknown(project.url().replaceAll("user=.*", "user=verify_drift_reader&password=r")))
        .contains("migrate_history");
  }

  @Test
  void anAppliedRevisionThatWasEditedIsFoundThere() {
    TestProject.edit(project.revisionFiles().get(0), "email text NOT NULL", "email text");
    project.schema(ACCOUNT.replace(" NOT NULL);", ");"));
    assertThat(project.verifyWithDatabase().findings())
        .filteredOn(finding -> finding.rule().equals(EditedHistory.RULE))
        .singleElement()
        .satisfies(finding -> assertThat(finding.file()).isEqualTo(project.revisionFiles().get(0)));
    assertThat(project.verifyWithDatabase().notChecked())
        .filteredOn(line -> line.rule().equals(DriftCheck.RULE))
        .extracting(NotChecked::why)
        .singleElement()
        .asString()
        .endsWith("an applied revision was edited");
  }

  /** Adopted means: it was there before its history. */
  @Test
  void anUnadoptedDatabaseIsNotChecked() {
    project.execute("DROP TABLE migrate_history; DROP TABLE migrate_lock");
    assertThat(unknown(project.url())).contains("mvn migrate:baseline");
  }

  @Test
  void whoAsksForItGetsAnError() {
    project.database(
        DatabaseConfig.of("jdbc:postgresql://127.0.0.1:1/shop?user=x&password=y", null, null));
    assertThat(drift(verify(Production.Comparison.REQUIRED)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("Cannot reach"));
    project.withoutDatabase();
    assertThat(drift(verify(Production.Comparison.REQUIRED)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("set migrate.url"));
    assertThat(verify(Production.Comparison.IF_REACHABLE).checks())
        .noneMatch(check -> check.rule().equals(DriftCheck.RULE));
  }

  @Test
  void whoWantsNoneGetsNone() {
    project.execute("ALTER TABLE account ADD COLUMN nick text");
    assertThat(drift(verify(Production.Comparison.OFF))).isEmpty();
  }

  private String unknown(String url) {
    project.database(DatabaseConfig.of(url, null, null));
    Verdict verdict = project.verifyWithDatabase();
    assertThat(drift(verdict)).isEmpty();
    assertThat(verdict.failsOn(Severity.WARNING)).isFalse();
    return verdict.notChecked().stream()
        .filter(line -> line.rule().equals(DriftCheck.RULE))
        .map(NotChecked::why)
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> drift() {
    return drift(project.verifyWithDatabase());
  }

  private static List<Finding> drift(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.rule().equals(DriftCheck.RULE))
        .toList();
  }

  private Verdict verify(Production.Comparison drift) {
    return VerifyCommand.run(
        new VerifyCommand.Input(
            project.project(), null, LintLevels.DEFAULT, new Production(drift, null)));
  }
}
