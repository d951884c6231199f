package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.plan.Batch;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.run.RefusedException.Reason;
import dev.pgmigrate.sql.Literal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchStepTest {
  private static final String ID = "000000000001";

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  /** Notes the ranges in the order in which they are walked. */
  private static MigrationFile walk(String options, String table, String key) {
    return Applying.file(
        ID,
        """
        -- migrate:up batch %s
        UPDATE %s SET done = done + 1, "range" = :from::text || '..' || :to
        WHERE %s BETWEEN :from AND :to; -- not :from here
        """
            .formatted(options, table, key));
  }

  @Test
  void walksNoKeyOfADomainThatRefusesNull() {
    applying.execute("CREATE DOMAIN code AS char(5) NOT NULL");
    applying.execute("CREATE TABLE t (k code, l code NOT NULL, done int, \"range\" text)");

    MigrationFile file = walk("key=k", "t", "k");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          bigint             ~ n * 1000000000000 - 50000000000000
          integer            ~ n - 50
          text               ~ 'it''s ' || n || chr(92)
          varchar(7)         ~ 'k' || n
          char(5)            ~ chr(64 + n / 26) || chr(65 + n % 26)
          uuid               ~ ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid
          timestamptz        ~ timestamptz '2026-11-22 10:00:00.123456+09' - n * interval '1 day'
          date               ~ date '2026-11-22' - n
          numeric(12,3)      ~ n / 3.0
          double precision   ~ n / 3.0::float8
          bytea              ~ decode(lpad(to_hex(n), 4, '0'), 'hex')
          inet               ~ ('10.0.0.' || n)::inet
          bit(8)             ~ n::bit(8)
          "mood"             ~ (enum_range(NULL::mood))[1 + n % 3]
          "positive"         ~ n + 1
          """)
  void walksKeysOfManyTypes(String type, String value) {
    applying.execute("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
    applying.execute("CREATE DOMAIN positive AS bigint CHECK (VALUE > 0)");
    applying.execute("CREATE TABLE t (k %s, done int DEFAULT 0, \"range\" text)".formatted(type));
    applying.execute("INSERT INTO t SELECT %s FROM generate_series(1, 100) n".formatted(value));

    MigrationFile file = walk("key=k size=7", "t", "k");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();

    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("100");
    assertThat(Integer.parseInt(applying.value("SELECT count(DISTINCT \"range\") FROM t")))
        .isGreaterThan(2);
  }

  @Test
  void everyRangeIsJournalledAndReadersSeeTheLast() {
    numbers(1000);
    applying.upgrade(walk("key=id size=10", "t", "id"));

    int rows = Integer.parseInt(applying.value("SELECT count(*) FROM migrate_history"));
    assertThat(rows).isGreaterThan(4).isLessThan(102);
    assertThat(applying.entries())
        .extracting(JournalEntry::outcome)
        .containsExactly(Outcome.STARTED, Outcome.RANGE, Outcome.DONE);
    assertThat(applying.entries().get(0).walk()).isEqualTo(new Walk("1000", null, 0));
    assertThat(applying.entries().get(2).walk()).isEqualTo(new Walk("1000", "1000", 1000));
    assertThat(applying.entries()).extracting(e -> e.script() != null).startsWith(true, false);
  }

  @Test
  void anEmptyTableIsDoneAtOnce() {
    numbers(0);
    assertThat(applying.upgrade(walk("key=id", "t", "id")).isComplete(ID)).isTrue();
    assertThat(applying.entries()).extracting(JournalEntry::outcome).containsExactly(Outcome.DONE);
  }

  @Test
  void walksBlocksOfATableAndOfItsPartitions() {
    applying.execute(
        "CREATE TABLE t (id int, pad text, done int DEFAULT 0, \"range\" text)"
            + " PARTITION BY RANGE (id)");
    applying.execute("CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (100)");
    applying.execute("CREATE TABLE t2 PARTITION OF t FOR VALUES FROM (100) TO (100000)");
    applying.execute("INSERT INTO t SELECT n, repeat('x', 1000) FROM generate_series(1, 2000) n");
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up batch key=ctid size=100
            UPDATE t SET done = done + 1, "range" = :from::text
            WHERE ctid BETWEEN :from AND :to AND done = 0;
            """);
    applying.upgrade(file);
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("2000");
    assertThat(Integer.parseInt(applying.value("SELECT count(DISTINCT \"range\") FROM t")))
        .isGreaterThan(3);
  }

  @Test
  void findsQuotedAndQualifiedTables() {
    applying.execute("CREATE SCHEMA \"my shop\"");
    applying.execute(
        "CREATE TABLE \"my shop\".\"Big Table\" (\"The Key\" int, done int DEFAULT 0,"
            + " \"range\" text)");
    applying.execute("INSERT INTO \"my shop\".\"Big Table\" SELECT generate_series(1, 50)");
    applying.upgrade(
        walk("key=\"The Key\" size=10", "ONLY \"my shop\".\"Big Table\" AS b", "b.\"The Key\""));
    assertThat(applying.value("SELECT sum(done) FROM \"my shop\".\"Big Table\"")).isEqualTo("50");

    applying.execute("CREATE TABLE copied (n int)");
    applying.upgrade(
        Applying.file(
            "000000000002",
            """
            -- migrate:up batch key="The Key" size=10 table="my shop"."Big Table"
            INSERT INTO copied
            SELECT "The Key" FROM "my shop"."Big Table" WHERE "The Key" BETWEEN :from AND :to;
            """));
    assertThat(applying.value("SELECT count(DISTINCT n) FROM copied")).isEqualTo("50");
  }

  @Test
  void rowsOfOneKeyAreOneRange() {
    applying.execute(
        "CREATE TABLE t (a int, b int, done int DEFAULT 0, \"range\" text,"
            + " PRIMARY KEY (a, b))");
    applying.execute("INSERT INTO t SELECT n / 100, n FROM generate_series(1, 1000) n");
    applying.execute("ALTER TABLE t DROP CONSTRAINT t_pkey, ALTER a DROP NOT NULL");
    applying.execute("INSERT INTO t VALUES (NULL, 5000)");
    applying.upgrade(walk("key=a size=3", "t", "a"));
    assertThat(applying.value("SELECT sum(done) FROM t WHERE done = 1")).isEqualTo("1000");
    assertThat(applying.value("SELECT done FROM t WHERE a IS NULL")).isEqualTo("0");
  }

  @Test
  void oneValueOfTheFirstColumnIsNotOneRange() {
    tenants("int", "bigint", "1", "n");
    applying.upgrade(walk("key=tenant,id size=50", "t", "(tenant, id)"));
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("5000");
    assertThat(Integer.parseInt(applying.value("SELECT count(DISTINCT \"range\") FROM t")))
        .isGreaterThan(4);
    assertThat(applying.entries().get(0).walk()).isEqualTo(new Walk("'1', '5000'", null, 0));
  }

  /** PostgreSQL takes a range of rows for as large as that of their first column. */
  @Test
  void rowsAreFoundByTheirIndex() throws SQLException {
    tenants("int", "bigint", "n / 4900", "n");
    applying.execute("ANALYZE t");
    applying.execute(
        """
        CREATE FUNCTION plan(sql text) RETURNS text LANGUAGE plpgsql AS $$
        DECLARE
          line text;
          plan text := '';
        BEGIN
          FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || sql LOOP
            plan := plan || line || E'\\n';
          END LOOP;
          RETURN plan;
        END
        $$
        """);
    MigrationFile file = walk("key=tenant,id size=50", "t", "(tenant, id)");
    Batch batch = Batch.of(file.revision().up().get(0));
    KeyWalk walk = KeyWalk.over(batch, applying.connection());
    String range = walk.sql(new KeyWalk.Range("'0', '102'", "'0', '200'"));
    String plan = "SELECT plan(%s)".formatted(Literal.quote(range));
    assertThat(applying.value(plan)).contains("Seq Scan on t");

    KeyWalk.settings(batch).forEach(applying::execute);

    assertThat(applying.value(plan))
        .contains("Index Scan using t_pkey")
        .contains(
            "Index Cond: ((ROW(tenant, id) >= ROW(0, '102'::bigint)) AND (ROW(tenant, id) <= ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          text        ~ uuid        ~ 'it''s, ' || chr(92) || n % 3 || '"' ~ ('00000000-0000-0000-0000-' || lpad(n::text, 12, '0'))::uuid
          date        ~ timestamptz ~ date '2026-11-22' - n % 5            ~ timestamptz '2026-11-22 10:00:00.123456+09' - n * interval '1 day'
          "mood"      ~ numeric     ~ (enum_range(NULL::mood))[1 + n % 3]  ~ n / 3.0
          varchar(9)  ~ bytea       ~ E'\\n' || n % 4                     ~ decode(lpad(to_hex(n), 4, '0'), 'hex')
          """)
  void rowsAreReadAgainAsTheyWere(String first, String second, String one, String other) {
    applying.execute("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
    tenants(first, second, one, other);
    applying.upgrade(walk("key=tenant,id size=50", "t", "(tenant, id)"));
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("5000");
  }

  @Test
  void aRunGoesOnBehindARow() {
    tenants("int", "int", "n % 3", "n");
    String text =
        """
        -- migrate:up batch key=tenant,id size=50
        UPDATE t SET done = done + 1 / (id - 1000) * 0 + 1 WHERE (tenant, id) BETWEEN :from AND :to;
        """;
    MigrationFile file = Applying.file(ID, text);
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("(the range of (tenant, id) from '")
        .hasMessageContaining("ROW('1'::integer, '");
    MigrationFile mended = Applying.file(ID, text.replace("1 / (id - 1000) * 0 + 1", "1"));
    assertThat(applying.upgrade(mended).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("5000");
  }

  @Test
  void aColumnOfARowIsNeverNull() {
    applying.execute("CREATE TABLE t (a int NOT NULL, b int, done int, \"range\" text)");
    assertThatThrownBy(() -> applying.upgrade(walk("key=a,b", "t", "(a, b)")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("the key (a, b) of the batch: b can be NULL in t.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", "a,b+1", "a,ctid", "a,,b", "a.b,c"})
  void aRowIsOneOfColumns(String key) {
    assertThatThrownBy(() -> walk("key=" + key, "t", "(a, b)"))
        .hasMessageContaining(
            "key=%s: a batch walks over columns, separated by commas".formatted(key));
  }

  private void tenants(String first, String second, String one, String other) {
    applying.execute(
        "CREATE TABLE t (tenant %s, id %s, done int DEFAULT 0, \"range\" text, PRIMARY KEY (tenant, id))"
            .formatted(first, second));
    applying.execute(
        "INSERT INTO t SELECT %s, %s FROM generate_series(1, 5000) n".formatted(one, other));
  }

  @Test
  void endsWhileRowsAreAdded() throws SQLException {
    numbers(100);
    // Whoever sees a range done adds as many rows again.
    applying.execute("CREATE SEQUENCE added START 101");
    applying.execute(
        """
        CREATE FUNCTION add() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO t SELECT nextval('added') FROM generate_series(1, 100);
          RETURN NULL;
        END
        $$
        """);
    applying.execute(
        "CREATE TRIGGER add AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION add()");
    applying.upgrade(walk("key=id size=10", "t", "id"));
    assertThat(applying.value("SELECT max(id) FROM t WHERE done > 0")).isEqualTo("100");
    assertThat(applying.value("SELECT sum(done) FROM t")).isEqualTo("100");
  }

  @Test
  void aRangeThatFailsIsNamedAndTheNextRunGoesOnThere() {
    numbers(1000);
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up batch key=id size=10
            UPDATE t SET done = done + 1000 / (id - 700) * 0 + 1 WHERE id BETWEEN :from AND :to;
            """);
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("division by zero")
        .hasMessageContaining("(the range of id from ")
        .hasMessageContaining("the ranges before it are done)");
    AppliedRevision state = applying.state(file);
    assertThat(state.failed()).isNotNull();
    assertThat(state.applied()).isZero();
    assertThat(state.present()).isTrue();
    String reached = state.batch().walk().reached();
    assertThat(applying.value("SELECT sum(done) FROM t")).isEqualTo(reached);

    // Mended, as a failed step may be, it goes on; new rows are not its business.
    applying.execute("INSERT INTO t SELECT generate_series(1001, 2000)");
    List<String> notices = new ArrayList<>();
    Progress noticing =
        new Progress() {
          @Override
          public void notice(String text) {
            notices.add(text);
          }
        };
    MigrationFile mended =
        Applying.file(
            ID,
            """
            -- migrate:up batch key=id size=10
            UPDATE t SET done = done + 1 WHERE id BETWEEN :from AND :to;
            """);
    assertThat(applying.upgrade(noticing, mended).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT sum(done) FROM t")).isEqualTo("1000");
    assertThat(applying.value("SELECT count(*) FROM t WHERE done > 1")).isEqualTo("0");
    assertThat(notices).singleElement().asString().contains("continues where it stopped");
  }

  @Test
  void otherKeysAreAnotherWalk() {
    numbers(1000);
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up batch key=id size=10
            UPDATE t SET done = 1 / (id - 700) * 0 + 1 WHERE id BETWEEN :from AND :to;
            """);
    assertThatThrownBy(() -> applying.upgrade(file)).isInstanceOf(StepFailedException.class);
    MigrationFile byBlock =
        Applying.file(
            ID,
            """
            -- migrate:up batch key=ctid size=10
            UPDATE t SET done = 1 WHERE ctid BETWEEN :from AND :to;
            """);
    assertThat(applying.upgrade(byBlock).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("1000");
  }

  @Test
  void aRangeIsTriedAgain() throws SQLException {
    numbers(100);
    Connection blocker = applying.connection();
    blocker.setAutoCommit(false);
    applying.execute("SELECT FROM t WHERE id = 50 FOR UPDATE");
    List<String> retries = Collections.synchronizedList(new ArrayList<>());
    Progress unlocking =
        new Progress() {
          @Override
          public void retrying(
              Task task, int step, String why, List<Blocker> blockers, java.time.Duration pause) {
            retries.add(why);
            try {
              blocker.commit();
              blocker.setAutoCommit(true);
            } catch (SQLException e) {
              throw new AssertionError(e);
            }
          }
        };
    applying.upgrade(unlocking, walk("key=id size=10", "t", "id"));
    assertThat(retries).singleElement().asString().contains("lock timeout");
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("100");
  }

  @Test
  void policiesAreLookedForOnceWhereThereAreNone() throws Exception {
    numbers(100);
    try (CuttingProxy proxy = applying.proxy("pg_catalog.pg_policy p", 1)) {
      Progress counting =
          new Progress() {
            @Override
            public void moved(Task task, int step, StepProgress movement) {
              proxy.arm();
            }
          };
      MigrationFile file = walk("key=id size=10", "t", "id");
      applying
          .executor(applying.through(proxy), counting)
          .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(proxy.cutsLeft()).as("not asked for a range").isOne();
    }
    assertThat(applying.value("SELECT count(*) FROM t WHERE done = 1")).isEqualTo("100");
  }

  @Test
  void whatIsHalfDoneIsTakenBackByItsOwnBlock() {
    numbers(1000);
    String text =
        """
        -- migrate:up
        CREATE TABLE a (id int);

        -- migrate:up batch key=id size=10
        UPDATE t SET done = 1 / (id - 700) * 0 + 1 WHERE id BETWEEN :from AND :to;

        -- migrate:down batch key=id size=10
        UPDATE t SET done = 1 / (id - 300) * 0 WHERE id BETWEEN :from AND :to;

        -- migrate:down
        DROP TABLE a;
        """;
    MigrationFile file = Applying.file(ID, text);
    assertThatThrownBy(() -> applying.upgrade(file)).isInstanceOf(StepFailedException.class);
    assertThatThrownBy(() -> applying.downgrade(file)).isInstanceOf(StepFailedException.class);

    // Half taken back, it can only go further back.
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(RefusedException.class)
        .extracting("reason")
        .isEqualTo(Reason.NO_COUNTERPART);
    MigrationFile mended = Applying.file(ID, text.replace("1 / (id - 300) * 0", "0"));
    assertThat(applying.downgrade(mended).revisions()).isEmpty();
    assertThat(applying.value("SELECT sum(done) FROM t")).isEqualTo("0");
    assertThat(applying.value("SELECT to_regclass('a')")).isNull();
  }

  private void numbers(int rows) {
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, done int DEFAULT 0, \"range\" text)");
    applying.execute("INSERT INTO t SELECT generate_series(1, %d)".formatted(rows));
  }
}
