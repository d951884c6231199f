package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are there go up, down and up again with a new revision. */
class RowsSurviveTest {
  private static final Set<String> OF_ROWS = Set.of("rows-survive", "fails-with-rows");

  private static final String FIRST =
      """
      CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE account (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        customer bigint NOT NULL REFERENCES customer,
        email varchar(80) NOT NULL CHECK (email LIKE '%@%'),
        phone text);
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root).withoutDatabase();
    revision("a", "none", "", FIRST, "DROP TABLE account, customer;\n");
    project.merged();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aColumnThatIsDroppedIsLostGoingDown() {
    next(
        "-- warning data-loss: drops phone\nALTER TABLE account DROP COLUMN phone;\n",
        "ALTER TABLE account ADD COLUMN phone text;\n");
    assertThat(found()).isEmpty();
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.STRUCTURE_ONLY);
    assertThat(grade().reasons()).containsExactly("An upgrade drops phone.");
  }

  @Test
  void rowsThatAreGoneAreAnError() {
    Path file = next("SELECT 1;\nDELETE FROM account WHERE phone IS NULL;\n", "SELECT 1;\n");
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("rows-survive");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.line()).isEqualTo(9);
              assertThat(finding.message()).startsWith("public.account: 1 of 3 rows is lost");
            });
  }

  @Test
  void aWarningAboutAnotherThingDeclaresNoLostRows() {
    next(
        """
        DELETE FROM account WHERE phone IS NULL;
        -- warning new-unique-on-existing: two accounts may have the same email
        ALTER TABLE account ADD CONSTRAINT uq UNIQUE (email);
        -- warning data-loss: drops phone
        ALTER TABLE account DROP COLUMN phone;
        """,
        "ALTER TABLE account ADD COLUMN phone text;\nALTER TABLE account DROP CONSTRAINT uq;\n");
    assertThat(found())
        .extracting(Finding::severity, Finding::message)
        .singleElement()
        .asString()
        .contains("ERROR", "public.account: 1 of 3 rows is lost");
  }

  @Test
  void aLossIsDeclaredAboveADroppedPartition() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "",
        """
        CREATE TABLE reading (at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE reading_old PARTITION OF reading FOR VALUES FROM (MINVALUE) TO (MAXVALUE);
        """,
        "DROP TABLE reading;\n");
    project.merged();
    revision(
        "c",
        "bbbbbbbbbbbb",
        "",
        "-- warning data-loss: drops the old readings\nDROP TABLE reading_old;\n",
        "CREATE TABLE reading_old PARTITION OF reading"
            + " FOR VALUES FROM (MINVALUE) TO (MAXVALUE);\n");
    assertThat(found()).isEmpty();
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.STRUCTURE_ONLY);
  }

  @Test
  void aColumnThatIsReplacedLosesItsValues() {
    next(
        "ALTER TABLE account DROP COLUMN phone;\nALTER TABLE account ADD COLUMN phone text;\n",
        "SELECT 1;\n");
    assertThat(found())
        .extracting(Finding::severity, Finding::message)
        .containsExactly(
            tuple(
                Severity.ERROR,
                "public.account.phone: 2 of 2 values are lost, for example 'a' became NULL"));
  }

  @Test
  void aLossMayBeDeclaredOrAllowed() {
    next("-- warning data-loss: empties it\nDELETE FROM account;\n", "SELECT 1;\n");
    assertThat(found()).isEmpty();
    next("-- migrate:allow rows-survive only test data\nDELETE FROM account;\n", "SELECT 1;\n");
    assertThat(found()).singleElement().extracting(Finding::allowed).isEqualTo("only test data");
    assertThat(project.verify().findings())
        .extracting(Finding::rule)
        .doesNotContain("allow-without-finding");
  }

  @Test
  void aBackfillIsNoLossAndAnUpdateIsANote() {
    next(
        """
        ALTER TABLE account ADD COLUMN kind text;
        UPDATE account SET kind = 'private', phone = coalesce(phone, 'unknown');
        ALTER TABLE account ALTER COLUMN kind SET NOT NULL;
        """,
        "ALTER TABLE account DROP COLUMN kind;\n");
    assertThat(found()).isEmpty();
    assertThat(grade().reasons())
        .containsExactly(
            "A downgrade drops column account.kind with its values.",
            "public.account.phone: 1 of 1 NULL is filled, for example NULL became 'unknown'.");
    next("UPDATE customer SET name = upper(name);\n", "SELECT 1;\n");
    assertThat(found()).extracting(Finding::severity).containsExactly(Severity.NOTE);
    assertThat(grade().reasons())
        .containsExactly(
            "public.customer.name: 3 of 3 values are changed, for example 'a' became 'A'.");
  }

  /** The down steps cannot know which rows had no value. */
  @Test
  void nullsThatAreFilledForGoodAreNoExactRollback() {
    next(
        "UPDATE account SET phone = '' WHERE phone IS NULL;\n"
            + "ALTER TABLE account ALTER COLUMN phone SET NOT NULL;\n",
        "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL;\n");
    assertThat(found()).isEmpty();
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.STRUCTURE_ONLY);
    assertThat(grade().reasons())
        .containsExactly(
            "public.account.phone: 1 of 1 NULL is filled, for example NULL became ''.");
  }

  @Test
  void aRequiredColumnWithoutAValueFailsForAnyRow() {
    next(
        "ALTER TABLE account ADD COLUMN kind text NOT NULL;\n",
        "ALTER TABLE account DROP COLUMN kind;\n");
    assertThat(found())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("fails-with-rows");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.line()).isEqualTo(8);
              assertThat(finding.message())
                  .endsWith("column \"kind\" of relation \"account\" contains null values");
            });
  }

  @Test
  void whatOnlySomeRowsMeetIsAWarning() {
    next(
        "ALTER TABLE account ALTER COLUMN phone SET NOT NULL;\n",
        "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL;\n");
    assertThat(found())
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(tuple("fails-with-rows", Severity.WARNING));
    next(
        "-- migrate:allow fails-with-rows every account has one\n"
            + "ALTER TABLE account ALTER COLUMN phone SET NOT NULL;\n",
        "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL;\n");
    assertThat(found())
        .singleElement()
        .extracting(Finding::allowed)
        .isEqualTo("every account has one");
  }

  /** One generated row holds NULL: where that stops it, rows without NULL show what goes back. */
  @Test
  void whatStricterRowsMeetIsGradedWithRowsThatMeetIt() {
    next(
        "ALTER TABLE account ALTER COLUMN phone SET NOT NULL,\n"
            + "  ADD CONSTRAINT long_phone CHECK (length(phone) >= 1);\n",
        "ALTER TABLE account DROP CONSTRAINT long_phone, ALTER COLUMN phone DROP NOT NULL;\n");
    assertThat(found()).extracting(Finding::rule).containsExactly("fails-with-rows");
    assertThat(grade()).isEqualTo(RollbackGrade.EXACT);
    next(
        "ALTER TABLE account ALTER COLUMN phone TYPE integer USING phone::integer;\n",
        "ALTER TABLE account ALTER COLUMN phone TYPE text;\n");
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.UNKNOWN);
    assertThat(grade().reasons())
        .singleElement()
        .asString()
        .startsWith("With generated rows, up fails: invalid input syntax for type integer");
  }

  /** What refuses the rows at first is the check; NULLs are not refused, they are filled. */
  @Test
  void nullsAreTriedWhereSomethingElseIsRefused() {
    next(
        "UPDATE account SET phone = '' WHERE phone IS NULL;\n\n"
            + "ALTER TABLE account ALTER COLUMN phone SET NOT NULL,\n"
            + "  ADD CONSTRAINT long_email CHECK (length(email) >= 5);\n",
        "ALTER TABLE account DROP CONSTRAINT long_email, ALTER COLUMN phone DROP NOT NULL;\n");
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.STRUCTURE_ONLY);
    assertThat(grade().reasons()).singleElement().asString().startsWith("public.account.phone: ");
  }

  /** As an online NOT NULL is made: no schema but that of the refusal has the check. */
  @Test
  void aCheckThatIsDroppedAgainIsADemandToo() {
    next(
        "ALTER TABLE account ADD CONSTRAINT filled CHECK (phone IS NOT NULL) NOT VALID;\n\n"
            + "-- migrate:up\nALTER TABLE account VALIDATE CONSTRAINT filled;\n\n"
            + "-- migrate:up\nALTER TABLE account ALTER COLUMN phone SET NOT NULL;\n\n"
            + "ALTER TABLE account DROP CONSTRAINT filled;\n",
        "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL;\n\n"
            + "-- migrate:down\nSELECT 1;\n\n-- migrate:down\nSELECT 1;\n");
    assertThat(found()).extracting(Finding::rule).containsExactly("fails-with-rows");
    assertThat(grade()).isEqualTo(RollbackGrade.EXACT);
  }

  @Test
  void nullsAreTriedWhereTheHistoryHasRowsWithoutThem() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "",
        "INSERT INTO customer SELECT id, 'c' || id FROM generate_series(1, 3) AS id;\n\n"
            + "INSERT INTO account (customer, email, phone)\n"
            + "SELECT id, id || '@example.org', '0' || id FROM customer;\n",
        "DELETE FROM account;\n\nDELETE FROM customer;\n");
    project.merged();
    String up =
        "UPDATE account SET phone = '' WHERE phone IS NULL;\n\n"
            + "ALTER TABLE account ALTER COLUMN phone SET NOT NULL;\n";
    String down = "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL;\n";
    revision("c", "bbbbbbbbbbbb", "", up, down);
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.STRUCTURE_ONLY);
  }

  /** Two rows are too few for one of them to give its value away. */
  @Test
  void aColumnThatNoRowLeavesEmptyIsNotTried() {
    revision(
        "b",
        "aaaaaaaaaaaa",
        "",
        "CREATE TABLE setting (id integer PRIMARY KEY CHECK (id = 1), title text);\n\n"
            + "INSERT INTO setting VALUES (1, 'shop');\n",
        "DROP TABLE setting;\n");
    project.merged();
    revision(
        "c",
        "bbbbbbbbbbbb",
        "",
        "UPDATE setting SET title = '' WHERE title IS NULL;\n\n"
            + "ALTER TABLE setting ALTER COLUMN title SET NOT NULL;\n",
        "ALTER TABLE setting ALTER COLUMN title DROP NOT NULL;\n");
    assertThat(grade())
        .isEqualTo(
            new RollbackGrade(
                RollbackGrade.Kind.UNKNOWN,
                List.of("No row with NULL was tried in public.setting.title.")));
  }

  @Test
  void theWayDownMayFailWithRows() {
    next(
        "ALTER TABLE account DROP COLUMN email;\n",
        "ALTER TABLE account ADD COLUMN email varchar(80) NOT NULL CHECK (email LIKE '%@%');\n");
    assertThat(found())
        .extracting(Finding::rule, Finding::severity)
        .containsExactly(tuple("fails-with-rows", Severity.ERROR));
    assertThat(grade().kind()).isNotEqualTo(RollbackGrade.Kind.EXACT);
  }

  @Test
  void aTableThatTakesNoRowIsListed() {
    next(
        "ALTER TABLE account ADD CONSTRAINT never CHECK (phone <> phone);\n",
        "ALTER TABLE account DROP CONSTRAINT never;\n");
    assertThat(found()).extracting(Finding::severity).containsExactly(Severity.WARNING);
    revision(
        "b",
        "aaaaaaaaaaaa",
        "",
        "ALTER TABLE account ADD CONSTRAINT never CHECK (email <> email);\n",
        "ALTER TABLE account DROP CONSTRAINT never;\n");
    project.merged();
    revision(
        "c",
        "bbbbbbbbbbbb",
        "",
        "ALTER TABLE account ALTER COLUMN phone SET DEFAULT 'none';\n",
        "ALTER TABLE account ALTER COLUMN phone DROP DEFAULT;\n");
    assertThat(grade().kind()).isEqualTo(RollbackGrade.Kind.UNKNOWN);
    assertThat(grade().reasons())
        .singleElement()
        .asString()
        .startsWith("No rows could be made for public.account (new row for");
    assertThat(project.verify().notChecked())
        .filteredOn(line -> line.rule().equals("rows-survive"))
        .extracting(NotChecked::why)
        .singleElement()
        .asString()
        .startsWith(
            "public.account could not be filled: new row for relation \"account\" violates");
  }

  @Test
  void generatedRevisionsKeepRows() {
    String before =
        """
        CREATE TABLE account (id integer PRIMARY KEY, phone varchar(32) NOT NULL, age integer);
        CREATE TABLE login (account integer NOT NULL REFERENCES account, at timestamp);
        """;
    project.close();
    project = new TestProject(root.resolve("own")).withoutDatabase().schema(before);
    project.revision("first");
    project.merged();
    String renamed = before.replace("phone", "number");
    project.schema(renamed).revision("rename", "account.phone:number", null);
    assertThat(found()).isEmpty();
    assertThat(project.verify().revisions())
        .extracting(revision -> revision.rollback())
        .as("a trigger keeps each value in both columns until the contract revision")
        .containsExactly(RollbackGrade.EXACT, RollbackGrade.EXACT);
    project.git("add", "migrations").git("commit", "-q", "-m", "renamed");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    String wider = renamed.replace("age integer", "age bigint").replace("timestamp", "timestamptz");
    project.schema(wider).widen("wider", "account.age");
    assertThat(found()).isEmpty();
  }

  /** A copy that is made once is no second place for what is written later. */
  @Test
  void onlyWhatATriggerKeepsInStepIsKept() {
    next(
        "ALTER TABLE account ADD COLUMN number text UNIQUE;\n\nUPDATE account SET number = phone;\n",
        "ALTER TABLE account DROP COLUMN number;\n");
    assertThat(grade().reasons())
        .containsExactly("A downgrade drops column account.number with its values.");
    next(
        "ALTER TABLE account ADD COLUMN number text UNIQUE;\n\nUPDATE account SET number = phone;\n\n"
            + "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS\n"
            + "  $$ BEGIN NEW.phone := NEW.number; RETURN NEW; END $$;\n\n"
            + "CREATE TRIGGER keep BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION keep();\n",
        "DROP TRIGGER keep ON account;\n\nDROP FUNCTION keep();\n\n"
            + "ALTER TABLE account DROP COLUMN number;\n");
    assertThat(grade()).isEqualTo(RollbackGrade.EXACT);
  }

  private List<Finding> found() {
    Verdict verdict = project.verify();
    return verdict.findings().stream().filter(f -> OF_ROWS.contains(f.rule())).toList();
  }

  private RollbackGrade grade() {
    return project.verify().revisions().get(0).rollback();
  }

  private Path next(String up, String down) {
    return revision("b", "aaaaaaaaaaaa", "", up, down);
  }

  private Path revision(String letter, String parent, String headers, String up, String down) {
    Path file = project.migrations().resolve(letter + ".sql");
    project.write(
        file,
        "-- revision %s\n--\n-- revision: %s\n-- parent: %s\n-- created: 2026-11-01T10:00:00Z\n"
                .formatted(letter, letter.repeat(12), parent)
            + headers
            + "\n-- migrate:up\n"
            + up
            + "\n-- migrate:down\n"
            + down);
    return file;
  }
}
