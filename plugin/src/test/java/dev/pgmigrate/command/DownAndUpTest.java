package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.proof.RoundTrip;
import dev.pgmigrate.proof.SeenDownLoss;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.RollbackGrade.Kind;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Down and up again, with revisions as people write them. */
class DownAndUpTest {
  private static final String OLD =
      "CREATE TYPE mood AS ENUM ('sad', 'glad');\n"
          + "CREATE TABLE account (id bigint PRIMARY KEY, email text, mood mood);\n"
          + "CREATE TABLE log (id bigint PRIMARY KEY, line text);\n";

  @TempDir Path root;
  private TestProject project;
  private int written;

  @BeforeEach
  void open() {
    project = new TestProject(root).withoutDatabase();
    revision(OLD, "DROP TABLE log, account;\nDROP TYPE mood;\n");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void whatLosesNothingIsExact() {
    revision(
        """
        ALTER TABLE account ALTER COLUMN email SET DEFAULT '';
        ALTER TABLE account RENAME COLUMN email TO mail;
        ALTER TABLE log RENAME TO journal;
        """,
        """
        ALTER TABLE journal RENAME TO log;
        ALTER TABLE account RENAME COLUMN mail TO email;
        ALTER TABLE account ALTER COLUMN email DROP DEFAULT;
        """);
    VerifiedRevision revision = newest();
    assertThat(revision.rollback()).isEqualTo(RollbackGrade.EXACT);
    assertThat(tables(revision.before())).contains("log").doesNotContain("journal");
    assertThat(tables(revision.after())).contains("journal").doesNotContain("log");
    assertThat(revision.watched().statements()).hasSize(3);
  }

  @Test
  void whatIsDroppedIsLostOnTheWayThatDropsIt() {
    revision(
        """
        -- warning data-loss: drops column account.email with its values
        ALTER TABLE account DROP COLUMN email;
        DROP TABLE log;
        ALTER TABLE account ADD COLUMN phone text;
        CREATE TABLE note (id bigint);
        """,
        """
        DROP TABLE note;
        ALTER TABLE account DROP COLUMN phone;
        CREATE TABLE log (id bigint PRIMARY KEY, line text);
        ALTER TABLE account ADD COLUMN email text;
        """);
    assertThat(newest().rollback())
        .isEqualTo(
            new RollbackGrade(
                Kind.STRUCTURE_ONLY,
                List.of(
                    "An upgrade drops column account.email with its values.",
                    "An upgrade drops table log with its rows.",
                    "A downgrade drops column account.phone with its values.",
                    "A downgrade drops table note with its rows.")));
  }

  @Test
  void aDropInsideOfAFunctionIsSeen() {
    revision(
        "DO $$ BEGIN EXECUTE 'DROP TABLE log'; END $$;\n",
        "CREATE TABLE log (id bigint PRIMARY KEY, line text);\n");
    assertThat(newest().rollback().kind()).isEqualTo(Kind.STRUCTURE_ONLY);
  }

  @Test
  void whatIsFilledAgainIsNotLost() {
    revision(
        """
        ALTER TABLE account ADD COLUMN mail text;
        UPDATE account SET mail = email WHERE id > 0;
        ALTER TABLE account DROP COLUMN email;
        """,
        """
        ALTER TABLE account ADD COLUMN email text;
        UPDATE account SET email = mail WHERE id > 0;
        ALTER TABLE account DROP COLUMN mail;
        """);
    assertThat(newest().rollback().reasons())
        .containsExactly("A downgrade drops column account.mail with its values.");
  }

  @Test
  void theRuleAboutDownStepsSaysWhatTheGradeSays() {
    revision(
        "INSERT INTO log VALUES (4711, 'a line of the application');\n",
        "DELETE FROM log WHERE id = 4711;\n");
    assertThat(newest().rollback()).isEqualTo(RollbackGrade.EXACT);
    assertThat(aboutDown()).isEmpty();
    revision(
        "CREATE SCHEMA s;\nCREATE TABLE s.note (id bigint);\n",
        "SELECT 1;\nDO $$ BEGIN DROP SCHEMA s CASCADE; END $$;\n");
    assertThat(newest().rollback().reasons())
        .containsExactly("A downgrade drops table s.note with its rows.");
    assertThat(aboutDown())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).startsWith("a downgrade drops table s.note");
              assertThat(line(finding)).startsWith("DO ");
            });
  }

  private List<Finding> aboutDown() {
    return verify().findings().stream().filter(f -> f.rule().equals(SeenDownLoss.ID)).toList();
  }

  @Test
  void aWriteElsewhereFillsNothingAgain() {
    revision(
        """
        ALTER TABLE account ADD COLUMN mail text;
        UPDATE account SET mail = email WHERE id > 0;
        ALTER TABLE account DROP COLUMN email;
        DROP TABLE log;
        """,
        """
        ALTER TABLE account ADD COLUMN email text;
        ALTER TABLE account DROP COLUMN mail;
        CREATE TABLE log (id bigint PRIMARY KEY, line text);
        """);
    assertThat(newest().rollback().reasons())
        .contains(
            "An upgrade drops column account.email with its values.",
            "An upgrade drops table log with its rows.");
  }

  @Test
  void aTableThatIsFilledUnderAnotherNameIsNotLost() {
    revision(
        """
        CREATE TABLE journal (id bigint, line text);
        INSERT INTO journal SELECT id, line FROM log;
        DROP TABLE log;
        ALTER TABLE journal RENAME TO log;
        ALTER TABLE log ADD PRIMARY KEY (id);
        """,
        "SELECT 1;\n");
    assertThat(verify().revisions().get(0).rollback().reasons())
        .noneMatch(reason -> reason.contains("with its rows"));
  }

  @Test
  void aPartitionThatIsDetachedKeepsItsColumns() {
    revision(
        """
        CREATE TABLE reading (at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE reading_2025 PARTITION OF reading
          FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        """,
        "DROP TABLE reading;\n");
    revision(
        "ALTER TABLE reading DETACH PARTITION reading_2025;\n",
        """
        ALTER TABLE reading ATTACH PARTITION reading_2025
          FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
        """);
    assertThat(newest().rollback()).isEqualTo(RollbackGrade.EXACT);
  }

  @Test
  void whatHasNoWayBackHasNone() {
    revision(
        "ALTER TYPE mood ADD VALUE 'bored';\n", null, "irreversible: an enum keeps its values");
    assertThat(newest().rollback())
        .isEqualTo(
            new RollbackGrade(Kind.NONE, List.of("It is irreversible: an enum keeps its values")));
    revision("CREATE INDEX ix ON log (line);\n", null);
    assertThat(newest().rollback().reasons()).containsExactly("It has no migrate:down block.");
  }

  @Test
  void ownersAndPrivilegesCountAndTheOrderOfColumnsDoesNot() {
    project.embeddedShadow("17");
    revision(
        "ALTER TABLE account DROP COLUMN email;\n", "ALTER TABLE account ADD COLUMN email text;\n");
    assertThat(verify().findings()).noneMatch(f -> f.rule().equals(RoundTrip.RULE));
    revision(
        "GRANT SELECT ON log TO trip_reader;\nALTER TABLE account OWNER TO trip_owner;\n",
        "REVOKE SELECT ON log FROM trip_reader;\n");
    Verdict verdict = verify();
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.rule().equals(RoundTrip.RULE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains("The missing changes: ", "OWNER TO");
              assertThat(line(finding)).startsWith("-- migrate:down");
            });
    assertThat(verdict.revisions().get(0).rollback().reasons())
        .containsExactly("Its down steps make another schema.");
  }

  @Test
  void stepsOfEachKindGoDownAndUp() {
    Path file = project.migrations().resolve("a.sql");
    project.write(
        file,
        """
        -- steps of each kind
        -- revision: aaaaaaaaaaaa
        -- parent: 000000000001
        -- phase: contract

        -- migrate:up
        ALTER TABLE account ADD COLUMN phone text;

        -- migrate:up batch key=id size=10
        UPDATE account SET phone = email WHERE id BETWEEN :from AND :to;

        -- migrate:up no-transaction
        CREATE INDEX CONCURRENTLY ix_phone ON account (phone);

        -- migrate:down no-transaction
        DROP INDEX CONCURRENTLY ix_phone;

        -- migrate:down nothing

        -- migrate:down
        ALTER TABLE account DROP COLUMN phone;
        """);
    VerifiedRevision revision = newest();
    assertThat(revision.rollback().reasons())
        .containsExactly("A downgrade drops column account.phone with its values.");
    assertThat(revision.watched().up()).hasSize(3);
  }

  @Test
  void aTripThatBreaksTheDatabaseLeavesTheNextOneAlone() {
    project.merged();
    revision("CREATE TABLE a (id int);\n", "DROP TABLE b;\n");
    revision("CREATE TABLE b (id int);\n", "DROP TABLE b;\n");
    Verdict verdict = verify();
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.rule().equals(RoundTrip.RULE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).startsWith("down fails: ").contains("\"b\"");
              assertThat(line(finding)).isEqualTo("DROP TABLE b;");
            });
    assertThat(verdict.revisions())
        .extracting(revision -> revision.rollback().kind())
        .containsExactly(Kind.NONE, Kind.STRUCTURE_ONLY);
    assertThat(tables(verdict.revisions().get(1).after())).contains("a", "b");
  }

  @Test
  void whatComesBeforeARefusedRevisionIsJudged() {
    project.merged();
    revision("CREATE INDEX ix ON account (email);\n", "DROP INDEX ix;\n");
    revision("CREATE TABLE b (id nothing);\n", "DROP TABLE b;\n");
    assertThat(verify().findings())
        .extracting(Finding::rule)
        .contains("index-built-under-lock", "replays");
  }

  @Test
  void aRoleThatARevisionMakesGoesWithIt() {
    project.embeddedShadow("17");
    revision(
        "CREATE ROLE trip_of_a_role;\nGRANT SELECT ON log TO trip_of_a_role;\n",
        "REVOKE SELECT ON log FROM trip_of_a_role;\nDROP ROLE trip_of_a_role;\n");
    assertThat(verify().findings()).noneMatch(f -> f.rule().equals(RoundTrip.RULE));
    assertThat(newest().rollback()).isEqualTo(RollbackGrade.EXACT);
  }

  /** Without a base in Git the last one that is written is new. */
  private void revision(String up, @Nullable String down, String... headers) {
    written++;
    StringBuilder text =
        new StringBuilder("-- step %1$d\n-- revision: %1$012d\n".formatted(written));
    text.append(written == 1 ? "" : "-- parent: %012d\n".formatted(written - 1));
    List.of(headers).forEach(header -> text.append("-- ").append(header).append('\n'));
    text.append("\n-- migrate:up\n").append(up);
    text.append(down == null ? "" : "\n-- migrate:down\n" + down);
    project.write(project.migrations().resolve(written + ".sql"), text.toString());
  }

  private Verdict verify() {
    return project.verify(LintLevels.DEFAULT);
  }

  private VerifiedRevision newest() {
    Verdict verdict = verify();
    assertThat(verdict.findings())
        .noneMatch(finding -> List.of(RoundTrip.RULE, "replays").contains(finding.rule()));
    return verdict.revisions().get(verdict.revisions().size() - 1);
  }

  private static List<String> tables(@Nullable Schema schema) {
    return Objects.requireNonNull(schema).tables().stream()
        .map(table -> table.name().name())
        .toList();
  }

  private static String line(Finding finding) {
    return TestProject.read(Objects.requireNonNull(finding.file()))
        .lines()
        .toList()
        .get(finding.line() - 1);
  }
}
