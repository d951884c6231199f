package dev.pgmigrate.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.CountingProxy;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleReplayTest {
  private final ShadowDatabase database = TestServer.database();

  @AfterEach
  void drop() {
    database.close();
  }

  /** Whatever a revision may be made of, as long as it changes what the role owns. */
  @Test
  void ownershipIsEnoughForWhatARevisionUsuallyDoes() {
    before(
        """
        CREATE SCHEMA shop;
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
        CREATE TYPE shop.point AS (x integer, y integer);
        CREATE TABLE shop.account (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mail email, m mood);
        CREATE TABLE orders (id serial PRIMARY KEY, account bigint REFERENCES shop.account, at date NOT NULL);
        CREATE TABLE log (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
        CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE SEQUENCE free;
        CREATE VIEW v AS SELECT id FROM orders;
        CREATE MATERIALIZED VIEW mv AS SELECT id FROM orders;
        CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
        CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
        CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer);
        CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE STATISTICS s ON id, account FROM orders;
        CREATE COLLATION german (PROVIDER = libc, LOCALE = 'C');
        CREATE TEXT SEARCH CONFIGURATION words (COPY = simple);
        CREATE EXTENSION hstore;
        GRANT SELECT ON orders TO PUBLIC""");
    assertThat(
            missing(
                """
                ALTER TABLE shop.account ADD COLUMN phone text;
                REFRESH MATERIALIZED VIEW mv;
                ALTER TYPE mood ADD VALUE 'glad';
                ALTER DOMAIN email ADD CONSTRAINT short CHECK (length(VALUE) < 200);
                ALTER TYPE shop.point ADD ATTRIBUTE z integer;
                CREATE TABLE shop.item (id bigint PRIMARY KEY, h hstore, orders bigint REFERENCES orders);
                CREATE TABLE log_2 PARTITION OF log FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
                ALTER SEQUENCE free INCREMENT 50;
                DROP MATERIALIZED VIEW mv;
                DROP VIEW v;
                ALTER TABLE orders ALTER COLUMN id TYPE bigint;
                CREATE VIEW v AS SELECT id, at FROM orders;
                CREATE OR REPLACE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a + 1';
                DROP PROCEDURE p();
                DROP AGGREGATE total(integer);
                CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION t();
                DROP STATISTICS s;
                DROP COLLATION german;
                ALTER TEXT SEARCH CONFIGURATION words DROP MAPPING FOR word;
                CREATE POLICY own ON orders USING (true);
                ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
                GRANT SELECT ON orders TO migrate_role_replay_reader;
                CREATE PUBLICATION p FOR TABLE orders;
                COMMENT ON TABLE orders IS 'what people bought';
                INSERT INTO shop.account (mail) VALUES ('a@b');
                UPDATE orders SET at = at""",
                // A publication belongs to the database.
                DeployRights.parse(List.of("create-on-database"))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE SCHEMA other | it needs CREATE on the database
          CREATE EXTENSION pgcrypto | it needs CREATE on the database
          CREATE EXTENSION file_fdw | it needs a superuser
          CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION watch() | it needs a superuser
          CREATE PUBLICATION everything FOR ALL TABLES | it needs a superuser
          ALTER SYSTEM SET log_min_messages = 'warning' | it needs a superuser, or since PostgreSQL 15 a privilege on the parameter
          SET session_replication_role = replica | it needs a superuser, or since PostgreSQL 15 a privilege on the parameter
          COPY t FROM '/dev/null' | it needs the membership in pg_read_server_files
          COPY t FROM PROGRAM 'true' | it needs the membership in pg_execute_server_program
          CREATE ROLE migrate_role_replay_new | it needs a role with CREATEROLE
          CREATE FUNCTION c() RETURNS integer LANGUAGE internal AS 'int4pl' | it needs a superuser
          ALTER TABLE foreign_table ADD COLUMN b integer | it needs the ownership of table foreign_table, which belongs to migrate_role_replay_other
          INSERT INTO foreign_table VALUES (1) | it needs a privilege on table foreign_table
          CREATE INDEX i ON foreign_table (a) | it needs the ownership of table foreign_table, which belongs to migrate_role_replay_other
          ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES foreign_table | it needs a privilege on table foreign_table
          ALTER TABLE t OWNER TO migrate_role_replay_other | it needs the membership in migrate_role_replay_other
          SET ROLE migrate_role_replay_other | it needs the membership in migrate_role_replay_other
          ALTER EXTENSION hstore SET SCHEMA s | it needs the ownership of extension hstore
          ALTER DATABASE postgres SET work_mem = '4MB' | it needs the ownership of database postgres
          GRANT SELECT ON foreign_table TO PUBLIC | it needs a privilege on table foreign_table
          GRANT SELECT, UPDATE ON readable TO PUBLIC | it needs the ownership of the object, or its privileges WITH GRANT OPTION
          UPDATE forced SET a = 2 | it needs a role that sees all rows
          ANALYZE foreign_table | it needs a superuser
          GRANT USAGE ON SCHEMA public TO migrate_role_replay_other | it needs the ownership of the object, or its privileges WITH GRANT OPTION
          """)
  void saysWhichRightIsMissing(String sql, String right) {
    before(
        """
        CREATE SCHEMA s;
        CREATE EXTENSION hstore;
        CREATE TABLE t (a integer PRIMARY KEY);
        CREATE TABLE foreign_table (a integer PRIMARY KEY);
        ALTER TABLE foreign_table OWNER TO migrate_role_replay_other;
        CREATE TABLE readable (a integer);
        ALTER TABLE readable OWNER TO migrate_role_replay_other;
        GRANT SELECT ON readable TO PUBLIC;
        CREATE TABLE forced (a integer);
        ALTER TABLE forced ENABLE ROW LEVEL SECURITY;
        ALTER TABLE forced FORCE ROW LEVEL SECURITY;
        CREATE POLICY few ON forced USING (a = 1);
        CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'""");
    assertThat(missing(sql, DeployRights.OWNERSHIP))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.right()).isEqualTo(right);
              assertThat(found.statement().sql()).isEqualTo(sql);
              assertThat(found.said()).isNotBlank();
              assertThat(found.mend()).isNotBlank();
            });
  }

  @Test
  void goesOnBehindWhatItMayNotDo() throws Exception {
    before("CREATE TABLE t (a integer)");
    List<MissingRight> missing =
        missing(
            """
            INSERT INTO t VALUES (1);
            CREATE SCHEMA one;
            CREATE TABLE one.a (a integer);
            CREATE SCHEMA two;
            ALTER TABLE one.a ADD COLUMN b integer;
            CREATE TABLE two.b (a integer)""",
            DeployRights.OWNERSHIP);
    assertThat(missing).extracting(found -> found.statement().line()).containsExactly(2, 4);
    assertThat(one("SELECT count(*)::text FROM t")).isEqualTo("1");
    assertThat(
            one(
                "SELECT (SELECT relowner FROM pg_class WHERE relname = 'a') ="
                    + " (SELECT relowner FROM pg_class WHERE relname = 't')"))
        .isEqualTo("t");
  }

  @Test
  void whatAProjectSaysItMayDoIsNotMissing() {
    before("CREATE TABLE t (a integer)");
    assertThat(
            missing(
                """
                CREATE SCHEMA one;
                CREATE EXTENSION pgcrypto;
                CREATE EXTENSION IF NOT EXISTS file_fdw;
                COMMENT ON EXTENSION file_fdw IS 'files';
                CREATE PUBLICATION everything FOR ALL TABLES;
                CREATE ROLE migrate_role_replay_made;
                ALTER TABLE t OWNER TO migrate_role_replay_owner""",
                DeployRights.parse(
                    List.of(
                        "create-on-database",
                        "createrole",
                        "member-of=migrate_role_replay_owner",
                        "extension=file_fdw",
                        "statement=create publication"))))
        .isEmpty();
  }

  @Test
  void whatTheHistoryGivesToOthersStaysTheirs() {
    before(
        """
        CREATE SCHEMA s AUTHORIZATION migrate_role_replay_s;
        CREATE TABLE mine (a integer);
        CREATE TABLE theirs (a integer);
        ALTER TABLE theirs OWNER TO migrate_role_replay_s""");
    assertThat(
            missing(
                """
                ALTER TABLE mine ADD COLUMN b integer;
                ALTER TABLE theirs ADD COLUMN b integer;
                CREATE TABLE s.t (a integer)""",
                DeployRights.OWNERSHIP))
        .extracting(found -> found.statement().line())
        .containsExactly(2, 3);
    assertThat(
            missing(
                "ALTER TABLE theirs ADD COLUMN c integer",
                DeployRights.parse(List.of("member-of=migrate_role_replay_s"))))
        .isEmpty();
  }

  @Test
  void actsAsTheRoleOfTheMigrations() throws Exception {
    before("CREATE TABLE t (a integer)");
    try (RoleReplay replay =
        new RoleReplay(database, DeployRights.OWNERSHIP, "migrate_role_replay_app")) {
      assertThat(
              replay.execute(
                  "x",
                  List.of(step("ALTER TABLE t ADD COLUMN b integer; CREATE TABLE u (a integer)"))))
          .isEmpty();
    }
    assertThat(
            one(
                "SELECT string_agg(DISTINCT relowner::regrole::text, ',') FROM pg_class WHERE relname IN ('t', 'u')"))
        .isEqualTo("migrate_role_replay_app");
  }

  @Test
  void stepsWithoutATransactionAndBatchesAreTriedToo() throws Exception {
    before(
        """
        CREATE TABLE t (a integer PRIMARY KEY, b integer);
        INSERT INTO t SELECT generate_series(1, 20);
        CREATE TABLE theirs (a integer PRIMARY KEY);
        ALTER TABLE theirs OWNER TO migrate_role_replay_other;
        INSERT INTO theirs VALUES (1)""");
    try (RoleReplay replay = new RoleReplay(database, DeployRights.OWNERSHIP, null)) {
      List<MissingRight> missing =
          replay.execute(
              "x",
              List.of(
                  Step.noTransaction(Statement.of("CREATE INDEX CONCURRENTLY i ON t (b)")),
                  Step.noTransaction(Statement.of("CREATE INDEX CONCURRENTLY j ON theirs (a)")),
                  batch("UPDATE t SET b = a WHERE a BETWEEN :from AND :to"),
                  batch("UPDATE theirs SET a = a WHERE a BETWEEN :from AND :to"),
                  step("RESET SESSION AUTHORIZATION; CREATE SCHEMA s")));
      assertThat(missing)
          .extracting(found -> found.statement().sql().replaceAll(" .*", " .."))
          .containsExactly("CREATE ..", "UPDATE ..", "CREATE ..");
    }
    assertThat(one("SELECT count(*)::text FROM t WHERE b = a")).isEqualTo("20");
    assertThat(one("SELECT count(*)::text FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
  }

  @Test
  void whatNobodyMayDoIsNoQuestionOfRights() {
    assertThatThrownBy(() -> missing("SELECT 1; SELECT 1 / 0", DeployRights.OWNERSHIP))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("division by zero");
  }

  @Test
  void whatIsCheckedAtTheEndOfTheTransactionIsRefusedThere() {
    before(
        "CREATE TABLE t (a integer PRIMARY KEY, b integer REFERENCES t DEFERRABLE INITIALLY DEFERRED)");
    assertThatThrownBy(
            () ->
                missing("SELECT 1; INSERT INTO t VALUES (1, 2); SELECT 2", DeployRights.OWNERSHIP))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("violates foreign key constraint");
  }

  @Test
  void aRevisionMayHaveSavepoints() throws Exception {
    before("CREATE TABLE t (a integer)");
    assertThat(
            missing(
                """
                INSERT INTO t VALUES (1);
                SAVEPOINT one;
                INSERT INTO t VALUES (2);
                SAVEPOINT two;
                INSERT INTO t VALUES (3);
                ROLLBACK TO two;
                RELEASE one;
                CREATE SCHEMA s""",
                DeployRights.OWNERSHIP))
        .extracting(found -> found.statement().line())
        .containsExactly(8);
    assertThat(one("SELECT count(*)::text FROM t")).isEqualTo("2");
  }

  /** All that follow it would be executed as a superuser. */
  @Test
  void aStatementThatLeavesTheRoleLeavesItAlone() {
    before("CREATE TABLE t (a integer)");
    assertThat(
            missing(
                "SELECT 1; DO $$ BEGIN RESET SESSION AUTHORIZATION; END $$; CREATE SCHEMA s",
                DeployRights.OWNERSHIP))
        .extracting(found -> found.statement().sql())
        .containsExactly("CREATE SCHEMA s");
  }

  @Test
  void manyStatementsThatTheRoleMayExecuteAreOneMessage() throws Exception {
    String table = "CREATE TABLE role_cost_%d (a integer)";
    try (CountingProxy server = new CountingProxy(database.url());
        RoleReplay replay =
            new RoleReplay(server.through(database), DeployRights.OWNERSHIP, null)) {
      server.answers();
      replay.execute("x", List.of(step(table.formatted(0) + "; " + table.formatted(1))));
      int few = server.answers();
      String many =
          IntStream.range(2, 200).mapToObj(table::formatted).collect(Collectors.joining(";\n"));
      replay.execute("x", List.of(step(many)));
      assertThat(server.answers()).isEqualTo(few);
    }
  }

  @Test
  void listsTheRightsThatThereAre() {
    assertThatThrownBy(() -> DeployRights.parse(List.of("createdb", "create database")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'create database' is not a right of a role; write ownership,");
    assertThatThrownBy(() -> DeployRights.parse(List.of("extension")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<MissingRight> missing(String sql, DeployRights rights) {
    try (RoleReplay replay = new RoleReplay(database, rights, null)) {
      List<MissingRight> all = new ArrayList<>();
      if (sql.startsWith("ALTER SYSTEM") || sql.startsWith("ANALYZE")) {
        all.addAll(replay.execute("x", List.of(Step.noTransaction(Statement.of(sql)))));
      } else {
        all.addAll(replay.execute("x", List.of(step(sql))));
      }
      return all;
    }
  }

  private void before(String sql) {
    new Replay(database).script("before", Splitter.split(sql));
  }

  private static Step step(String sql) {
    return Step.transaction(Splitter.split(sql));
  }

  private static Step batch(String sql) {
    return Step.batch(Statement.of(sql), Map.of("key", "a", "size", "5"));
  }

  private String one(String query) throws Exception {
    try (Connection connection = database.connect();
        ResultSet row = connection.createStatement().executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
