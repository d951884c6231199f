package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.revision.MigrationFile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database has partitions that the history does not know. */
class MorePartitionsTest {
  private static final String ID = "000000000001";
  private static final String INDEX =
      """
      -- migrate:up no-transaction
      CREATE INDEX CONCURRENTLY p1_ix ON p1 (n);

      -- migrate:up
      CREATE INDEX ix ON ONLY t (n);
      ALTER INDEX ix ATTACH PARTITION p1_ix;

      -- migrate:down
      DROP INDEX ix;

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY IF EXISTS p1_ix;
      """;

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.execute(
        "CREATE TABLE t (id int NOT NULL, n int, day date NOT NULL) PARTITION BY RANGE (id)");
    applying.execute("CREATE TABLE p1 PARTITION OF t FOR VALUES FROM (0) TO (10)");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private StepFailedException failure(MigrationFile file) {
    return catchThrowableOfType(StepFailedException.class, () -> applying.upgrade(file));
  }

  /** What the message says to execute. */
  private static List<String> told(StepFailedException failure) {
    return failure
        .getMessage()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("(CREATE|ALTER) .*;"))
        .toList();
  }

  private String valid(String index) {
    return applying.value(
        "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('%s')".formatted(index));
  }

  @Test
  void whereAllAreKnownTheIndexIsValid() {
    assertThat(applying.upgrade(Applying.file(ID, INDEX)).isComplete(ID)).isTrue();
    assertThat(valid("ix")).isEqualTo("t");
  }

  @Test
  void oneThatHasNoIndexIsNamedAndWhatIsBuiltThereIsAttached() {
    applying.execute("CREATE SCHEMA \"far away\"");
    applying.execute(
        "CREATE TABLE \"far away\".\"P2\" PARTITION OF t FOR VALUES FROM (10) TO (20)");
    applying.execute("CREATE TABLE p3 PARTITION OF t DEFAULT");
    applying.execute("CREATE INDEX p3_other ON p3 (n DESC)");
    MigrationFile file = Applying.file(ID, INDEX);

    StepFailedException failure = failure(file);

    assertThat(failure)
        .hasMessageContaining("step 2 of 2")
        .hasMessageContaining("index ix of t stays invalid")
        .hasMessageContaining("\"far away\".\"P2\", public.p3");
    assertThat(told(failure))
        .containsExactly(
            "CREATE INDEX CONCURRENTLY ON \"far away\".\"P2\" USING btree (n);",
            "CREATE INDEX CONCURRENTLY ON public.p3 USING btree (n);");
    assertThat(valid("ix")).isNull();
    assertThat(applying.state(file).applied()).isEqualTo(1);

    told(failure).forEach(applying::execute);
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(valid("ix")).isEqualTo("t");
    assertThat(applying.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'ix'::regclass"))
        .isEqualTo("3");
  }

  @Test
  void oneThatIsPartitionedItselfIsNamedToTheLeaves() {
    applying.execute(
        "CREATE TABLE p2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (day)");
    applying.execute("CREATE TABLE p21 PARTITION OF p2 FOR VALUES IN ('2026-11-22')");
    applying.execute("CREATE TABLE p22 PARTITION OF p2 DEFAULT");
    MigrationFile file = Applying.file(ID, INDEX);

    StepFailedException failure = failure(file);
    told(failure).forEach(applying::execute);

    assertThat(told(failure)).hasSize(2).allMatch(sql -> sql.contains("CONCURRENTLY ON public.p2"));
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(valid("ix")).isEqualTo("t");
    assertThat(applying.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
  }

  @Test
  void aKeyDoesNotHoldHalf() {
    applying.execute("CREATE TABLE p2 PARTITION OF t FOR VALUES FROM (10) TO (20)");
    applying.execute("CREATE TABLE p3 PARTITION OF t DEFAULT");
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up no-transaction
            CREATE UNIQUE INDEX CONCURRENTLY p1_key ON p1 (id, n);

            -- migrate:up
            ALTER TABLE p1 ADD CONSTRAINT p1_key UNIQUE USING INDEX p1_key;

            -- migrate:up
            ALTER TABLE ONLY t ADD CONSTRAINT t_key UNIQUE (id, n);
            ALTER INDEX t_key ATTACH PARTITION p1_key;
            """);

    StepFailedException failure = failure(file);

    assertThat(told(failure))
        .containsExactly(
            "CREATE UNIQUE INDEX CONCURRENTLY p2_t_key ON public.p2 USING btree (id, n);",
            "ALTER TABLE public.p2 ADD CONSTRAINT p2_t_key UNIQUE USING INDEX p2_t_key;",
            "CREATE UNIQUE INDEX CONCURRENTLY p3_t_key ON public.p3 USING btree (id, n);",
            "ALTER TABLE public.p3 ADD CONSTRAINT p3_t_key UNIQUE USING INDEX p3_t_key;");
    assertThat(applying.value("SELECT conname FROM pg_constraint WHERE conname = 't_key'"))
        .isNull();

    told(failure).forEach(applying::execute);
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(valid("t_key")).isEqualTo("t");
  }

  @Test
  void aKeyIsMadeOnWhatIsPartitionedItself() {
    applying.execute(
        "CREATE TABLE p2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id)");
    applying.execute("CREATE TABLE p21 PARTITION OF p2 DEFAULT");
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            ALTER TABLE p1 ADD CONSTRAINT p1_key PRIMARY KEY (id);
            ALTER TABLE ONLY t ADD CONSTRAINT t_key PRIMARY KEY (id);
            ALTER INDEX t_key ATTACH PARTITION p1_key;
            """);

    List<String> told = told(failure(file));

    assertThat(told).hasSize(2).last().asString().contains("public.p21", "PRIMARY KEY USING INDEX");
    told.forEach(applying::execute);
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
    assertThat(
            applying.value(
                "SELECT count(*) FROM pg_constraint WHERE contype = 'p' AND conrelid IN ('t'::regclass, 'p1'::regclass, 'p2'::regclass, 'p21'::regclass)"))
        .isEqualTo("4");
  }

  @Test
  void aHistoryThatKnowsNoPartitionIsToldAllOfThem() {
    MigrationFile file =
        Applying.file(ID, "-- migrate:up\nCREATE UNIQUE INDEX ix ON ONLY t (id);\n");
    assertThat(told(failure(file)))
        .containsExactly("CREATE UNIQUE INDEX CONCURRENTLY ON public.p1 USING btree (id);");
  }

  @Test
  void whatALaterStepAttachesIsWaitedFor() {
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            CREATE INDEX ix ON ONLY t (n);

            -- migrate:up no-transaction
            CREATE INDEX CONCURRENTLY p1_ix ON p1 (n);

            -- migrate:up
            ALTER INDEX public.ix ATTACH PARTITION p1_ix;
            """);
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(valid("ix")).isEqualTo("t");
  }

  @Test
  void whatWasInvalidBeforeIsNotTheStepsBusiness() {
    applying.execute("CREATE INDEX old ON ONLY t (n)");
    MigrationFile file =
        Applying.file(ID, "-- migrate:up\nCREATE TABLE p2 PARTITION OF t DEFAULT;\n");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
  }
}
