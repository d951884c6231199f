package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.entity.EntityProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types that change while rows are there, and what is known of the values besides their types. */
class CastRevisionTest {
  private static final String ENTITY =
      """
      @Entity public class Job {
        enum State { NEW, PAID, SENT }
        @Id Long id;
        %s Duration span;
        %s State state;
        %s State mode;
        %s Boolean active;
      }
      """;

  private static final String BEFORE =
      ENTITY.formatted(
          "",
          "@Enumerated(EnumType.ORDINAL)",
          "@Enumerated(EnumType.ORDINAL)",
          "@Convert(converter = org.hibernate.type.YesNoConverter.class)");

  private static final String AFTER =
      ENTITY.formatted(
          "@org.hibernate.annotations.JdbcTypeCode(org.hibernate.type.SqlTypes.INTERVAL_SECOND)",
          "@Enumerated(EnumType.STRING)",
          "@org.hibernate.annotations.JdbcTypeCode(org.hibernate.type.SqlTypes.NAMED_ENUM)",
          "");

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
  void javaSaysWhatTheNumbersMean() {
    entities(BEFORE).revision("jobs");
    project.upgrade();
    String values =
        "SELECT id || ' ' || span || ' ' || state || ' ' || mode || ' ' || active"
            + " FROM job WHERE id < 4 ORDER BY id";
    project.execute(
        "INSERT INTO job (id, span, state, mode, active) VALUES"
            + " (1, 60000000000, 0, 2, 'Y'), (2, -1500000000, 1, 0, 'N'),"
            + " (3, 9000000000000000000, 2, 1, 'Y'), (4, NULL, NULL, NULL, NULL)");
    List<String> before = project.query(values);

    Path file = entities(AFTER).revision("readable").written();

    assertThat(TestProject.read(file))
        .contains(
            "assumes that the numbers are nanoseconds",
            "the constants of State as they are now: 0 is NEW, 1 is PAID, 2 is SENT")
        .doesNotContain("TODO");
    assertThat(project.verify().findings()).isEmpty();
    project.upgrade();
    assertThat(project.query(values))
        .containsExactly(
            "1 00:01:00 NEW SENT true",
            "2 -00:00:01.5 PAID NEW false",
            "3 2500000:00:00 SENT PAID true");
    assertThat(project.query("SELECT num_nulls(span, state, mode, active) FROM job WHERE id = 4"))
        .containsExactly("4");
    project.downgrade("-1");
    assertThat(project.query(values)).isEqualTo(before);
  }

  @Test
  void whatIsNoConstantFails() {
    String entity =
        """
        @Entity public class Job {
          enum State { NEW, PAID, SENT }
          @Id Long id;
          @Enumerated(EnumType.%s) State state;
        }
        """;
    // As it is where no check was ever there.
    String unchecked =
        "ALTER TABLE job DROP CONSTRAINT job_state_check,"
            + " ADD CONSTRAINT job_state_check CHECK (true); INSERT INTO job VALUES ";
    entities(entity.formatted("ORDINAL")).revision("numbers");
    project.upgrade();
    project.execute(unchecked + "(1, 7), (2, 1), (3, NULL)");
    Path file = entities(entity.formatted("STRING")).revision("names").written();

    assertThatThrownBy(project::upgrade).hasMessageContaining("no constant: 7");

    project.execute("DELETE FROM job WHERE id = 1");
    project.upgrade();
    assertThat(project.query("SELECT coalesce(state, '-') FROM job ORDER BY id"))
        .containsExactly("PAID", "-");
    project.execute(unchecked + "(1, '2')");
    String query = "SELECT count(*) FROM job WHERE state::text NOT IN ('NEW', 'PAID', 'SENT')";
    assertThatThrownBy(() -> project.downgrade("-1")).hasMessageContaining(query + " finds them");
    TestProject.edit(file, "--   " + query + ";\n", "");
    assertThatThrownBy(() -> project.downgrade("-1")).hasMessageContaining("no constant: 2");
  }

  /** An explicit cast to a domain over varchar(n) cuts off, and fails for nobody. */
  @Test
  void noDomainCutsOffWhatIsTooLong() {
    project
        .offline()
        .schema(
            "CREATE DOMAIN heading AS varchar(20); CREATE DOMAIN price AS numeric(8, 4);"
                + "CREATE TABLE job (title heading, titles heading[], price price, note text,"
                + " notes text[]);")
        .revision("jobs");
    project.upgrade();
    Path file =
        project
            .schema(
                "CREATE DOMAIN heading AS varchar(5); CREATE DOMAIN price AS numeric(8, 2);"
                    + "CREATE DOMAIN code AS varchar(3); CREATE DOMAIN inner_code AS code;"
                    + "CREATE TABLE job (title heading, titles heading[], price price,"
                    + " note inner_code, notes code[]);")
            .revision("shorter")
            .written();
    assertThat(TestProject.read(file)).contains("loses digits of domain price beyond numeric(8,2)");
    String fits = "'abcde', '{abcde,NULL}', 1.5, 'abc', '{abc,NULL}'";
    for (String part : List.of("'abcde'", "{abcde", "'abc'", "{abc,")) {
      String tooLong = fits.replace(part, part.replaceFirst("abc", "abcxyz"));
      project.execute("DELETE FROM job; INSERT INTO job VALUES (" + tooLong + ")");
      assertThatThrownBy(project::upgrade).as(tooLong).hasMessageContaining("value too long");
    }
    project.execute("DELETE FROM job; INSERT INTO job VALUES (" + fits + ")");
    project.upgrade();
    assertThat(project.query("SELECT concat_ws(' ', title, titles, price, note, notes) FROM job"))
        .containsExactly("abcde {abcde,NULL} 1.50 abc {abc,NULL}");
    assertThat(project.verify().findings()).isEmpty();
  }

  /** The number's default would serve the text, too, and is not what its author wrote. */
  @Test
  void aDefaultIsWrittenInTheWordsOfItsType() {
    String text = "CREATE TABLE t (id int PRIMARY KEY, code varchar(9) DEFAULT '0');";
    String number = "CREATE TABLE t (id int PRIMARY KEY, code int DEFAULT 0);";
    project.schema(text).revision("text");
    project.upgrade();
    project.schema(number).revision("number");
    project.upgrade();
    Path back = project.schema(text).revision("text again").written();
    project.upgrade();
    assertThat(TestProject.read(back)).contains("ALTER COLUMN code SET DEFAULT '0'");
    String value =
        "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = 't'::regclass";
    assertThat(project.query(value)).containsExactly("'0'::character varying");
    project.downgrade("-1");
    assertThat(project.query(value)).containsExactly("0");
    project.downgrade("-1");
    assertThat(project.query(value)).containsExactly("'0'::character varying");
  }

  @Test
  void whatNobodyKnowsStopsTheRevision() {
    String table = "CREATE TABLE job (id %s PRIMARY KEY, state %s);";
    project.offline().schema(table.formatted("uuid", "smallint")).revision("jobs");
    project.upgrade();
    project.execute("INSERT INTO job VALUES ('6f9619ff-8b86-d011-b42d-00c04fc964ff', 1)");
    Path file =
        project
            .schema(table.formatted("bigint", "varchar(20) CHECK (state IN ('NEW', 'PAID'))"))
            .revision("keys")
            .written();

    assertThat(project.verify().findings())
        .hasSize(2)
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isEqualTo("todo-left");
              assertThat(finding.file()).isEqualTo(file);
              assertThat(TestProject.read(file).lines().toList().get(finding.line() - 1))
                  .startsWith("ALTER TABLE job ");
            });
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(file + ":")
        .hasMessageContaining("TODO write the expression after USING that converts uuid to bigint");

    TestProject.edit(
        file, "USING current_setting('todo.cast')::bigint", "USING get_byte(uuid_send(id), 0)");
    TestProject.edit(
        file,
        "USING current_setting('todo.cast')::varchar(20)",
        "USING CASE state WHEN 1 THEN 'PAID' END");
    TestProject.edit(file, "-- TODO write the expression after USING that converts", "-- converts");
    project.upgrade();
    assertThat(project.query("SELECT id || ' ' || state FROM job")).containsExactly("111 PAID");
    assertThat(project.verify().findings()).isEmpty();
  }

  private TestProject entities(String source) {
    EntityProject compiled = new EntityProject(root.resolve("build" + source.hashCode()));
    return project.entities(compiled.source(source).input());
  }
}
