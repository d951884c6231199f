package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What breaks the previous release waits; what it lives with comes first. */
class ExpandFirstTest {
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

  private RevisionCommand.Result change(String before, String after) {
    project.schema(before).revision("first");
    project.upgrade();
    return project.schema(after).revision("second");
  }

  private static List<Phase> phases(RevisionCommand.Result result) {
    return result.files().stream().map(file -> file.revision().phase()).toList();
  }

  private static String sql(MigrationFile file) {
    return file.revision().up().stream()
        .map(Step::statements)
        .flatMap(List::stream)
        .map(statement -> statement.sql())
        .collect(Collectors.joining(";\n"));
  }

  /** {@code check} and {@code check}: which halves there are, and what expand lets through. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s IN ('a', 'b') | s IN ('a', 'b', 'c') | EXPAND | s IN ('a', 'b', 'c')",
        "s IN ('a', 'b') | s IN ('a', 'c') | EXPAND,CONTRACT | s IN ('a', 'b', 'c')",
        "s IN ('a', 'b') | s IN ('a') | CONTRACT |",
        "n BETWEEN 0 AND 2 | n BETWEEN 0 AND 3 | EXPAND | n BETWEEN 0 AND 3",
        "n BETWEEN 0 AND 3 | n BETWEEN 0 AND 2 | CONTRACT |",
        "n BETWEEN 0 AND 3 | n BETWEEN 1 AND 5 | EXPAND,CONTRACT | n BETWEEN 0 AND 5",
        "n > 0 | n >= 0 | EXPAND | n >= 0",
        "n > 0 | n < 9 | EXPAND,CONTRACT | (n > 0) OR (n < 9)",
        "n > 0 | n > 0 AND n < 9 | CONTRACT |",
        "length(s) < 9 | length(s) < 5 | CONTRACT |",
      })
  void aCheckIsWideBeforeItIsNarrow(String before, String after, String phases, String expand) {
    String table =
        "CREATE TABLE t (id bigint PRIMARY KEY, s text, n int, CONSTRAINT c CHECK (%s));";
    RevisionCommand.Result result = change(table.formatted(before), table.formatted(after));
    assertThat(phases(result).stream().map(Phase::name).collect(Collectors.joining(",")))
        .isEqualTo(phases);
    if (expand != null) {
      assertThat(sql(result.files().get(0))).contains("CHECK (" + expand + ")");
    }
    assertThat(result.remaining()).isEmpty();
    project.upgrade();
    project.upgradeWithContract();
    assertThat(project.revision(null).changes()).isEmpty();
    for (int i = 0; i < result.files().size(); i++) {
      project.downgrade("-1");
    }
  }

  /** Of what is dropped, what is created, and rows that both refuse. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CHECK (n > 0), CONSTRAINT x CHECK (n < 9 | CHECK (n > 0 AND n < 9 AND n <> 5 | (1, 9)",
        "CHECK (n > 0 | CHECK (n > 5), CONSTRAINT y CHECK (n < 100 | (1, 0)",
        "UNIQUE INDEX (s) WHERE n > 0 | UNIQUE INDEX (s) | (1, 1, 'a'), (2, 1, 'a')",
        "UNIQUE INDEX (lower(s), n) | UNIQUE INDEX (lower(s)) | (1, 1, 'a'), (2, 1, 'A')",
        "EXCLUDE USING btree (n WITH =) WHERE (n > 0 | EXCLUDE USING btree (n WITH ="
            + " | (1, 1), (2, 1)",
      })
  void whatBothForbidIsForbiddenInBetween(String before, String after, String rows) {
    RevisionCommand.Result result = change(table(before, "old"), table(after, "new"));
    assertThat(phases(result)).containsExactly(Phase.CONTRACT);
    assertThat(result.remaining()).isEmpty();
    project.upgrade();
    assertThatThrownBy(() -> project.execute("INSERT INTO t VALUES " + rows))
        .hasStackTraceContaining("violates");
    project.upgradeWithContract();
    project.downgrade("-1");
  }

  private static String table(String protection, String name) {
    String table = "CREATE TABLE t (id bigint PRIMARY KEY, n int, s text%s);";
    return protection.startsWith("UNIQUE INDEX")
        ? table.formatted("")
            + protection.replace("UNIQUE INDEX", "CREATE UNIQUE INDEX " + name + " ON t")
        : table.formatted(", CONSTRAINT " + name + " " + protection + ")");
  }

  @Test
  void anEnumGetsItsNewValuesBeforeItLosesOld() {
    String table = "CREATE TABLE t (id bigint PRIMARY KEY, m mood);";
    RevisionCommand.Result result =
        change(
            "CREATE TYPE mood AS ENUM ('a', 'b');" + table,
            "CREATE TYPE mood AS ENUM ('a', 'c');" + table);
    assertThat(phases(result)).containsExactly(Phase.EXPAND, Phase.CONTRACT);
    project.upgrade();
    project.execute("INSERT INTO t VALUES (1, 'b'), (2, 'c')");
    project.execute("UPDATE t SET m = 'a'");
    project.upgradeWithContract();
    project.downgrade("-1");
    project.downgrade("-1");
    assertThat(project.query("SELECT m::text FROM t")).containsExactly("a", "a");
  }

  @Test
  void aDomainIsWideBeforeItIsNarrow() {
    String table = "CREATE TABLE t (id bigint PRIMARY KEY, d d);";
    RevisionCommand.Result result =
        change(
            "CREATE DOMAIN d AS int CHECK (VALUE > 0);" + table,
            "CREATE DOMAIN d AS int CHECK (VALUE < 9);" + table);
    assertThat(phases(result)).containsExactly(Phase.EXPAND, Phase.CONTRACT);
    assertThat(sql(result.files().get(0))).contains("(VALUE > 0) OR (VALUE < 9)");
    assertThat(result.remaining()).isEmpty();
  }

  /** No column of such a domain takes NULL: until the contract revision it has the type below. */
  @Test
  void aColumnOfADomainThatIsNotNullTakesRowsWithoutIt() {
    String before =
        "CREATE DOMAIN label AS text NOT NULL; CREATE DOMAIN name AS label; CREATE TABLE t (id int"
            + " PRIMARY KEY%s);";
    RevisionCommand.Result result =
        change(before.formatted(""), before.formatted(", title public.name"));
    assertThat(phases(result)).containsExactly(Phase.EXPAND, Phase.CONTRACT);
    assertThat(sql(result.files().get(0))).isEqualTo("ALTER TABLE t ADD COLUMN title text");
    assertThat(
            result.files().get(1).revision().up().stream()
                .flatMap(step -> step.statements().stream())
                .flatMap(statement -> statement.comments().stream()))
        .anyMatch(line -> line.contains("not-null-without-default: t.title becomes NOT NULL"));
    project.upgrade();
    project.execute("INSERT INTO t (id) VALUES (1); UPDATE t SET title = 'new'");
    project.upgradeWithContract();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThatThrownBy(() -> project.execute("INSERT INTO t (id) VALUES (2)"))
        .hasStackTraceContaining("does not allow null values");
    project.downgrade("-2");
  }

  @Test
  void whereOnlyOneReleaseCanWorkItIsSaid() {
    RevisionCommand.Result result =
        change(
            "CREATE TABLE t (id bigint PRIMARY KEY, a text);",
            "CREATE TABLE t (id bigint PRIMARY KEY, a int);");
    assertThat(phases(result)).containsExactly(Phase.EXPAND);
    assertThat(result.warnings())
        .anyMatch(
            warning ->
                warning.id().equals("breaks-running-release")
                    && warning.message().contains("t.a is text for the previous release"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id bigint PRIMARY KEY, a int, b int"
            + " | id bigint PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED"
            + " | t.b is generated from the contract revision on",
        "id bigint, a int, PRIMARY KEY (id, a)"
            + " | id bigint PRIMARY KEY"
            + " | t.a is part of the primary key until the contract revision",
      })
  void aContractOnItsOwnSaysItToo(String before, String after, String why) {
    String table = "CREATE TABLE t (%s);";
    RevisionCommand.Result result = change(table.formatted(before), table.formatted(after));
    assertThat(phases(result)).containsExactly(Phase.CONTRACT);
    assertThat(TestProject.read(result.files().get(0).path()))
        .contains("-- warning breaks-running-release: " + why);
  }

  @Test
  void anIndexOrAViewWaitsForNoNotNull() {
    RevisionCommand.Result result =
        change(
            "CREATE TABLE t (id bigint PRIMARY KEY, a text);",
            "CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b int NOT NULL);"
                + " CREATE INDEX i ON t (a, b); CREATE VIEW v AS SELECT a, b FROM t;");
    assertThat(phases(result)).containsExactly(Phase.EXPAND, Phase.CONTRACT);
    assertThat(sql(result.files().get(0)))
        .contains("ADD COLUMN b integer", "CREATE INDEX CONCURRENTLY i", "CREATE VIEW v")
        .doesNotContain("NOT NULL");
    assertThat(TestProject.read(result.files().get(1).path()))
        .contains("-- TODO write the value for existing rows");
    assertThat(result.remaining()).isEmpty();
  }

  @Test
  void whatTheBranchMadeItselfNoReleaseKnows() {
    project.schema("CREATE TABLE t (id bigint PRIMARY KEY, a text);").revision("merged");
    project.merged();
    project
        .schema("CREATE TABLE t (id bigint PRIMARY KEY, a text, b text); CREATE TABLE u (c text);")
        .revision("mine");
    RevisionCommand.Result mine =
        project
            .schema(
                "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text NOT NULL UNIQUE);"
                    + " CREATE TABLE u (c text NOT NULL CHECK (c <> ''));")
            .revision("more of mine");
    assertThat(phases(mine)).containsExactly(Phase.EXPAND);
    assertThat(mine.remaining()).isEmpty();
    RevisionCommand.Result theirs =
        project
            .schema(
                "CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b text NOT NULL UNIQUE);"
                    + " CREATE TABLE u (c text NOT NULL CHECK (c <> ''));")
            .revision("of what is merged");
    assertThat(phases(theirs)).containsExactly(Phase.CONTRACT);
  }

  @Test
  void aCheckOfAColumnThatTheBranchMadeIsReplacedAtOnce() {
    project.schema("CREATE TABLE t (id bigint PRIMARY KEY, a text);").revision("merged");
    project.merged();
    String table =
        "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text CONSTRAINT c CHECK (%s));";
    project.schema(table.formatted("b IN ('1', '2')")).revision("mine");
    RevisionCommand.Result mine =
        project.schema(table.formatted("b IN ('1', '3')")).revision("more of mine");
    assertThat(phases(mine)).containsExactly(Phase.EXPAND);
    assertThat(mine.remaining()).isEmpty();
  }

  @Test
  void whatABaselineOrASquashStandsForWasThereBefore() {
    String table = "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text, c text);";
    project.write("migrations/.gitkeep", "").merged();
    project.execute(table);
    project.schema(table).baseline();
    project.revision("as it is");
    String less = "CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL, b text);";
    RevisionCommand.Result adopted = project.schema(less).revision("after the baseline");
    assertThat(phases(adopted)).containsExactly(Phase.CONTRACT);
    project.merged();
    project.squash("all", null);
    String least = "CREATE TABLE t (id bigint PRIMARY KEY, a text NOT NULL);";
    assertThat(phases(project.schema(least).revision("after the squash")))
        .containsExactly(Phase.CONTRACT);
  }

  @Test
  void withoutARunningReleaseThereIsOneOrdinaryRevision() {
    project.offline();
    RevisionCommand.Result result =
        change(
            "CREATE TABLE t (id bigint PRIMARY KEY, a text, b text);",
            "CREATE TABLE t (id bigint PRIMARY KEY, a varchar(9) NOT NULL, c text UNIQUE);");
    assertThat(result.questions()).isNotEmpty();
    RevisionCommand.Result answered = project.revision("second", null, "t.b");
    assertThat(phases(answered)).containsExactly(Phase.EXPAND);
    assertThat(project.upgrade().held()).isEmpty();
  }
}
