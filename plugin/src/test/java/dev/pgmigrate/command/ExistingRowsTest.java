package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.change.Warning;
import dev.pgmigrate.draft.RowsInTheWay;
import dev.pgmigrate.entity.EntityProject;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.RevisionReport;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change asks of the rows that are there. */
class ExistingRowsTest {
  private static final String BEFORE =
      """
      CREATE TABLE shelf (id bigint PRIMARY KEY);
      CREATE TABLE book (id bigint PRIMARY KEY, isbn varchar(20), title varchar(100), pages text,
        shelf_id bigint);
      CREATE TABLE attic (id bigint PRIMARY KEY, thing text);
      """;
  private static final String AFTER =
      """
      CREATE TABLE shelf (id bigint PRIMARY KEY);
      CREATE TABLE book (id bigint PRIMARY KEY, isbn varchar(20) CONSTRAINT uq_isbn UNIQUE,
        title varchar(5) NOT NULL, pages integer CONSTRAINT ck_pages CHECK (pages > 0),
        shelf_id bigint CONSTRAINT fk_shelf REFERENCES shelf (id), state text NOT NULL);
      """;
  private static final String ROWS =
      """
      INSERT INTO shelf VALUES (1);
      INSERT INTO book VALUES
        (1, 'a', 'Short', '10', 1), (2, 'a', 'Much longer', '-1', 2), (3, NULL, NULL, 'ten', NULL),
        (4, NULL, 'Four', NULL, 1);
      INSERT INTO attic VALUES (1, 'box');
      """;

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
  void areCountedOnTheConsoleAndNotInTheFile() {
    project.schema(BEFORE).revision("first");
    project.upgrade();
    project.execute(ROWS);

    RevisionCommand.Result result = project.schema(AFTER).revision("stricter");

    assertThat(result.rows())
        .extracting(RowsInTheWay::inWords)
        .containsExactlyInAnyOrder(
            "1 of 1 rows are lost",
            "4 of 4 rows have no value yet",
            "2 of 4 rows have the same isbn as others",
            "1 of 4 rows have no value",
            "1 of 4 rows do not fit varchar(5)",
            "1 of 4 rows do not fit integer",
            "not counted: operator does not exist: text > integer;"
                + " an earlier statement of this revision must run first",
            "1 of 4 rows refer to no row of shelf");
    assertThat(console(result))
        .contains("    1 of 4 rows refer to no row of shelf")
        .contains("SELECT isbn, count(*) FROM book WHERE isbn IS NOT NULL GROUP BY isbn");
    assertThat(result.files())
        .extracting(file -> TestProject.read(file.path()))
        .anyMatch(text -> text.contains("new-foreign-key-on-existing"))
        .allSatisfy(text -> assertThat(text).doesNotContain("of 4 rows", "not counted"));
  }

  @Test
  void areNotCountedWithoutADatabase() {
    project.withoutDatabase().schema(BEFORE).revision("first");
    assertThat(project.schema(AFTER).revision("stricter").rows()).isEmpty();
  }

  @Test
  void aDatabaseThatIsBehindSaysWhyNothingWasCounted() {
    project.schema(BEFORE).revision("first");
    RevisionCommand.Result result = project.schema(AFTER).revision("stricter");
    assertThat(result.rows())
        .isNotEmpty()
        .allSatisfy(rows -> assertThat(rows.inWords()).matches("not counted: .* does not exist.*"));
  }

  @Test
  void areCountedByPostgresOnceTheyHaveNewValues() {
    String before = "CREATE TABLE pet (id bigint PRIMARY KEY, name text DEFAULT 'x');";
    project.schema(before).revision("first");
    project.upgrade();
    String stricter = before.replace("text DEFAULT", "text NOT NULL DEFAULT");
    assertThat(project.schema(stricter).offline().dryRun("plain").values())
        .anySatisfy(
            text -> assertThat(text).containsSubsequence("UPDATE pet", "NOT NULL", "ANALYZE pet;"));
    project.online();
    project.execute("INSERT INTO pet SELECT i, NULL FROM generate_series(1, 9) i");
    List<String> up =
        project
            .schema(
                stricter
                    + "CREATE INDEX ix ON pet (lower(name));"
                    + "CREATE TABLE toy (id bigint, name text);"
                    + "CREATE INDEX ix_toy ON toy (lower(name));")
            .revision("stricter")
            .files()
            .stream()
            .map(file -> TestProject.read(file.path()).split("-- migrate:down")[0])
            .toList();
    assertThat(up.get(0))
        .containsSubsequence("CREATE INDEX CONCURRENTLY ix ON pet", "ANALYZE pet;")
        .doesNotContain("ANALYZE toy");
    assertThat(up.get(1))
        .containsSubsequence("UPDATE pet", "UPDATE pet", "ANALYZE pet;", "VALIDATE CONSTRAINT")
        .containsOnlyOnce("ANALYZE");
    project.upgradeWithContract();
    assertThat(project.query("SELECT count(*) FROM pg_stats WHERE tablename IN ('pet', 'ix')"))
        .containsExactly("3");
    project.downgrade("-2");
    assertThat(project.revision(null).live().drift()).isEmpty();
  }

  @Test
  void aColumnThatNothingFillsWaitsForAPerson() {
    project.schema(BEFORE).revision("first");
    project.upgrade();
    project.execute(ROWS);
    String required = BEFORE.replace("thing text", "thing text, place text NOT NULL");
    Path file = project.schema(required).revision("place").written();
    assertThat(TestProject.read(file))
        .contains(
            """
            UPDATE attic
            SET place = current_setting('todo.value')::text
            WHERE id BETWEEN :from AND :to AND place IS NULL;
            """);
    // Nothing gives a value to what others write meanwhile, so the rows are walked twice.
    assertThat(project.verify().findings())
        .hasSize(2)
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("todo-left");
              assertThat(finding.message())
                  .startsWith("only a person can decide: TODO write the value");
              assertThat(finding.file()).isEqualTo(file);
              assertThat(TestProject.read(file).lines().toList().get(finding.line() - 1))
                  .isEqualTo("UPDATE attic");
            });
    assertThatThrownBy(project::upgradeWithContract)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(file + ":")
        .hasMessageContaining("nothing was executed");
    assertThat(project.columns("attic")).doesNotContain("place");

    TestProject.edit(file, "current_setting('todo.value')::text", "'roof'");
    TestProject.edit(file, "-- TODO write the value for existing rows", "--");
    project.upgrade();
    assertThat(project.query("SELECT count(place) FROM attic")).containsExactly("0");
    project.upgradeWithContract();
    assertThat(project.query("SELECT place FROM attic")).containsExactly("roof");
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void getWhatTheJavaFieldStartsWith() {
    entities("@Entity class Account { @Id Long id; @Column(length = 20) String tone; }")
        .revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1, NULL), (2, 'dark')");
    RevisionCommand.Result result =
        entities(
                """
                @Entity class Account {
                  static final String CALM = "it's calm";
                  @Id Long id;
                  @Column(length = 20, nullable = false) String tone = "light";
                  @Column(nullable = false) String mood = CALM;
                  @Column(nullable = false) boolean active = true;
                  @Column(nullable = false) Integer credit = 5;
                  @Column(nullable = false) BigDecimal debt = BigDecimal.ZERO;
                  @Column(nullable = false) double rate = Double.NaN;
                  @Enumerated @Column(nullable = false) State ordinal = State.CLOSED;
                  @Enumerated(EnumType.STRING) @Column(nullable = false) State text = State.CLOSED;
                  @Enumerated @JdbcTypeCode(SqlTypes.NAMED_ENUM)
                  @Column(nullable = false) State named = State.CLOSED;
                  @Column(nullable = false) @ColumnDefault("3") int grade = 4;
                  String hint = "none";
                }
                """,
                "enum State { OPEN, CLOSED }")
            .revision("stricter");
    Path file = result.files().get(0).path();
    assertThatThrownBy(project::upgrade)
        .hasMessageContaining(file + ":")
        .hasMessageContaining("nothing was executed");
    String written = TestProject.read(file);
    decided(file);
    project.upgrade();

    assertThat(
            project.query(
                "SELECT concat_ws('|', id, tone, mood, active, credit, debt, rate, ordinal, text, named,"
                    + " grade, hint) FROM account ORDER BY id"))
        .containsExactly(
            "1|light|it's calm|t|5|0.00|NaN|1|CLOSED|CLOSED|3",
            "2|dark|it's calm|t|5|0.00|NaN|1|CLOSED|CLOSED|3");
    assertThat(written)
        .contains("account.mood is NOT NULL without a default; existing rows get 'it''s calm'")
        .contains(
            """
            -- TODO decide whether existing rows get 5, which Account.credit starts with in Java; if so, delete this line
            -- The previous release inserts rows without credit; the contract revision drops the default.
            ALTER TABLE account ADD COLUMN credit integer DEFAULT 5 NOT NULL;
            """)
        .contains(
            """
            UPDATE account
            SET tone = 'light'
            WHERE id BETWEEN :from AND :to AND tone IS NULL;
            """)
        .contains("Account.hint starts as none in Java; column hint has no default")
        .doesNotContain("TODO write", "TODO decide whether existing rows get 3");
    project.downgrade("-1");
    assertThat(project.columns("account")).containsExactly("id", "tone");
  }

  /** Whatever the strategy and the converter: each row that is there is not deleted. */
  @Test
  void ofASoftDeletedEntityAreThere() {
    entities("@Entity class Account { @Id Long id; }", "@Entity class Bill { @Id Long id; }")
        .revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1); INSERT INTO bill VALUES (1)");
    RevisionCommand.Result result =
        entities(
                "@Entity @SoftDelete class Account { @Id Long id; }",
                "@Entity @SoftDelete(strategy = SoftDeleteType.ACTIVE, columnName = \"alive\","
                    + " converter = org.hibernate.type.YesNoConverter.class)"
                    + " class Bill { @Id Long id; }")
            .revision("soft delete");
    assertThat(result.remaining()).isEmpty();
    assertThat(result.warnings())
        .extracting(Warning::id)
        .doesNotContain("initializer-without-default");
    assertThat(TestProject.read(result.files().get(0).path()))
        .contains("ALTER TABLE account ADD COLUMN deleted boolean DEFAULT false NOT NULL;")
        .contains("ALTER TABLE bill ADD COLUMN alive char(1) DEFAULT 'Y' NOT NULL;")
        .doesNotContain("TODO", "batch");
    project.upgrade();
    assertThat(project.query("SELECT deleted || alive FROM account, bill"))
        .containsExactly("falseY");
    project.upgradeWithContract();
    assertThat(
            project.query(
                "SELECT column_default FROM information_schema.columns"
                    + " WHERE column_name IN ('deleted', 'alive')"))
        .containsExactly(null, null);
    project.downgrade("-2");
    assertThat(project.columns("account")).containsExactly("id");
  }

  /** A default that PostgreSQL keeps for the rows that are there writes none of them. */
  @Test
  void areNotWrittenForAKnownValue() {
    entities("@Entity class Account { @Id Long id; }").revision("first");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1)");
    String place = "SELECT xmin || ' ' || pg_relation_filenode('account') FROM account";
    List<String> before = project.query(place);
    RevisionCommand.Result result =
        entities(
                "@Entity class Account { @Id Long id; @Column(nullable = false) int credit = 5;"
                    + " @Column(nullable = false) @ColumnDefault(\"'x'\") String kind; }")
            .revision("credit");
    decided(result.files().get(0).path());
    project.upgradeWithContract();
    assertThat(project.query("SELECT credit || kind FROM account")).containsExactly("5x");
    assertThat(project.query(place)).isEqualTo(before);
  }

  /** The application of before does not know the column, and writes rows until it is gone. */
  @Test
  void ofTheApplicationOfBeforeGetTheValueUntilTheContractRevision() {
    entities("@Entity class Account { @Id Long id; }").revision("first");
    project.upgrade();
    RevisionCommand.Result result =
        entities("@Entity class Account { @Id Long id; @Column(nullable = false) int credit = 5; }")
            .revision("credit");
    assertThat(result.files())
        .extracting(file -> file.revision().phase())
        .containsExactly(Revision.Phase.EXPAND, Revision.Phase.CONTRACT);
    assertThat(result.remaining()).isEmpty();
    assertThat(project.verify().findings()).extracting(Finding::rule).containsExactly("todo-left");
    decided(result.files().get(0).path());
    assertThat(project.verify().findings()).isEmpty();

    assertThat(project.upgrade().held()).hasSize(1);
    project.execute("INSERT INTO account (id) VALUES (1)");
    assertThat(project.query("SELECT credit FROM account")).containsExactly("5");
    project.upgradeWithContract();
    assertThatThrownBy(() -> project.execute("INSERT INTO account (id) VALUES (2)"))
        .hasStackTraceContaining("null value in column \"credit\"");
    assertThat(project.revision(null).changes()).isEmpty();
    project.downgrade("-1");
    project.execute("INSERT INTO account (id) VALUES (2)");
    project.downgrade("-1");
    assertThat(project.columns("account")).containsExactly("id");
  }

  @Test
  void getNoValueThatAConverterWouldMakeAnother() {
    entities("@Entity class Account { @Id Long id; }").revision("first");
    RevisionCommand.Result result =
        entities(
                """
                @Entity class Account {
                  @Id Long id;
                  @Convert(converter = Backwards.class) @Column(nullable = false) String tone = "abc";
                  @Convert(converter = org.hibernate.type.YesNoConverter.class)
                  @Column(nullable = false) boolean sold = false;
                  @Column(nullable = false) char grade = 'A';
                }
                """,
                """
                class Backwards implements AttributeConverter<String, String> {
                  public String convertToDatabaseColumn(String s) {
                    return s == null ? null : new StringBuilder(s).reverse().toString();
                  }
                  public String convertToEntityAttribute(String s) {
                    return convertToDatabaseColumn(s);
                  }
                }
                """)
            .revision("second");
    assertThat(TestProject.read(result.written()))
        .contains("tone = COALESCE(tone, current_setting('todo.value')")
        .contains("sold = COALESCE(sold, current_setting('todo.value')")
        .contains("grade = COALESCE(grade, current_setting('todo.value')");
  }

  @Test
  void thatHaveNoValueGetTheDefaultOfTheColumn() {
    project.schema("CREATE TABLE t (id bigint PRIMARY KEY, n integer);").revision("first");
    project.upgrade();
    project.execute("INSERT INTO t VALUES (1, NULL), (2, 2)");
    project.schema("CREATE TABLE t (id bigint PRIMARY KEY, n integer DEFAULT 7 NOT NULL);");
    project.revision("second");
    project.upgrade();
    assertThat(project.query("SELECT n FROM t ORDER BY id")).containsExactly("7", "2");
  }

  /** Each down statement that rows can refuse has the query that finds them. */
  @Test
  void areFoundByTheQueriesOfTheDownSteps() {
    project
        .schema(
            """
            CREATE TYPE mood AS ENUM ('sad', 'glad');
            CREATE TABLE pet (id integer PRIMARY KEY, name varchar(5) NOT NULL UNIQUE,
              mood mood, size integer CHECK (size > 0));
            """)
        .revision("first");
    project.upgrade();
    project.execute("INSERT INTO pet VALUES (1, 'Rex', 'sad', 1)");
    project
        .schema(
            """
            CREATE TYPE mood AS ENUM ('sad', 'glad', 'calm');
            CREATE TABLE pet (id bigint PRIMARY KEY, name varchar(20), mood mood, size numeric(20,2));
            """)
        .revision("looser");
    project.upgradeWithContract();
    project.execute(
        "INSERT INTO pet VALUES (3000000000, 'Rex', 'calm', -1.5), (3, 'Rexona', 'sad', 1e17),"
            + " (4, NULL, 'sad', 1.5)");
    List<String> queries =
        project.revisionFiles().stream()
            .map(TestProject::read)
            .filter(text -> text.contains("-- looser"))
            .flatMap(text -> text.substring(text.indexOf("-- migrate:down")).lines())
            .filter(line -> line.startsWith("--   SELECT "))
            .map(line -> line.substring(5))
            .toList();
    assertThat(queries).hasSize(7);
    assertThat(queries)
        .allSatisfy(query -> assertThat(project.query(query)).as(query).isNotEqualTo(List.of("0")));

    assertThatThrownBy(() -> project.downgrade("-1"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("; nothing was executed")
        .hasMessageContaining(
            "rows stop this down step; SELECT count(*) FROM pet WHERE length(name");
    project.execute(
        "DELETE FROM pet WHERE id <> 1; UPDATE pet SET size = 2.4, name = 'Rex', mood = 'sad'");
    project.downgrade("-1");
    assertThat(project.query("SELECT concat_ws(' ', id, name, mood, size) FROM pet"))
        .containsExactly("1 Rex sad 2");
    assertThat(project.revision(null).live().drift()).isEmpty();
  }

  /** Nobody fills a column whose values went with the contract revision. */
  @Test
  void areNotLeftHalfwayByAColumnThatComesBackEmpty() {
    String before = "CREATE TABLE pet (id bigint PRIMARY KEY, name text NOT NULL);";
    project.schema(before).revision("first");
    project.upgrade();
    project.execute("INSERT INTO pet VALUES (1, 'Rex')");
    RevisionCommand.Result nameless =
        project.schema("CREATE TABLE pet (id bigint PRIMARY KEY);").revision("nameless");
    assertThat(nameless.files()).hasSize(2);
    project.upgrade();
    project.downgrade("-1");
    project.upgradeWithContract();

    Path expand = nameless.files().get(0).path();
    assertThatThrownBy(() -> project.downgrade("-2"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(expand + ":")
        .hasMessageContaining("restores the column without values")
        .hasMessageContaining("nothing was executed");
    assertThat(project.columns("pet")).containsExactly("id");
    TestProject.edit(
        expand,
        "-- migrate:down\n-- warning not-null",
        "-- migrate:down\nUPDATE pet SET name = 'Rex' WHERE name IS NULL;\n\n-- warning not-null");
    project.downgrade("-2");
    assertThat(project.query("SELECT name FROM pet")).containsExactly("Rex");
  }

  /** What a person must write is asked for before the first down step, not in the middle. */
  @Test
  void areNotLeftHalfwayByADownStepThatWaitsForAPerson() {
    String before = "CREATE TABLE pet (id bigint PRIMARY KEY, name text NOT NULL, tag uuid);";
    project.schema(before).revision("first");
    project.upgrade();
    project.execute("INSERT INTO pet VALUES (1, 'Rex', NULL)");
    project.offline();
    Path file =
        project
            .schema("CREATE TABLE pet (id bigint PRIMARY KEY, tag uuid);")
            .revision("nameless")
            .files()
            .get(0)
            .path();
    project.upgradeWithContract();
    assertThatThrownBy(() -> project.downgrade("-1"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(file + ":")
        .hasMessageContaining("table pet has rows")
        .hasMessageContaining("nothing was executed");
    assertThat(project.columns("pet")).containsExactly("id", "tag");

    TestProject.edit(file, "-- TODO if the table has rows, give them a value first:", "--");
    TestProject.edit(
        file,
        "-- UPDATE pet SET name = ... WHERE name IS NULL;",
        "UPDATE pet SET name = 'Rex' WHERE name IS NULL;");
    project.downgrade("-1");
    assertThat(project.query("SELECT name FROM pet")).containsExactly("Rex");
  }

  @Test
  void keepWhatTheirLargeObjectsHold() {
    project.schema("CREATE TABLE scan (id bigint PRIMARY KEY, words oid, bytes oid);");
    project.revision("first");
    project.upgrade();
    project.execute(
        "INSERT INTO scan VALUES (1, lo_from_bytea(0, 'Words'), lo_from_bytea(0, '12'))");
    project.schema("CREATE TABLE scan (id bigint PRIMARY KEY, words text, bytes bytea);");
    project.revision("plain");
    project.upgrade();
    assertThat(project.query("SELECT words || encode(bytes, 'escape') FROM scan"))
        .containsExactly("Words12");
    project.downgrade("-1");
    assertThat(project.query("SELECT convert_from(lo_get(words), 'UTF8') FROM scan"))
        .containsExactly("Words");
  }

  /** A person wants what the Java fields start with. */
  private static void decided(Path file) {
    TestProject.edit(
        file, TestProject.read(file), TestProject.read(file).replaceAll("-- TODO decide .*\n", ""));
  }

  private String console(RevisionCommand.Result result) {
    return String.join(
        "\n", RevisionReport.revision(result, project.project()).stream().map(Line::text).toList());
  }

  private TestProject entities(String... sources) {
    EntityProject compiled = new EntityProject(root.resolve("build" + List.of(sources).hashCode()));
    for (String source : sources) {
      compiled.source(source);
    }
    return project.entities(compiled.input());
  }
}
