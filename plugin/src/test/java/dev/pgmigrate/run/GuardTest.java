package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.JournalEntry.Walk;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of the executor without which something is executed twice, unseen, or not meant. */
class GuardTest {
  private static final String ID = "000000000001";
  private static final Duration NEVER = Duration.ofHours(1);

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(30));
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 10)");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  /** The first attempt still works in the server when the second could begin. */
  @Test
  void aSecondAttemptBeginsWhenTheBackendOfTheFirstIsGone() throws Exception {
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            DO $$
            BEGIN
              IF NOT pg_try_advisory_xact_lock(42) THEN
                RAISE EXCEPTION 'two at once';
              END IF;
            END
            $$;
            SELECT pg_sleep(4);
            UPDATE t SET n = n + 1;
            """);
    try (CuttingProxy proxy = applying.proxy("SELECT pg_sleep(4)", 1)) {
      Progress cutting =
          new Progress() {
            @Override
            public void started(Task task, int step) {
              proxy.cutTheClient();
            }
          };
      AppliedState state =
          applying
              .executor(applying.through(proxy), cutting)
              .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(state.isComplete(ID)).isTrue();
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(applying.value("SELECT string_agg(DISTINCT n::text, ',') FROM t")).isEqualTo("1");
  }

  /** Half an index of our name that was there before: somebody else's. */
  @Test
  void whatExistsAlreadyIsNotClearedAway() throws Exception {
    try (Connection reader = applying.session("reader");
        Connection builder = applying.session("builder");
        Statement building = builder.createStatement()) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reader.createStatement().execute("SELECT count(*) FROM t");
      CompletableFuture<Void> failed =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(
                      () -> building.execute("CREATE INDEX CONCURRENTLY i ON t (n)")));
      applying.until(
          "SELECT pg_cancel_backend(a.pid) FROM pg_stat_activity a, pg_index i"
              + " WHERE a.application_name = 'builder' AND a.wait_event = 'virtualxid'"
              + " AND i.indexrelid = to_regclass('i')");
      failed.get(20, TimeUnit.SECONDS);
      reader.rollback();
    }
    String theirs = applying.value("SELECT 'i'::regclass::oid");
    MigrationFile file =
        Applying.file(ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n");
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("already exists");
    assertThat(applying.value("SELECT to_regclass('i')::oid")).isEqualTo(theirs);
  }

  /** No fence stops a statement outside a transaction. */
  @Test
  void aLeaseThatIsLostWhileConnectingStopsTheStatement() throws Exception {
    applying.times = new PostgresLease.Times(Duration.ofMinutes(5), NEVER, Duration.ofMillis(20));
    MigrationFile file =
        Applying.file(ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n");
    try (CuttingProxy proxy = applying.proxy("", 0)) {
      proxy.starting(6);
      Executor executor =
          new Executor(
              applying.database,
              applying.through(proxy),
              new PostgresJournal("public"),
              new PostgresLease(applying.database, "public", applying.times),
              new Actor("ann@desk", "test 1", null),
              applying.limits,
              Progress.SILENT);
      CompletableFuture<AppliedState> run =
          CompletableFuture.supplyAsync(
              () -> executor.run(List.of(file), s -> Worklist.of(List.of(Task.up(file)))));
      applying.until(
          "SELECT 1 FROM pg_stat_activity"
              + " WHERE application_name LIKE 'migrate-maven-plugin %'"
              + " AND datname = current_database() LIMIT 1");
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (proxy.refusalsLeft() > 5) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
      applying.execute("UPDATE migrate_lock SET token = 'taken', run = 'other'");
      assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(LeaseLostException.class);
    }
    assertThat(applying.value("SELECT to_regclass('i')")).isNull();
  }

  /** Then contract revisions need no phase again. */
  @Test
  void aDatabaseThatIsBackAtBaseIsInitialisingAgain() {
    MigrationFile one =
        Applying.file(
            ID, "-- migrate:up\nCREATE TABLE a (n int);\n\n-- migrate:down\nDROP TABLE a;\n");
    MigrationFile two =
        Applying.file(
            "000000000002",
            "-- migrate:up\nCREATE TABLE b (n int);\n\n-- migrate:down\nDROP TABLE b;\n");
    applying
        .executor(applying.database, Progress.SILENT)
        .run(
            List.of(one, two),
            s -> new Worklist(List.of(Task.up(one), Task.up(two)), false, "000000000002"));
    assertThat(AppliedState.of(applying.entries()).initialising()).isFalse();
    assertThat(applying.downgrade(two).initialising()).isFalse();
    assertThat(applying.downgrade(one).initialising()).isTrue();
  }

  @Test
  void aStepThatWasBegunAndThenEditedIsRefused() {
    MigrationFile file =
        Applying.file(ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n");
    applying.upgrade(file);
    applying.execute("DELETE FROM migrate_history WHERE outcome = 'done'");
    MigrationFile edited =
        Applying.file(
            ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n, id);\n");
    assertThatThrownBy(() -> applying.upgrade(edited))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("The step was edited after that");
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
  }

  @Test
  void aRangeIsAsLongAsItsSizeAndEndsAtTheBound() {
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up batch key=id size=4 target=30s\n"
                + "UPDATE t SET n = n + 1 WHERE id BETWEEN :from AND :to;\n");
    applying.upgrade(file);
    List<Walk> walks =
        applying.entries().stream()
            .filter(row -> row.outcome() == Outcome.RANGE || row.outcome() == Outcome.DONE)
            .map(JournalEntry::walk)
            .toList();
    assertThat(walks.get(0)).isEqualTo(new Walk("10", "4", 4));
    assertThat(walks.get(walks.size() - 1)).isEqualTo(new Walk("10", "10", 10));
    assertThat(applying.value("SELECT string_agg(DISTINCT n::text, ',') FROM t")).isEqualTo("1");
  }

  @Test
  void aStatementThatSucceedsWithoutEffectIsAFailure() {
    MigrationFile file =
        Applying.file(
            ID, "-- migrate:up no-transaction\n-- migrate:done-when SELECT false\nSELECT 1;\n");
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("The step did not take effect");
    assertThat(applying.entries())
        .extracting(JournalEntry::outcome)
        .containsExactly(Outcome.STARTED, Outcome.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " no-transaction"})
  void aBadMomentIsTriedAsOftenAsAllowed(String kind) {
    applying.execute("CREATE SEQUENCE tries");
    applying.execute(
        """
        CREATE FUNCTION busy() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
          PERFORM nextval('tries');
          RAISE SQLSTATE '40001' USING MESSAGE = 'could not serialize access';
        END
        $$
        """);
    MigrationFile file = Applying.file(ID, "-- migrate:up" + kind + "\nSELECT busy();\n");
    assertThatThrownBy(() -> applying.upgrade(file)).isInstanceOf(StepFailedException.class);
    assertThat(applying.value("SELECT last_value FROM tries")).isEqualTo("3");
  }
}
