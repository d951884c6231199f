package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are judged, and what they may allow. */
class LintCommandTest {
  private static final String INDEX = "CREATE INDEX account_email ON account (email);\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void project() {
    project = new TestProject(root).withoutDatabase();
    revision("a", "none", "CREATE TABLE account (id bigint PRIMARY KEY, email text);\n");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void theNewestRevisionIsJudgedOnTopOfTheOlderOnes() {
    Path file = revision("b", "aaaaaaaaaaaa", INDEX);
    Verdict result = lint(null);
    assertThat(result.revisions()).extracting(VerifiedRevision::file).containsExactly(file);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("index-built-under-lock");
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.line()).isEqualTo(6);
            });
    assertThatThrownBy(() -> VerdictReport.failOn(result, Severity.ERROR))
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith("1 error; the first: ");
  }

  @Test
  void whatTheSameRevisionsCreatedIsNobodysYet() {
    revision("b", "aaaaaaaaaaaa", "CREATE TABLE note (id bigint PRIMARY KEY, body text);\n");
    revision("c", "bbbbbbbbbbbb", "CREATE INDEX note_body ON note (body);\n");
    assertThat(rules(new LintCommand.Input(at(), true, null, null, LintLevels.DEFAULT))).isEmpty();
  }

  @Test
  void theBranchOfGitSaysWhichRevisionsAreNew() throws IOException, InterruptedException {
    project.git("init", "-q");
    project.git("add", "migrations");
    project.git("commit", "-q", "-m", "first");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    revision("b", "aaaaaaaaaaaa", INDEX);
    revision("c", "bbbbbbbbbbbb", "ALTER TABLE account ADD COLUMN phone text;\n");
    assertThat(lint(null).revisions()).hasSize(2);
    assertThat(rules(input(null))).containsExactly("index-built-under-lock");
  }

  @Test
  void aStatementAllowsARuleWithAReason() {
    project.merged();
    revision("b", "aaaaaaaaaaaa", "-- migrate:allow index-built-under-lock ten rows\n" + INDEX);
    Verdict result = lint(null);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::allowed)
        .isEqualTo("ten rows");
    VerdictReport.failOn(result, Severity.NOTE);
    assertThat(new VerdictReport(result, at(), Paper.PLAIN).findings())
        .extracting(Line::text)
        .satisfiesExactly(
            file -> assertThat(file).isEqualTo("migrations/b.sql"),
            line ->
                assertThat(line)
                    .startsWith("  line 7: allowed, ten rows: ")
                    .endsWith(" [index-built-under-lock]"));
  }

  @Test
  void whatTheNewRevisionsStandOnMustStand() {
    Path refused = revision("b", "aaaaaaaaaaaa", "CREATE TABEL note (id bigint);\n");
    project.merged();
    revision("c", "bbbbbbbbbbbb", INDEX);
    assertThat(lint(null).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("replays");
              assertThat(finding.file()).isEqualTo(refused);
              assertThat(finding.message()).contains("syntax error");
            });
  }

  /** A merged revision may need a new one. */
  @Test
  void whatFollowsARefusedRevisionIsNamed() {
    Path merged = revision("c", "bbbbbbbbbbbb", "CREATE TABEL note (id bigint);\n");
    project.merged();
    revision("b", "aaaaaaaaaaaa", INDEX);
    Path later = revision("d", "cccccccccccc", "DROP TABLE account;\n");
    Verdict result = lint(null);
    assertThat(result.findings())
        .extracting(Finding::rule, Finding::file)
        .contains(tuple("index-built-under-lock", project.migrations().resolve("b.sql")))
        .contains(tuple("replays", merged));
    assertThat(result.revisions()).hasSize(1);
    assertThat(result.notChecked())
        .extracting(NotChecked::rule, NotChecked::why)
        .containsExactly(
            tuple(
                "lint",
                "What follows the refused statement was not executed: " + at().show(later) + "."));
  }

  /** A statement may hold a password. */
  @Test
  void whatReachesBeyondTheDatabaseIsSaidNotToBeChecked() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "ALTER DATABASE shop SET work_mem = '8MB';\n\n"
            + "-- migrate:up no-transaction\n"
            + "CREATE SUBSCRIPTION s CONNECTION 'host=h password=secret' PUBLICATION p;\n");
    for (Verdict result : List.of(lint(null), project.verify())) {
      assertThat(result.notChecked())
          .filteredOn(line -> line.rule().equals("statement-refused"))
          .extracting(NotChecked::why)
          .containsExactly(
              "b.sql, line 6: ALTER DATABASE reaches beyond the database, so it was not executed.",
              "b.sql, line 9: CREATE SUBSCRIPTION reaches beyond the database, so it was not executed.");
    }
  }

  @Test
  void thatTheNewestRevisionWasTakenForNewIsSaid() {
    assertThat(lint(null).notChecked()).as("there is one only").isEmpty();
    revision("b", "aaaaaaaaaaaa", INDEX);
    revision("c", "bbbbbbbbbbbb", "CREATE TABLE note (id bigint);\n");
    assertThat(lint(null).notChecked())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.rule()).isEqualTo("new-revisions");
              assertThat(line.why()).startsWith("Only the newest").contains("not a git repository");
            });
    project.git("init", "-q").git("add", ".").git("commit", "-q", "-m", "all");
    project.builtBy(BuildServer.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_BASE_REF", "main")));
    for (Verdict result : List.of(lint(null), project.verify())) {
      assertThat(result.findings())
          .filteredOn(finding -> finding.rule().equals("new-revisions"))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                assertThat(finding.mend()).contains("fetch-depth: 0");
              });
      assertThat(result.findings())
          .as("one cure is named once")
          .filteredOn(finding -> finding.mend().contains("fetch-depth: 0"))
          .hasSize(1);
    }
    Verdict all =
        LintCommand.run(new LintCommand.Input(at(), true, null, null, LintLevels.DEFAULT));
    assertThat(all.findings()).noneMatch(finding -> finding.rule().equals("new-revisions"));
  }

  @Test
  void anAllowanceNeedsAReasonAStatementAndAFinding() {
    revision("b", "aaaaaaaaaaaa", "-- migrate:allow index-built-under-lock\n" + INDEX);
    assertThat(rules(input(null)))
        .containsExactly("index-built-under-lock", "allow-without-reason");
    revision("b", "aaaaaaaaaaaa", "-- migrate:allow table-rewrite small\n" + INDEX);
    assertThat(rules(input(null)))
        .containsExactly("index-built-under-lock", "allow-without-finding");
    // A rule that does not judge down steps, code that was not seen whole, a rule that is off.
    String allowed = "-- migrate:allow table-rewrite small\n";
    revision(
        "b",
        "aaaaaaaaaaaa",
        INDEX + "\n-- migrate:down\n" + allowed + "DROP INDEX account_email;\n");
    assertThat(rules(input(null))).containsExactly("index-built-under-lock");
    revision("b", "aaaaaaaaaaaa", allowed + "DO $$ BEGIN END $$;\n");
    assertThat(rules(input(null))).containsExactly("hidden-code");
    revision("b", "aaaaaaaaaaaa", allowed + INDEX);
    assertThat(
            rules(
                new LintCommand.Input(
                    at(), false, null, null, LintLevels.parse(List.of("table-rewrite=off")))))
        .containsExactly("index-built-under-lock");
    revision(
        "b",
        "aaaaaaaaaaaa",
        "SELECT 1;\n\n-- migrate:up batch key=id size=10\n"
            + allowed
            + "UPDATE account SET email = '' WHERE id BETWEEN :from AND :to;\n");
    assertThat(rules(input(null))).doesNotContain("allow-without-finding");
    String good = "-- migrate:allow index-built-under-lock ten rows\n" + INDEX;
    revision("b", "aaaaaaaaaaaa", good + "-- migrate:allow table-rewrite small\n");
    assertThat(lint(null).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("readable-history");
              assertThat(finding.file()).isEqualTo(project.migrations().resolve("b.sql"));
              assertThat(finding.line()).isEqualTo(8);
              assertThat(finding.message()).contains("is above no statement");
            });
  }

  @Test
  void theHeaderAllowsARuleForTheWholeFile() {
    project.write(
        project.migrations().resolve("b.sql"),
        """
        -- b
        -- revision: bbbbbbbbbbbb
        -- parent: aaaaaaaaaaaa
        -- allow: index-built-under-lock nobody uses it yet

        -- migrate:up
        CREATE INDEX account_email ON account (email);

        -- migrate:down
        DROP INDEX account_email;
        """);
    assertThat(lint(null).findings())
        .singleElement()
        .extracting(Finding::allowed)
        .isEqualTo("nobody uses it yet");
  }

  @Test
  void aScriptOfAnotherToolIsJudgedOnTopOfThoseBeforeIt() {
    Path folder = root.resolve("db/migration");
    project.write(
        folder.resolve("V1__first.sql"), "CREATE TABLE t (id bigint PRIMARY KEY, a text);");
    Path second = folder.resolve("V2__second.sql");
    project.write(
        second, "ALTER TABLE t ADD COLUMN b text;\nUPDATE t SET b = '' WHERE b IS NULL;\n");
    project.write(folder.resolve("V10__later.sql"), "DROP TABLE t;");
    LintCommand.Input input =
        new LintCommand.Input(at(), false, "db/migration", second, LintLevels.DEFAULT);
    assertThat(rules(input))
        .as("one transaction, as Flyway has it")
        .containsExactlyInAnyOrder("lock-timeout-missing", "work-under-lock", "unbatched-write");
    Path same = root.resolve("db/../db/migration");
    assertThat(
            rules(
                new LintCommand.Input(
                    at(),
                    false,
                    "./db/migration",
                    same.resolve("V2__second.sql"),
                    LintLevels.DEFAULT)))
        .as("by another way to it")
        .hasSize(3);
    assertThat(rules(new LintCommand.Input(at(), false, "db/migration", same, LintLevels.DEFAULT)))
        .as("all of the folder, and nothing before")
        .doesNotContain("statement-refused");
    assertThatThrownBy(
            () ->
                LintCommand.run(
                    new LintCommand.Input(at(), false, "nowhere", second, LintLevels.DEFAULT)))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("nowhere");
  }

  /** SET LOCAL outside of a transaction does nothing, and else ends with the transaction. */
  @Test
  void aTimeoutCountsWhereItHolds() {
    String change = "ALTER TABLE account ADD COLUMN born date;\n";
    String local = "SET LOCAL lock_timeout = '2s';\n";
    assertThat(rules(script("x.sql", local + change))).containsExactly("lock-timeout-missing");
    assertThat(rules(script("x.sql", "BEGIN;\n" + local + "COMMIT;\n" + change)))
        .containsExactly("lock-timeout-missing");
    assertThat(rules(script("x.sql", "BEGIN;\n" + local + change + "COMMIT;\n"))).isEmpty();
    assertThat(rules(script("x.sql", "SET lock_timeout = '2s';\n" + change))).isEmpty();
    assertThat(rules(script("V2__x.sql", local + change))).isEmpty();
  }

  @Test
  void aMessageListsTheFirstOfManyAndWritesNamesAsSqlDoes() {
    List<String> tables = List.of("\"Order\"", "b", "c", "d", "e", "f");
    String change =
        tables.stream()
            .map(table -> "ALTER TABLE " + table + " ADD COLUMN x text;\n")
            .collect(Collectors.joining());
    project.write(
        root.resolve("base.sql"),
        tables.stream().map(t -> "CREATE TABLE " + t + " ();\n").collect(Collectors.joining()));
    Path script = root.resolve("x.sql");
    project.write(script, "SET lock_timeout = '2s';\nBEGIN;\n" + change + "COMMIT;\n");
    assertThat(
            LintCommand.run(
                    new LintCommand.Input(at(), false, "base.sql", script, LintLevels.DEFAULT))
                .findings())
        .extracting(Finding::message)
        .contains(
            "the revision changes 6 groups of tables that no foreign key connects:"
                + " public.\"Order\"; public.b; public.c and 3 more",
            "the transaction holds strong locks on public.\"Order\", public.b, public.c and 3 more"
                + " until its last statement has ended");
  }

  private LintCommand.Input script(String name, String sql) {
    Path script = root.resolve(name);
    project.write(script, sql);
    project.write(root.resolve("base.sql"), "CREATE TABLE account (id bigint PRIMARY KEY);");
    return new LintCommand.Input(at(), false, "base.sql", script, LintLevels.DEFAULT);
  }

  @Test
  void aRoleThatOurServerLacksIsMade() {
    project.embeddedShadow("17");
    revision("b", "aaaaaaaaaaaa", "GRANT SELECT ON account TO lint_reader_made;\n");
    assertThat(rules(input(null))).isEmpty();
  }

  @Test
  void withoutASuperuserSomeRulesAreNotChecked() throws SQLException {
    revision("b", "aaaaaaaaaaaa", INDEX + "DROP TABLE account;\n");
    assertThat(rules(input(null))).contains("drop-in-use", "index-built-under-lock");
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE lint_owner LOGIN PASSWORD 'secret'");
      statement.execute("ALTER DATABASE " + connection.getCatalog() + " OWNER TO lint_owner");
      project.shadow(
          TestServer.asAnother(
              database.url().replaceAll("\\?.*", "?user=lint_owner&password=secret")),
          SharedServer.strict());
      Verdict result = lint(null);
      assertThat(result.notChecked())
          .extracting(NotChecked::rule)
          .contains("drop-in-use", "cascade-drops", "index-dropped-under-lock")
          .doesNotContain("index-built-under-lock");
      assertThat(rules(input(null))).contains("index-built-under-lock");
    }
  }

  @Test
  void aStatementSilencesNothingForTheNext() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "SET client_min_messages = warning;\nRESET ALL;\n" + INDEX + "DROP TABLE account;\n");
    assertThat(rules(input(null))).contains("index-built-under-lock", "drop-in-use");
  }

  @Test
  void whatTheRevisionItselfMadeMayBeRefreshedAndRenamed() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        """
        CREATE MATERIALIZED VIEW v AS SELECT id FROM account;
        REFRESH MATERIALIZED VIEW v;
        CREATE TYPE mood AS ENUM ('a');
        ALTER TYPE mood RENAME VALUE 'a' TO 'b';
        CREATE SCHEMA s;
        ALTER SCHEMA s RENAME TO s2;
        CREATE DOMAIN d AS text;
        ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE <> '');
        """);
    assertThat(rules(input(null))).isEmpty();
  }

  @Test
  void rowsThatAQueryWithNamesWritesAreSaidNotToBeChecked() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "WITH gone AS (DELETE FROM account RETURNING id) SELECT count(*) FROM gone;\n");
    assertThat(rules(input(null))).containsExactly("write-not-checked");
  }

  @Test
  void whatAScriptRollsBackIsNotJudged() {
    Path script = root.resolve("x.sql");
    project.write(
        script, "CREATE TABLE t (id int);\nBEGIN;\nDROP TABLE t;\nROLLBACK;\nDROP TABLE t;\n");
    assertThat(rules(new LintCommand.Input(at(), false, null, script, LintLevels.DEFAULT)))
        .doesNotContain("drop-in-use");
    project.write(script, "BEGIN;\nSAVEPOINT a;\nROLLBACK TO a;\nCOMMIT;\n");
    Path later = root.resolve("y.sql");
    project.write(later, "DROP TABLE t;\n");
    Verdict result =
        LintCommand.run(new LintCommand.Input(at(), false, null, root, LintLevels.DEFAULT));
    assertThat(result.revisions()).extracting(VerifiedRevision::file).doesNotContain(script, later);
    assertThat(result.notChecked())
        .extracting(NotChecked::why)
        .singleElement()
        .asString()
        .startsWith("x.sql, line 2: savepoints cannot be watched")
        .contains("what follows it: y.sql");
    // What exists before is executed as psql does it, and need not be watched.
    project.write(
        script,
        "CREATE TABLE u ();\nBEGIN;\nSAVEPOINT a;\nDROP TABLE u;\nROLLBACK TO a;\nCOMMIT;\n");
    project.write(later, "DROP TABLE u;\n");
    assertThat(rules(new LintCommand.Input(at(), false, "x.sql", later, LintLevels.DEFAULT)))
        .contains("drop-in-use");
  }

  @Test
  void whereNothingIsNewNoServerIsStarted() {
    project.merged();
    project.shadow("jdbc:postgresql://localhost:1/nowhere", SharedServer.strict());
    assertThat(VerdictReport.judged(lint(null))).startsWith("No revision is new");
  }

  @Test
  void aProjectGivesRulesAnotherWeight() {
    revision("b", "aaaaaaaaaaaa", INDEX);
    LintLevels off = LintLevels.parse(List.of("index-built-under-lock=off"));
    assertThat(rules(new LintCommand.Input(at(), false, null, null, off))).isEmpty();
    LintLevels note = LintLevels.parse(List.of("index-built-under-lock=note"));
    Verdict result = LintCommand.run(new LintCommand.Input(at(), false, null, null, note));
    assertThat(result.count(Severity.NOTE)).isEqualTo(1);
    assertThatThrownBy(() -> LintLevels.parse(List.of("no-such-rule=off")))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("index-built-under-lock");
  }

  private Project at() {
    return project.project();
  }

  private LintCommand.Input input(@Nullable Path script) {
    return new LintCommand.Input(at(), false, null, script, LintLevels.DEFAULT);
  }

  private Verdict lint(@Nullable Path script) {
    return LintCommand.run(input(script));
  }

  private static List<String> rules(LintCommand.Input input) {
    return LintCommand.run(input).findings().stream().map(Finding::rule).toList();
  }

  private Path revision(String letter, String parent, String up) {
    Path file = project.migrations().resolve(letter + ".sql");
    project.write(
        file,
        "-- %s\n-- revision: %s\n-- parent: %s\n\n-- migrate:up\n%s"
            .formatted(letter, letter.repeat(12), parent, up));
    return file;
  }
}
