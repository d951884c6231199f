package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.shadow.Pooler;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behind PgBouncer in transaction mode. */
class PoolerTest {
  private static final String ID = "000000000001";
  private static final Duration NEVER = Duration.ofHours(1);
  private static final MigrationFile FILE =
      Applying.file(
          ID,
          """
          -- migrate:up
          CREATE TABLE t (id int PRIMARY KEY, n int);
          INSERT INTO t SELECT generate_series(1, 100);
          SET work_mem = '1MB';

          -- migrate:up batch key=id size=10
          UPDATE t SET n = id WHERE id BETWEEN :from AND :to;

          -- migrate:up no-transaction
          CREATE INDEX CONCURRENTLY t_n ON t (n);

          -- migrate:up no-transaction
          CREATE INDEX CONCURRENTLY t_id_n ON t (id, n);
          """);

  /** But for those that a pooler keeps apart, and the one of the transaction that asks. */
  private static final String SETTINGS =
      "SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings"
          + " WHERE source IN ('session', 'client') AND setting <> reset_val AND name NOT IN ('application_name',"
          + " 'client_encoding', 'DateStyle', 'TimeZone', 'extra_float_digits',"
          + " 'transaction_isolation')";

  private static Pooler pooler;
  private Applying applying;
  private Database pooled;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void start() throws Exception {
    pooler = Pooler.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (pooler != null) {
      pooler.close();
    }
  }

  @BeforeEach
  void open() {
    applying = new Applying();
    pooled = Database.of(pooler.through(applying.database.url().reveal()), null, null);
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private class Listening implements Progress {
    @Override
    public void notice(String text) {
      notices.add(text);
    }
  }

  private AppliedState upgrade(Database direct, Progress progress, MigrationFile file) {
    return applying
        .executor(pooled, direct, progress)
        .run(List.of(file), state -> Worklist.of(List.of(Task.up(file))));
  }

  private void assertApplied() throws SQLException {
    assertThat(applying.state(FILE).complete()).isTrue();
    assertThat(applying.value("SELECT count(*) FROM t WHERE n = id")).isEqualTo("100");
    assertThat(
            applying.value(
                "SELECT count(*) FROM pg_index WHERE indrelid = 't'::regclass AND indisvalid"))
        .isEqualTo("3");
    assertThat(applying.value("SELECT run FROM migrate_lock")).isNull();
    for (int i = 0; i < 4; i++) {
      assertThat(settings(pooled)).as("what other clients get").isNull();
    }
  }

  private static String settings(Database database) throws SQLException {
    try (Connection connection = database.connect(List.of());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SETTINGS)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void allKindsOfStepsRunWithADirectUrl() throws Exception {
    upgrade(applying.database, new Listening(), FILE);
    assertApplied();
    assertThat(notices).isEmpty();
  }

  @Test
  void withoutADirectUrlTheyRunWithTheRolesSettingsWhichIsSaidOnce() throws Exception {
    upgrade(pooled, new Listening(), FILE);
    assertApplied();
    assertThat(notices).singleElement().asString().contains("set migrate.directUrl");
  }

  @Test
  void theHeartBeatsWhileAStepRuns() throws Exception {
    applying.execute("SELECT pg_advisory_lock(7)");
    applying.limits = new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), NEVER);
    applying.times =
        new PostgresLease.Times(
            Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(20));
    MigrationFile file =
        Applying.file(
            ID, "-- migrate:up\nSELECT 1;\n\n-- migrate:up\nSELECT pg_advisory_xact_lock(7);\n");
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> upgrade(pooled, new Listening(), file));
    applying.until(
        "SELECT 1 FROM pg_stat_activity"
            + " WHERE wait_event = 'advisory' AND datname = current_database()");
    String heartbeat = applying.value("SELECT heartbeat FROM migrate_lock");
    applying.until("SELECT 1 FROM migrate_lock WHERE heartbeat > '" + heartbeat + "'");
    applying.execute("SELECT pg_advisory_unlock(7)");
    assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    assertThat(notices).isEmpty();
  }

  @Test
  void ofTwoUpgradersAtOnceEachStepIsDoneByOne() throws Exception {
    List<CompletableFuture<AppliedState>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> upgrade(pooled, Progress.SILENT, FILE)));
    }
    for (CompletableFuture<AppliedState> run : runs) {
      assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    }
    assertApplied();
    assertThat(applying.entries())
        .filteredOn(row -> row.outcome() == Outcome.DONE)
        .extracting(JournalEntry::step)
        .containsExactly(1, 2, 3, 4);
  }

  /** Behind a step that has committed, which ends with RESET ALL. */
  @Test
  void aHolderThatFreezesInATransactionIsReplaced() throws Exception {
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            CREATE TABLE a (n int);

            -- migrate:up
            CREATE TABLE b (n int);
            DO $$ BEGIN RAISE NOTICE 'in the middle'; END $$;
            """);
    applying.freeze(
        pooled,
        file,
        () -> assertThat(upgrade(pooled, new Listening(), file).isComplete(ID)).isTrue());
    assertThat(applying.entries()).extracting(JournalEntry::step).containsExactly(1, 2);
  }

  /** Each of these modes of the ways to the server; the first is that of the steps. */
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true"})
  void statementModeIsNamedAndEndsTheRun(boolean steps, boolean direct) throws Exception {
    try (Pooler statements = Pooler.start("statement")) {
      String through = statements.through(applying.database.url().reveal());
      Database one = steps ? Database.of(through, null, null) : applying.database;
      Database other = direct ? Database.of(through, null, null) : applying.database;
      Executor executor = applying.executor(one, other, new Listening());
      CompletableFuture<AppliedState> run =
          CompletableFuture.supplyAsync(
              () -> executor.run(List.of(FILE), state -> Worklist.of(List.of(Task.up(FILE)))));
      assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DatabaseException.class)
          .hasMessageContaining("pool_mode = statement")
          .hasMessageContaining("migrate.directUrl");
      assertThat(applying.value("SELECT to_regclass('t')")).isNull();
      assertThat(applying.value("SELECT run FROM migrate_lock")).isNull();
    }
  }

  @Test
  void pinsOfAStepHoldWithinItsTransaction() throws Exception {
    applying.execute(
        "ALTER DATABASE %s SET transaction_timeout = '100ms'"
            .formatted(applying.connection().getCatalog()));
    upgrade(
        pooled,
        new Listening(),
        Applying.file(
            "000000000001",
            """
            -- migrate:up
            SELECT pg_sleep(0.3);
            CREATE TABLE pins AS SELECT current_setting('row_security') AS rows;
            """));
    assertThat(applying.value("SELECT rows FROM pins")).isEqualTo("off");
    assertThat(settings(pooled)).as("what other clients get").isNull();
  }
}
