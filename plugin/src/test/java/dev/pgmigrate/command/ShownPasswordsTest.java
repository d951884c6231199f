package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.output.GitHubAnnotations;
import dev.pgmigrate.output.Outcome;
import dev.pgmigrate.output.OutputFiles;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.report.HistoryReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password in a revision is executed, and in nothing that anybody reads beside the file. */
class ShownPasswordsTest {
  private static final String MARK = "m4rk3r";
  private static final String REVISION =
      """
      -- remote

      -- revision: aaaaaaaaaaaa
      -- parent: none

      -- migrate:up
      CREATE ROLE shown_passwords LOGIN PASSWORD 'm4rk3r';
      CREATE EXTENSION dblink;
      CREATE EXTENSION postgres_fdw;
      CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h');
      CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (user 'a', password 'm4rk3r');
      CREATE FUNCTION remote() RETURNS SETOF record LANGUAGE sql
        AS $$ SELECT dblink('host=h password=m4rk3r', 'SELECT 1') $$;

      -- migrate:up no-transaction
      CREATE SUBSCRIPTION news CONNECTION 'host=h password=m4rk3r' PUBLICATION p
        WITH (connect = false, enabled = false, slot_name = NONE, create_slot = false);

      -- migrate:down no-transaction
      DROP SUBSCRIPTION news;

      -- migrate:down
      DROP FUNCTION remote();
      DROP SERVER elsewhere CASCADE;
      DROP EXTENSION postgres_fdw;
      DROP EXTENSION dblink;
      ALTER ROLE shown_passwords PASSWORD 'm4rk3r';
      DROP ROLE shown_passwords;
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    project.write("migrations/a.sql", REVISION);
  }

  @AfterEach
  void close() {
    project.execute("DROP ROLE IF EXISTS shown_passwords");
    project.close();
  }

  @Test
  void noFormOfAVerdictHasOne() throws Exception {
    Verdict verdict =
        project.withoutDatabase().embeddedShadow("17").verify(LintLevels.parse(List.of()));
    Outcome outcome = Outcome.of("verify", "1.0", verdict, Severity.NOTE, project.project());
    List<Path> files = OutputFiles.write(outcome);
    for (Path file : files) {
      assertThat(Files.readString(file)).as("%s", file).doesNotContain(MARK);
    }
    assertThat(Files.readString(files.get(0)))
        .contains("CREATE ROLE shown_passwords LOGIN PASSWORD", "password=***");
    VerdictReport report = new VerdictReport(verdict, project.project(), Paper.PLAIN);
    assertThat(verdict.findings()).isNotEmpty();
    assertThat(
            Stream.concat(
                report.findings().stream(),
                report.summary("Verified.", Severity.NOTE, "x").stream()))
        .extracting(Line::text)
        .noneMatch(text -> text.contains(MARK));
    assertThat(GitHubAnnotations.lines(outcome)).noneMatch(text -> text.contains(MARK));
  }

  @Test
  void thePlanAndTheRevisionAreShownWithoutIt() {
    PlanCommand.Result plan = project.plan();
    assertThat(PlanReport.text(plan)).extracting(Line::text).noneMatch(text -> text.contains(MARK));
    assertThat(PlanReport.json(plan)).noneMatch(text -> text.contains(MARK));
    assertThat(
            HistoryReport.show(
                ShowCommand.run(project.project(), "aaaaaaaaaaaa"), project.project()))
        .extracting(Line::text)
        .noneMatch(text -> text.contains(MARK))
        .anyMatch(text -> text.contains("LOGIN PASSWORD '***'"));
    assertThat(PlanReport.sql(plan)).as("to be executed").anyMatch(text -> text.contains(MARK));
  }

  @Test
  void aRefusedStatementIsShownWithoutIt() {
    TestProject.edit(
        project.migrations().resolve("a.sql"),
        "CREATE ROLE shown_passwords LOGIN PASSWORD 'm4rk3r'",
        "ALTER ROLE shown_passwords_of_nobody PASSWORD 'm4rk3r'");
    assertThatThrownBy(project::upgrade)
        .hasMessageContaining("shown_passwords_of_nobody")
        .hasMessageContaining("PASSWORD '***'")
        .hasMessageNotContaining(MARK);
  }

  @Test
  void driftIsShownWithoutIt() {
    project.write(
        "migrations/a.sql",
        REVISION.replaceAll("(?s)-- migrate:up\n.*", "-- migrate:up\nSELECT 1;\n"));
    project.upgrade();
    project.execute(
        "CREATE FUNCTION remote() RETURNS text LANGUAGE sql AS $$ SELECT 'host=h password=m4rk3r' $$");
    assertThat(project.currentWithDrift().drift())
        .singleElement()
        .satisfies(drift -> assertThat(drift.sql()).contains("password=***").doesNotContain(MARK));
  }
}
