package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.lint.DmlShape;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.role.DeployRights;
import dev.pgmigrate.role.RoleReplay;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.watch.Watcher;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {
  private final ShadowDatabase database = TestServer.database();
  private final Replay replay = new Replay(database);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void executesAScriptAsItStands() throws Exception {
    replay.script(
        "a.sql",
        statements(
            "CREATE TABLE t (n integer) -- a comment at the end",
            "CREATE FUNCTION f() RETURNS integer BEGIN ATOMIC SELECT 1; SELECT 2; END",
            "INSERT INTO t SELECT length('{fn now()}?;') + f()"));
    assertThat(one("SELECT n::text FROM t")).isEqualTo("14");
  }

  /** A session takes longer than what is done in most of them. */
  @Test
  void noSessionIsOpenedForNothing() {
    ShadowDatabase dropped = TestServer.database();
    dropped.close();
    Replay nothing = new Replay(dropped);
    nothing.script("empty.sql", List.of());
    nothing.up(List.of());
    assertThatThrownBy(() -> nothing.script("a.sql", statements("SELECT 1")))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void whatIsRefusedAtTheEndOfATransactionIsNamed() {
    List<Statement> statements =
        statements(
            "CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t INITIALLY DEFERRED)",
            "INSERT INTO t VALUES (1, 2)");
    assertThatThrownBy(() -> replay.script("a.sql", statements))
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("t_parent_fkey")
        .hasMessageContaining("INSERT INTO t VALUES (1, 2)");
    try (Watcher watcher = new Watcher(database, statement -> DmlShape.NONE)) {
      assertThatThrownBy(() -> watcher.up("a.sql", List.of(Step.transaction(statements))))
          .isInstanceOf(ReplayException.class);
      List<WatchedStep> tried = watcher.tried("a.sql", List.of(Step.transaction(statements)));
      assertThat(tried).hasSize(1);
      assertThat(tried.get(0).statements())
          .extracting(watched -> watched.effects().refusal() != null)
          .containsExactly(false, true);
    }
  }

  /** On a server of somebody else it may be theirs. */
  @Test
  void noDatabaseIsDropped() throws Exception {
    replay.script("a.sql", statements("CREATE TABLE stays ()"));
    try (ShadowDatabase other = TestServer.database()) {
      String name = other.url().replaceAll(".*/|[?].*", "");
      Step step = Step.noTransaction(Statement.of("DROP /* all */ DATABASE \"" + name + "\""));
      replay.steps("b.sql", List.of(step));
      try (Watcher watcher = new Watcher(database, statement -> DmlShape.NONE)) {
        watcher.up("b.sql", List.of(step));
      }
      assertThat(one("SELECT count(*)::text FROM pg_database WHERE datname = '" + name + "'"))
          .isEqualTo("1");
    }
  }

  /** What it does stays behind, or concerns somebody else. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE DATABASE left_behind",
        "ALTER SYSTEM SET work_mem = '8MB'",
        "CREATE TABLESPACE left_behind LOCATION '/nowhere'",
        "DROP TABLESPACE left_behind",
        "ALTER DATABASE postgres SET work_mem = '8MB'",
        "COMMENT ON DATABASE postgres IS 'left behind'",
        "GRANT CONNECT ON DATABASE shop TO PUBLIC",
        "CREATE SUBSCRIPTION left_behind CONNECTION 'host=127.0.0.1 port=1' PUBLICATION p",
        "DROP SUBSCRIPTION left_behind",
      })
  void nothingIsDoneBeyondTheDatabase(String sql) throws Exception {
    List<Step> steps = List.of(Step.noTransaction(Statement.of(sql)));
    replay.steps("a.sql", steps);
    replay.steps("a.sql", steps);
    try (Watcher watcher = new Watcher(database, statement -> DmlShape.NONE)) {
      watcher.up("a.sql", steps);
    }
    try (RoleReplay role = new RoleReplay(database, DeployRights.OWNERSHIP, null)) {
      role.execute("a.sql", steps);
    }
    try (RoleReplay role =
        new RoleReplay(database, DeployRights.parse(List.of("createdb")), null)) {
      role.execute("a.sql", steps);
    }
    assertThat(
            one(
                """
                SELECT concat(
                  (SELECT string_agg(datname, ' ') FROM pg_database WHERE datname = 'left_behind'),
                  (SELECT string_agg(name, ' ') FROM pg_file_settings WHERE sourcefile ~ 'auto.conf$'),
                  (SELECT string_agg(setconfig::text, ' ') FROM pg_db_role_setting
                    JOIN pg_database d ON d.oid = setdatabase WHERE datname = 'postgres'),
                  (SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'postgres'))"""))
        .isIn("", "default administrative connection database");
  }

  @Test
  void whatNoTransactionMayHoldIsRefusedThere() {
    List<Step> steps = List.of(Step.transaction(statements("CREATE DATABASE left_behind")));
    assertThatThrownBy(() -> replay.steps("a.sql", steps)).hasMessageContaining("25001");
    try (Watcher watcher = new Watcher(database, statement -> DmlShape.NONE)) {
      assertThat(watcher.tried("a.sql", steps).get(0).statements().get(0).effects().refusal())
          .isNotNull();
    }
  }

  @Test
  void aBatchIsOneRangeOfAllKeys() throws Exception {
    replay.script("a.sql", statements("CREATE TABLE t (n integer, m integer)"));
    Step step =
        Step.batch(
            new Statement("UPDATE t SET m = n WHERE n BETWEEN :from AND :to", List.of(), 7),
            Map.of("key", "n", "size", "1"));
    replay.up(List.of(revision("000000000001", List.of(step), List.of())));
    replay.script("a.sql", statements("INSERT INTO t SELECT generate_series(1, 20)"));
    replay.up(List.of(revision("000000000001", List.of(step), List.of())));
    assertThat(one("SELECT sum(m)::text FROM t")).isEqualTo("210");
  }

  @Test
  void aBatchIsUnderstoodAlsoWhereThereIsNoRow() throws Exception {
    replay.script("a.sql", statements("CREATE TABLE t (n integer)"));
    Step step =
        Step.batch(
            new Statement("UPDATE t SET m = 1 WHERE n BETWEEN :from AND :to", List.of(), 7),
            Map.of("key", "n"));
    ReplayException e =
        catchThrowableOfType(
            ReplayException.class,
            () -> replay.up(List.of(revision("000000000001", List.of(step), List.of()))));
    assertThat(e).hasMessageContaining("column \"m\" of relation \"t\" does not exist");
    assertThat(e.line()).isEqualTo(7);
  }

  @Test
  void namesTheStatementThatFailsAndUndoesTheScript() throws Exception {
    ReplayException e =
        catchThrowableOfType(
            ReplayException.class,
            () ->
                replay.script(
                    "schema/a.sql",
                    List.of(
                        new Statement("CREATE TABLE t (n integer)", List.of(), 1),
                        new Statement("CREATE INDEX i ON t (\n  n,\n  m\n)", List.of("why"), 5),
                        new Statement("CREATE TABLE u ()", List.of(), 10))));
    assertThat(e)
        .hasMessageStartingWith("schema/a.sql, line ")
        .hasMessageContaining("column \"m\" does not exist")
        .hasMessageContaining("CREATE INDEX i");
    assertThat(e.source()).isEqualTo("schema/a.sql");
    assertThat(e.sqlState()).isEqualTo("42703");
    assertThat(e.line()).isEqualTo(5);
    assertThat(one("SELECT to_regclass('t')::text")).isNull();
  }

  @Test
  void pointsAtTheLineWithinTheStatementWherePostgresDoes() {
    ReplayException e =
        catchThrowableOfType(
            ReplayException.class,
            () ->
                replay.script(
                    "a.sql", List.of(new Statement("SELECT 1,\n  lenght('a')\n", List.of(), 7))));
    assertThat(e.line()).isEqualTo(8);
    assertThat(e.hint()).contains("No function matches");
  }

  @Test
  void replaysRevisionsInTheirOrderAndBackDown() throws Exception {
    Revision first =
        revision(
            "000000000001",
            List.of(
                step(Step.Kind.TRANSACTION, "CREATE TYPE mood AS ENUM ('sad')"),
                step(Step.Kind.NO_TRANSACTION, "ALTER TYPE mood ADD VALUE 'glad'"),
                step(Step.Kind.TRANSACTION, "CREATE TABLE t (m mood DEFAULT 'glad')"),
                step(Step.Kind.NO_TRANSACTION, "CREATE INDEX CONCURRENTLY i ON t (m)")),
            List.of(
                step(Step.Kind.NO_TRANSACTION, "DROP INDEX CONCURRENTLY i"),
                step(Step.Kind.TRANSACTION, "DROP TABLE t", "DROP TYPE mood")));
    Revision second =
        revision(
            "000000000002",
            List.of(step(Step.Kind.TRANSACTION, "ALTER TABLE t ADD n integer")),
            List.of(step(Step.Kind.TRANSACTION, "ALTER TABLE t DROP n")));
    replay.up(List.of(first, second));
    assertThat(
            one(
                "SELECT string_agg(attname, ' ') FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"))
        .isEqualTo("m n");
    replay.down(List.of(second, first));
    assertThat(one("SELECT to_regclass('t')::text")).isNull();
  }

  @Test
  void namesTheRevisionThatFails() {
    Revision broken =
        revision(
            "00000000000a",
            List.of(
                new Step(
                    Step.Kind.NO_TRANSACTION,
                    List.of(new Statement("DROP INDEX CONCURRENTLY nowhere", List.of(), 9)),
                    Map.of(),
                    null,
                    8)),
            List.of());
    ReplayException e =
        catchThrowableOfType(ReplayException.class, () -> replay.up(List.of(broken)));
    assertThat(e)
        .hasMessageStartingWith("revision 00000000000a (add it), line 9: ")
        .hasMessageContaining("index \"nowhere\" does not exist");
  }

  @Test
  void makesTheRolesThatAHistoryNames() throws Exception {
    List<Statement> script =
        statements(
            "CREATE TABLE t ()",
            "GRANT SELECT ON t TO \"Replayed Reader\"",
            "ALTER TABLE t OWNER TO replayed_owner");
    replay.script("a.sql", script);
    assertThat(one("SELECT relowner::regrole::text FROM pg_class WHERE relname = 't'"))
        .isEqualTo("replayed_owner");
    assertThat(one("SELECT rolcanlogin::text FROM pg_roles WHERE rolname = 'Replayed Reader'"))
        .isEqualTo("false");
  }

  @Test
  void aRoleThatAnotherDatabasesReplayMadeIsNoObstacle() throws Exception {
    List<Statement> script =
        statements("CREATE ROLE replayed_twice", "CREATE SCHEMA s AUTHORIZATION replayed_twice");
    replay.script("a.sql", script);
    try (ShadowDatabase other = TestServer.database()) {
      new Replay(other).script("a.sql", script);
    }
    assertThat(one("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 's'"))
        .isEqualTo("replayed_twice");
  }

  @Test
  void onSomebodyElsesServerNoRoleIsMade() throws Exception {
    ShadowDatabase foreign =
        new ShadowDatabase() {
          @Override
          public dev.pgmigrate.jdbc.Database database() {
            return database.database();
          }

          @Override
          public boolean ownsServer() {
            return false;
          }

          @Override
          public void close() {}
        };
    ReplayException e =
        catchThrowableOfType(
            ReplayException.class,
            () ->
                new Replay(foreign)
                    .script(
                        "a.sql", statements("CREATE TABLE t ()", "GRANT ALL ON t TO nobody_here")));
    assertThat(e).hasMessageContaining("role \"nobody_here\" does not exist");
    assertThat(one("SELECT count(*)::text FROM pg_roles WHERE rolname = 'nobody_here'"))
        .isEqualTo("0");
  }

  private static List<Statement> statements(String... sql) {
    return Arrays.stream(sql).map(Statement::of).toList();
  }

  private static Step step(Step.Kind kind, String... sql) {
    return new Step(kind, statements(sql), Map.of(), null, 0);
  }

  private static Revision revision(String id, List<Step> up, List<Step> down) {
    return new Revision(
        id,
        "add it",
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        up,
        down);
  }

  private String one(String query) throws Exception {
    try (Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
