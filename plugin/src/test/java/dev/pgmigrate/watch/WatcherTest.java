package dev.pgmigrate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.lint.BuiltIndex;
import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Lock;
import dev.pgmigrate.lint.Retyped;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.role.DeployRights;
import dev.pgmigrate.role.RoleReplay;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of statements that change their own session, or reach beyond one table. */
class WatcherTest {
  private final ShadowDatabase database = TestServer.database();

  @AfterEach
  void drop() {
    database.close();
  }

  /** PostgreSQL says so of CALL and DO only when COMMIT is reached. */
  @ParameterizedTest
  @ValueSource(strings = {"CALL fill()", "DO $$ BEGIN INSERT INTO t VALUES (3); COMMIT; END $$"})
  void aProcedureThatCommitsIsExecutedOutsideOfATransaction(String sql) {
    before(
        """
        CREATE TABLE t (n integer);
        CREATE PROCEDURE fill() LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO t VALUES (2); END $$;
        """);
    Effects effects = watched(Step.noTransaction(Statement.of(sql))).get(0);
    assertThat(effects.refusal()).isNull();
    assertThat(effects.outside()).isTrue();
  }

  /** PostgreSQL lets only a superuser choose the language of messages and drop event triggers. */
  @ParameterizedTest
  @ValueSource(strings = {"ROLE", "SESSION AUTHORIZATION"})
  void aRevisionMayActAsAnotherRole(String what) {
    before("CREATE ROLE watch_owner; CREATE SCHEMA app AUTHORIZATION watch_owner;");
    List<Effects> effects =
        watched(
            step(
                "SET "
                    + what
                    + " watch_owner; CREATE TABLE app.t (n integer);"
                    + " GRANT SELECT ON app.t TO watch_reader_of_nothing_yet"),
            step("ALTER TABLE app.t ADD m integer"));
    assertThat(effects).extracting(Effects::refusal).containsOnlyNulls();
    assertThat(effects.get(1).commands()).hasSize(1);
    assertThat(effects.get(3).changes()).hasSize(1);
  }

  /** As in a run. */
  @Test
  void whatAStepSetsEndsWithIt() {
    List<Step> steps =
        List.of(
            step("SELECT set_config('search_path', '', false); SET ROLE pg_monitor"),
            step("CREATE TABLE t (n integer)"),
            Step.noTransaction(Statement.of("SET search_path = pg_catalog")),
            step("CREATE TABLE u (n integer)"));
    assertThat(watched(steps.toArray(Step[]::new)))
        .extracting(Effects::refusal)
        .containsOnlyNulls();
    try (ShadowDatabase other = TestServer.database()) {
      new Replay(other).steps("the test", steps);
    }
    try (ShadowDatabase other = TestServer.database();
        RoleReplay replay =
            new RoleReplay(
                other,
                new DeployRights(Set.of(), false, Set.of("pg_monitor"), Set.of(), List.of()),
                null)) {
      assertThat(replay.execute("the test", steps)).isEmpty();
    }
  }

  /** The session of another tool's script goes on. */
  @Test
  void whatAForeignScriptSetsStays() {
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      List<Step> steps =
          List.of(
              step("CREATE SCHEMA app; SET search_path = app"), step("CREATE TABLE t (n integer)"));
      List<WatchedStep> seen = watcher.triedInOneSession("the test", steps);
      assertThat(seen.get(1).statements().get(0).effects().locks())
          .extracting(Lock::relation)
          .hasToString("[app.t]");
    }
  }

  /** The server says names without their schemas. */
  @Test
  void tablesOfOneNameAreToldApart() {
    before(
        """
        CREATE SCHEMA a; CREATE SCHEMA b;
        CREATE TABLE a.t (n integer, m integer);
        CREATE TABLE b.t (n integer, m integer);
        """);
    List<Effects> effects =
        watched(
            step(
                "ALTER TABLE a.t ADD x integer; ALTER TABLE b.t ALTER n TYPE bigint;"
                    + " ALTER TABLE b.t ADD CHECK (n > 0); CREATE INDEX ix ON b.t (m)"));
    assertThat(effects.get(1).rewritten()).hasToString("[b.t]");
    assertThat(effects.get(2).scanned()).hasToString("[b.t]");
    assertThat(effects.get(3).built()).extracting(BuiltIndex::table).hasToString("[b.t]");
  }

  /** DISCARD drops what is in the temporary schema; a replica fires few triggers. */
  @ParameterizedTest
  @ValueSource(strings = {"DISCARD TEMP", "SET session_replication_role = replica"})
  void whatAStatementDoesToTheSessionBlindsNothing(String sql) {
    before("CREATE TABLE t (n integer); CREATE TABLE u (n integer);");
    List<Effects> effects =
        watched(
            step(sql + "; DROP TABLE t"),
            Step.noTransaction(Statement.of("DISCARD ALL")),
            step("DROP TABLE u"));
    assertThat(effects.get(1).dropped()).isNotEmpty();
    assertThat(effects.get(3).dropped()).isNotEmpty();
  }

  @Test
  void whereNothingReportsADropTheRulesAreTold() {
    before("CREATE ROLE watch_discarder; CREATE TABLE t (n integer);");
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      watcher.up("the test", List.of(step("SELECT 1")));
      assertThat(watcher.sources()).contains(Source.EVENTS);
      watcher.up("the test", List.of(step("SET ROLE watch_discarder; DISCARD TEMP; SELECT 1")));
      assertThat(watcher.sources()).doesNotContain(Source.EVENTS);
    }
  }

  /** Their locks are held already, and commands do not name them. */
  @Test
  void whatAStatementChangesBesideItsTableIsSeenInALaterStatement() {
    before(
        """
        CREATE TABLE p (n integer) PARTITION BY LIST (n);
        CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
        CREATE TABLE k (n integer PRIMARY KEY);
        CREATE TABLE f (n integer REFERENCES k);
        """);
    List<Effects> effects =
        watched(
            step(
                "ALTER TABLE p ADD a integer; ALTER TABLE p ADD b integer;"
                    + " ALTER TABLE f ADD a integer; ALTER TABLE k DROP CONSTRAINT k_pkey CASCADE;"
                    + " CREATE PUBLICATION pub FOR ALL TABLES"));
    assertThat(effects.get(1).changes())
        .extracting(change -> change.relation().name().name())
        .contains("p1");
    assertThat(effects.get(3).changes())
        .extracting(change -> change.relation().name().name())
        .contains("f");
    assertThat(effects.get(4).changes())
        .extracting(change -> change.relation().name().name())
        .contains("k", "f");
  }

  /** No event trigger names it, and no lock is held behind it. */
  @Test
  void anIndexBuiltConcurrentlyIsSeenWithoutASuperuser() throws SQLException {
    try (Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE watch_ordinary LOGIN PASSWORD 'secret'");
      statement.execute("CREATE TABLE t (n integer); ALTER TABLE t OWNER TO watch_ordinary");
      statement.execute("GRANT CREATE ON SCHEMA public TO watch_ordinary");
    }
    String url = database.url().replaceAll("\\?.*", "?user=watch_ordinary&password=secret");
    ShadowDatabase owned =
        new ShadowDatabase() {
          @Override
          public Database database() {
            return Database.of(url, null, null);
          }

          @Override
          public boolean ownsServer() {
            return false;
          }

          @Override
          public void close() {}
        };
    try (Watcher watcher = new Watcher(owned, WrittenRows::of)) {
      assertThat(watcher.sources()).doesNotContain(Source.EVENTS);
      Step step = Step.noTransaction(Statement.of("CREATE INDEX CONCURRENTLY i ON t (n)"));
      assertThat(watcher.up("the test", List.of(step)).get(0).statements().get(0).effects())
          .satisfies(
              effects ->
                  assertThat(effects.changes())
                      .anySatisfy(change -> assertThat(change.addedIndexes()).hasSize(1)));
    }
  }

  /** What existing objects were is read when a statement touches them, and all at once at last. */
  @Test
  void whatManyExistingTablesWereIsKnown() {
    int tables = 80;
    String create = "CREATE TABLE t%1$d (a integer, b integer); CREATE INDEX i%1$d ON t%1$d (a);";
    before(String.join("", IntStream.range(0, tables).mapToObj(create::formatted).toList()));
    List<Statement> statements =
        IntStream.range(0, tables)
            .mapToObj("ALTER TABLE t%d DROP COLUMN b"::formatted)
            .map(Statement::of)
            .toList();
    List<Effects> effects =
        watched(
            Step.transaction(statements.subList(0, tables / 2)),
            Step.transaction(statements.subList(tables / 2, tables)),
            step("DROP INDEX i7; ALTER INDEX i%d RENAME TO j".formatted(tables - 1)));
    assertThat(effects)
        .allSatisfy(
            one ->
                assertThat(one.changes())
                    .isNotEmpty()
                    .allSatisfy(change -> assertThat(change.before()).isNotNull()));
    assertThat(effects.subList(0, tables))
        .allSatisfy(
            one ->
                assertThat(Objects.requireNonNull(one.changes().get(0).before()).columns())
                    .extracting(column -> column.name() + " " + column.existing())
                    .containsExactly("a true", "b true"));
  }

  /** They are no relations. */
  @Test
  void whatExistingRoutinesAndTypesWereIsKnown() {
    before(
        """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
        """);
    List<Effects> effects =
        watched(
            step(
                """
                CREATE TABLE t (n integer);
                ALTER FUNCTION f() RENAME TO h;
                DROP TYPE mood;
                CREATE TYPE mood AS ENUM ('ok');
                """),
            Step.noTransaction(Statement.of("ALTER FUNCTION g() RENAME TO i")));
    assertThat(effects.get(1).renamed()).extracting("from").containsExactly("public.f()");
    assertThat(effects.get(3).lostValues()).hasSize(1);
    assertThat(effects.get(4).renamed()).extracting("from").containsExactly("public.g()");
  }

  /** The table is read before its type gets another name, though only later it is changed. */
  @Test
  void whatATableWasBeforeItsTypeGotAnotherNameIsKnown() {
    before(
        """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        CREATE TABLE t (one mood, several mood[]);
        """);
    List<Effects> effects =
        watched(
            step(
                """
                ALTER TYPE mood RENAME TO mood_old;
                CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
                ALTER TABLE t ALTER one TYPE mood USING one::text::mood,
                  ALTER several TYPE mood[] USING several::text[]::mood[];
                """));
    assertThat(Objects.requireNonNull(effects.get(2).changes().get(0).before()).columns())
        .extracting("type")
        .containsExactly("mood", "mood[]");
    assertThat(effects.get(2).retyped()).extracting(Retyped::fit).containsOnly(Retyped.Fit.WIDER);
  }

  /** A role that is missing is made, and one that is there is left: only then all is undone. */
  @Test
  void aFirstRevisionMayNameRolesThatAreMissingOrThere() {
    before("CREATE ROLE watch_there");
    String tables = "CREATE TABLE t (n integer); CREATE INDEX i ON t (n); ";
    List<String> effects =
        seen(
            "",
            Splitter.split(
                tables
                    + "CREATE ROLE watch_there; GRANT SELECT ON t TO watch_not_there_yet;"
                    + "ALTER TABLE t ADD m integer"));
    List<String> alone = seen("", Splitter.split(tables + "ALTER TABLE t ADD m integer"));
    assertThat(effects).hasSize(5).contains(alone.get(0), alone.get(1), alone.get(2));
  }

  /** Our own queries are prepared. */
  @ParameterizedTest
  @ValueSource(strings = {"DEALLOCATE ALL", "DISCARD ALL", "DISCARD PLANS"})
  void aRevisionMayForgetWhatIsPrepared(String forgets) {
    before("CREATE TABLE t (n integer)");
    List<Effects> effects =
        watched(
            step("ALTER TABLE t ADD m integer"),
            Step.noTransaction(Statement.of(forgets)),
            step("ALTER TABLE t ADD o integer"));
    assertThat(effects).extracting(Effects::refusal).containsOnlyNulls();
    assertThat(effects.get(2).changes()).hasSize(1);
  }

  /** There nobody looks at the locks of what only creates. */
  @Test
  void onAnEmptyDatabaseTheSameIsSeenAsBesideAnotherTable() {
    List<Statement> statements =
        Splitter.split(
            """
            CREATE SCHEMA aside;
            CREATE TABLE aside.city (id bigint PRIMARY KEY);
            CREATE TABLE city (id bigint GENERATED ALWAYS AS IDENTITY, name text);
            ALTER TABLE city ADD CONSTRAINT city_key PRIMARY KEY (id);
            CREATE TABLE event (day date NOT NULL, city_id bigint) PARTITION BY RANGE (day);
            CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE INDEX ix_event ON event (city_id);
            ALTER TABLE event ADD CONSTRAINT fk_city FOREIGN KEY (city_id) REFERENCES city (id) ON DELETE SET NULL;
            CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
            CREATE INDEX ix_name ON city (name);
            CREATE VIEW names AS SELECT name FROM city;
            CREATE SEQUENCE numbers OWNED BY city.name;
            ALTER TABLE event DETACH PARTITION event_1;
            ALTER INDEX ix_name RENAME TO ix_names;
            DROP TABLE event_2;
            """);
    List<String> first = seen("", statements);
    assertThat(first)
        .isEqualTo(seen("CREATE TABLE other ()", statements))
        .anyMatch(text -> text.contains("built=[BuiltIndex[name=ix_name, table=public.city]]"));
  }

  /** All effects but the locks, without oids. */
  private static List<String> seen(String before, List<Statement> statements) {
    try (ShadowDatabase database = TestServer.database()) {
      new Replay(database).script("before", Splitter.split(before));
      try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
        return watcher.up("the test", List.of(Step.transaction(statements))).stream()
            .flatMap(step -> step.statements().stream())
            .map(
                statement ->
                    statement.statement().sql()
                        + " -> "
                        + statement
                            .effects()
                            .toString()
                            .replaceFirst("locks=.*?, rewritten=", "")
                            .replaceAll("\\d{5,}", "#"))
            .toList();
      }
    }
  }

  private void before(String sql) {
    new Replay(database).script("before", Splitter.split(sql));
  }

  private List<Effects> watched(Step... steps) {
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      return watcher.tried("the test", List.of(steps)).stream()
          .flatMap(step -> step.statements().stream())
          .map(WatchedStatement::effects)
          .toList();
    }
  }

  private static Step step(String sql) {
    return Step.transaction(Splitter.split(sql));
  }
}
