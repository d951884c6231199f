package dev.pgmigrate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Effects;
import dev.pgmigrate.lint.Lock;
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
import java.util.List;
import java.util.Set;
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
      assertThat(replay.up("the test", steps)).isEmpty();
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
