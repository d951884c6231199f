package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.intent.UnfitFilterException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the filters exclude belongs to somebody else. */
class FiltersTest {
  private static final String ACCOUNT =
      "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);\n";
  private static final String OTHERS =
      """
      CREATE SCHEMA legacy;
      CREATE TYPE legacy.mood AS ENUM ('ok');
      CREATE TABLE legacy.customer (id bigserial PRIMARY KEY, name text);
      CREATE TABLE audit_log (id bigserial PRIMARY KEY, what text);
      CREATE INDEX ix_audit ON audit_log (what);
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
  void whatIsExcludedIsNotCreated() {
    project.filters(List.of(), List.of("legacy.*", "table public.audit_*"));

    RevisionCommand.Result result = project.schema(ACCOUNT + OTHERS).revision("first");

    assertThat(TestProject.read(result.written()))
        .contains("CREATE TABLE account")
        .doesNotContain("legacy")
        .doesNotContain("audit");
    assertThat(project.lock()).contains("public.account").doesNotContain("legacy", "audit");
    assertThat(result.unmatched()).isEmpty();
    project.upgrade();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void whatIsExcludedIsNeitherDriftNorAHindrance() {
    project.filters(List.of(), List.of("legacy", "public.audit_*"));
    project.execute(OTHERS);
    project.schema(ACCOUNT).revision("first");
    project.upgrade();

    RevisionCommand.Result result = project.revision(null);

    assertThat(result.live().drift()).isEmpty();
    assertThat(result.changes()).isEmpty();
    assertThat(result.notices()).isEmpty();
    assertThat(project.revisionFromDatabase("nothing").changes()).isEmpty();
  }

  @Test
  void whatWasStatedAndIsExcludedNowIsNotDropped() {
    project.schema(ACCOUNT + OTHERS).revision("first");
    project.filters(List.of(), List.of("legacy.*", "table public.audit_*"));

    assertThat(project.schema(ACCOUNT).revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();

    project.filters(List.of(), List.of());
    assertThat(TestProject.read(project.revision("gone").written()))
        .contains("DROP TABLE audit_log", "DROP TABLE legacy.customer");
  }

  @Test
  void aPartIsExcludedAlone() {
    project
        .schema(ACCOUNT + "CREATE INDEX ix_tmp_email ON account (email);")
        .filters(List.of(), List.of("index public.ix_tmp_*", "column public.account.scratch"));
    RevisionCommand.Result first = project.revision("first");
    assertThat(TestProject.read(first.written())).doesNotContain("INDEX");
    project.upgrade();
    project.execute(
        "CREATE INDEX ix_tmp_hand ON account (email); ALTER TABLE account ADD scratch text");

    assertThat(project.revision(null).live().drift()).isEmpty();
    RevisionCommand.Result byDatabase = project.revisionFromDatabase("nothing");
    assertThat(byDatabase.changes()).isEmpty();
    assertThat(byDatabase.notices()).isEmpty();
  }

  @Test
  void anExcludedIndexIsNotTakenForAStatedOne() {
    project.schema(ACCOUNT).revision("first");
    project.upgrade();
    project.execute("CREATE INDEX ix_tmp_hand ON account (email)");
    project
        .filters(List.of(), List.of("index public.ix_tmp_*"))
        .schema(ACCOUNT + "CREATE INDEX ix_email ON account (email);");

    RevisionCommand.Result result = project.revisionFromDatabase("email");

    assertThat(TestProject.read(result.written()))
        .contains("CREATE INDEX CONCURRENTLY ix_email")
        .doesNotContain("ix_tmp_hand");
  }

  @Test
  void onlyWhatIsIncludedIsCompared() {
    project.filters(List.of("legacy.*"), List.of("legacy.mood"));

    RevisionCommand.Result result = project.schema(ACCOUNT + OTHERS).revision("first");

    assertThat(TestProject.read(result.written()))
        .contains("CREATE SCHEMA legacy", "CREATE TABLE legacy.customer")
        .doesNotContain("account")
        .doesNotContain("audit")
        .doesNotContain("mood");
  }

  @Test
  void anIncludedTableBringsItsSchemaAndItsSequence() {
    project.filters(List.of("table legacy.cust*"), List.of());

    RevisionCommand.Result result = project.schema(ACCOUNT + OTHERS).revision("first");

    assertThat(TestProject.read(result.written()))
        .contains("CREATE SCHEMA legacy", "CREATE TABLE legacy.customer", "customer_id_seq")
        .doesNotContain("account");
  }

  @Test
  void aForeignKeyIntoWhatIsExcludedIsLeftOut() {
    String order = "CREATE TABLE purchase (id int PRIMARY KEY, customer bigint";
    String key = " REFERENCES legacy.customer);";
    project.filters(List.of(), List.of("legacy.*", "public.audit_*"));

    RevisionCommand.Result result = project.schema(OTHERS + order + key).revision("first");

    assertThat(TestProject.read(result.written())).doesNotContain("REFERENCES");
    assertThat(result.notices())
        .filteredOn(notice -> notice.kind() == Notice.Kind.LEFT_OUT)
        .singleElement()
        .satisfies(
            notice ->
                assertThat(notice.message())
                    .contains("(customer) -> legacy.customer (id)")
                    .contains("needs an object that the filters exclude"));
    project.execute(OTHERS).upgrade();
    assertThat(project.revision(null).changes()).isEmpty();
  }

  @Test
  void aForeignKeyToWhatTheHistoryMakesStays() {
    project.schema(OTHERS).revision("first");
    project
        .filters(List.of(), List.of("legacy.*"))
        .schema(
            OTHERS
                + "CREATE TABLE purchase (id int PRIMARY KEY,"
                + " customer bigint REFERENCES legacy.customer);");
    assertThat(TestProject.read(project.revision("purchase").written()))
        .contains("REFERENCES legacy.customer (id)");
  }

  @Test
  void aColumnOfAnExcludedTypeIsRefusedWithTheReason() {
    project
        .filters(List.of(), List.of("legacy.*", "public.audit_*"))
        .schema(OTHERS + "CREATE TABLE diary (id int PRIMARY KEY, mood legacy.mood);");
    assertThatThrownBy(() -> project.revision("first"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("The filters exclude objects that no revision creates")
        .hasMessageContaining("enum legacy.mood");
    assertThat(project.files()).isEmpty();
  }

  @Test
  void aDatabaseIsAdoptedWithoutWhatIsExcluded() {
    project
        .execute(ACCOUNT + OTHERS)
        .filters(List.of(), List.of("legacy.*", "table public.audit_*"));

    BaselineCommand.Result adopted = project.baseline();

    assertThat(adopted.tables()).isEqualTo(1);
    assertThat(TestProject.read(adopted.written()))
        .doesNotContain("legacy")
        .doesNotContain("audit");
    assertThat(project.schema(ACCOUNT).revision(null).changes()).isEmpty();
    assertThat(project.revision(null).live().drift()).isEmpty();
  }

  @Test
  void tablesOfOthersAreNotUnadopted() {
    project.execute(OTHERS).filters(List.of(), List.of("legacy.*", "public.audit_*"));
    project.schema(ACCOUNT).revision("first");
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  @Test
  void diffLeavesThemAlone() {
    project.filters(List.of(), List.of("legacy.*", "table public.audit_*", "table public.typo"));
    project.write("a.sql", ACCOUNT).write("b.sql", ACCOUNT + OTHERS);

    DiffCommand.Result create =
        DiffCommand.run(new DiffCommand.Input(project.project(), "a.sql", "b.sql"));
    DiffCommand.Result drop =
        DiffCommand.run(new DiffCommand.Input(project.project(), "b.sql", "a.sql"));

    assertThat(create.changes()).isEmpty();
    assertThat(drop.changes()).isEmpty();
    assertThat(create.unmatched()).containsExactly("table public.typo");
  }

  @Test
  void aPatternThatNamesNothingIsSaid() {
    project.filters(List.of(), List.of("table public.acount", "index public.account"));
    assertThat(project.schema(ACCOUNT).revision("first").unmatched())
        .containsExactly("table public.acount", "index public.account");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tabel public.x", "public..x", "a.b.c.d", "\"open", "."})
  void whatIsNoPatternIsRefused(String pattern) {
    assertThatThrownBy(() -> project.filters(List.of(), List.of(pattern)))
        .isInstanceOf(UnfitFilterException.class)
        .hasMessageContaining("'" + pattern + "'")
        .hasMessageContaining("public.audit_*");
  }
}
