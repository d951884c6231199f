package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.UnfitAnswerException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.report.AcceptReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.RevisionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A schema that was there before its entities, and differs from them in hundreds of small ways. */
class AdoptionTest {
  private static final int TABLES = 200;
  private static final String REASON = "the schema of before migrate";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void twoHundredTablesAreAcceptedAtOnce() {
    project.execute(found(TABLES)).baseline();
    project.schema(stated(TABLES));

    AcceptCommand.Result listed = project.accept(null, null);

    assertThat(listed.accepted()).isZero();
    assertThat(project.migrations().resolve("accepted.txt")).doesNotExist();
    assertThat(listed.left().groups().keySet())
        .contains(
            "column-type",
            "column-default",
            "column-not-null",
            "check-name",
            "foreign-key-name",
            "extra-index",
            "missing-index");
    assertThat(listed.left().groups().get("column-type")).hasSize(TABLES);

    AcceptCommand.Result accepted = project.accept("all", REASON);

    assertThat(accepted.accepted()).isEqualTo(listed.left().size());
    assertThat(accepted.left().groups()).isEmpty();
    RevisionCommand.Result nothing = project.revision(null);
    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.notices()).allMatch(notice -> notice.kind() == Notice.Kind.ACCEPTED);
    assertThat(project.verify().findings()).isEmpty();
    System.out.println(TABLES + " tables: " + accepted.accepted() + " differences accepted");
  }

  /** The pull request shows it above the statement, and what the warning advises works. */
  @Test
  void aHandMadeViewThatADropTakesAlongIsWarnedOfInTheRevision() {
    String stated = "CREATE TABLE booking (id bigint PRIMARY KEY, code text, day date);";
    project.execute(stated + "CREATE VIEW report AS SELECT id, code, day FROM booking").baseline();
    project.schema(stated).revision(null);
    RevisionCommand.Result result =
        project.schema(stated.replace(" code text,", "")).revision("no code");

    assertThat(result.warnings()).extracting(Warning::id).contains("database-only-dropped");
    Path file = result.files().get(0).path();
    String sql = TestProject.read(file);
    assertThat(sql)
        .contains(
            """
            -- warning database-only-dropped: view public.report is only in the database; it is dropped, because it uses column public.booking.code
            --   To keep it in another form, create that form below and drop it first in the down steps.
            DROP VIEW report;
            """);
    assertThat(RevisionReport.revision(result, project.project()).stream().map(Line::text))
        .filteredOn(line -> line.contains("view public.report"))
        .singleElement()
        .asString()
        .startsWith("database-only-dropped: ");

    project.write(
        file,
        sql.replace(
                "DROP VIEW report;",
                "DROP VIEW report;\n\nCREATE VIEW report AS SELECT id, day FROM booking;")
            .replace("CREATE VIEW report AS\n", "DROP VIEW report;\n\nCREATE VIEW report AS\n"));
    assertThat(project.verify().findings()).isEmpty();
    project.upgradeWithContract();
    assertThat(project.columns("report")).containsExactly("id", "day");
    project.downgrade("-1");
    assertThat(project.columns("report")).containsExactly("id", "code", "day");
  }

  @Test
  void aBaselineThatIsNotRecordedLeavesNoFile() {
    project.execute(
        found(1)
            + """
            ;CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'not today'; END $$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TABLE')
              EXECUTE FUNCTION refuse();
            """);
    assertThatThrownBy(project::baseline).hasMessageContaining("not today");
    assertThat(project.files()).isEmpty();
    project.execute("DROP EVENT TRIGGER refuse");
    assertThat(project.baseline().tables()).isEqualTo(1);
  }

  @Test
  void aLineIsVoidAsSoonAsEitherValueChanges() {
    project.offline().execute(found(2)).baseline();
    project.schema(stated(2)).accept("all", REASON);
    assertThat(project.revision(null).changes()).isEmpty();

    project.schema(stated(2).replace("name varchar(255)", "name varchar(100)"));
    assertThat(project.accept(null, null).left().groups().keySet()).containsExactly("column-type");
    RevisionCommand.Result stated = project.revision("narrow");
    assertThat(TestProject.read(stated.written())).contains("TYPE varchar(100)");

    project.schema(stated(2)).upgrade();
    project.revision("the other value");
    assertThat(project.accept(null, null).left().groups()).isEmpty();
    assertThat(project.query("SELECT 1 FROM t1")).isEmpty();
  }

  @Test
  void anotherDecisionReplacesTheOneBefore() {
    project.execute(found(1)).baseline();
    project.schema(stated(1)).accept("all", REASON);
    Path file = project.migrations().resolve("accepted.txt");
    long lines = TestProject.read(file).lines().count();
    project.schema(stated(1).replace("name varchar(255)", "name varchar(100)"));

    AcceptCommand.Result again = project.accept("column-type:text", "still text");

    assertThat(again.accepted()).isEqualTo(1);
    assertThat(TestProject.read(file).lines())
        .hasSize((int) lines)
        .contains("column public.t1.name type | text | character varying(100) | still text");
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void onlyWhatIsNamedIsAccepted() {
    project.execute(found(3)).baseline();
    project.schema(stated(3));

    AcceptCommand.Result some = project.accept("column-type:text,check-name", REASON);

    assertThat(some.accepted()).isEqualTo(6);
    assertThat(some.left().groups().keySet())
        .doesNotContain("column-type", "check-name")
        .contains("extra-index");
    assertThatThrownBy(() -> project.accept("column-typ", REASON))
        .isInstanceOf(UnfitAnswerException.class)
        .hasMessageContaining("-Dmigrate.accept=column-typ")
        .hasMessageContaining("extra-index");
  }

  @Test
  void aReasonIsNeeded() {
    project.execute(found(1)).baseline();
    project.schema(stated(1));
    assertThatThrownBy(() -> project.accept("all", " "))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("-Dmigrate.reason=");
    assertThat(project.migrations().resolve("accepted.txt")).doesNotExist();
  }

  @Test
  void whatTheApplicationCannotDoWithoutIsNotInAll() {
    project.execute(found(1)).baseline();
    project.schema(
        stated(1) + "CREATE TABLE later (id bigint PRIMARY KEY); ALTER TABLE t1 ADD added text;");

    AcceptCommand.Result accepted = project.accept("all", REASON);

    assertThat(accepted.left().groups().keySet())
        .containsExactly("missing-column", "missing-table");
    assertThat(TestProject.read(project.revision("later").written()))
        .contains("CREATE TABLE later", "ADD COLUMN added text")
        .doesNotContain("TYPE");
  }

  @Test
  void whatIsFlaggedOrRetractedComesWithTheLineThatKeepsIt() {
    project.execute("CREATE TABLE account (id bigint PRIMARY KEY, nick text)").baseline();
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY)");

    String flagged = console(project.revision(null));

    assertThat(flagged).contains("accepted.txt: column public.account.nick | text | - | why");
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, nick text)").revision(null);
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY)");
    assertThat(console(project.revision("drop nick")))
        .contains(
            "to keep it, a line of accepted.txt: column public.account.nick | text | - | why");
  }

  @Test
  void whatWasThereBeforeIsNeverTakenBack() {
    project.execute("CREATE TABLE account (id bigint PRIMARY KEY); INSERT INTO account VALUES (1)");
    project.baseline();

    for (String target : List.of("-1", "base")) {
      assertThatThrownBy(() -> project.downgrade(target))
          .hasMessageContaining("irreversible: its tables existed before it")
          .hasMessageContaining("mvn migrate:stamp -Dmigrate.target=base");
    }

    assertThat(project.query("SELECT id FROM account")).containsExactly("1");
    assertThat(project.verify().findings()).extracting(Finding::rule).doesNotContain("down-and-up");
  }

  @Test
  void theListingIsGroupedByValue() {
    project.execute(found(7)).baseline();
    project.schema(stated(7));
    String text =
        AcceptReport.accept(project.accept(null, null), project.project()).stream()
            .map(Line::text)
            .collect(Collectors.joining("\n"));
    assertThat(text)
        .contains("column-type: 7")
        .contains(
            "character varying(255) -> text: public.t1.name, public.t2.name, public.t3.name and 4"
                + " more")
        .contains("-Dmigrate.accept=all -Dmigrate.reason=");
  }

  private String console(RevisionCommand.Result result) {
    return RevisionReport.revision(result, project.project()).stream()
        .map(Line::text)
        .collect(Collectors.joining("\n"));
  }

  /** What the database holds. */
  private static String found(int tables) {
    return IntStream.rangeClosed(1, tables)
        .mapToObj(
            i ->
                """
                CREATE TABLE t%1$d (
                  id bigserial PRIMARY KEY,
                  name text DEFAULT 'none',
                  code varchar(10),
                  parent bigint,
                  amount numeric(12, 2) DEFAULT 0,
                  CONSTRAINT chk_%1$d CHECK (amount >= 0),
                  CONSTRAINT legacy_fk_%1$d FOREIGN KEY (parent) REFERENCES t%2$d
                );
                CREATE INDEX legacy_ix_%1$d ON t%1$d USING hash (code);
                """
                    .formatted(i, Math.max(1, i - 1)))
        .collect(Collectors.joining());
  }

  /** What the entities state. */
  private static String stated(int tables) {
    return IntStream.rangeClosed(1, tables)
        .mapToObj(
            i ->
                """
                CREATE TABLE t%1$d (
                  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
                  name varchar(255) DEFAULT 'nobody',
                  code varchar(10) NOT NULL,
                  parent bigint,
                  amount numeric(12, 2) DEFAULT 0,
                  CONSTRAINT amount_of_t%1$d CHECK (amount >= 0),
                  CONSTRAINT parent_of_t%1$d FOREIGN KEY (parent) REFERENCES t%2$d
                );
                CREATE INDEX ix_t%1$d_parent ON t%1$d (parent);
                """
                    .formatted(i, Math.max(1, i - 1)))
        .collect(Collectors.joining());
  }
}
