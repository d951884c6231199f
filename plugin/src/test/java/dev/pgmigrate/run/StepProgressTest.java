package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard of a step while it runs. */
class StepProgressTest {
  private static final String ID = "000000000001";

  private Applying applying;
  private final List<StepProgress> movements = Collections.synchronizedList(new ArrayList<>());
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<StepProgress> waits = new CompletableFuture<>();

  @BeforeEach
  void open() {
    applying = new Applying();
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private class Listening implements Progress {
    @Override
    public void moved(Task task, int step, StepProgress movement) {
      movements.add(movement);
      if (!movement.waitingFor().isEmpty()) {
        waits.complete(movement);
      }
    }

    @Override
    public void notice(String text) {
      notices.add(text);
    }
  }

  @Test
  void anIndexThatWaitsForASnapshotNamesWhoHoldsIt() throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file =
        Applying.file(ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n");
    try (Connection report = applying.session("nightly report")) {
      report.setAutoCommit(false);
      report.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      CompletableFuture<AppliedState> run;
      try (Statement statement = report.createStatement()) {
        statement.execute("SELECT 1 /* old snapshot */");
        run = CompletableFuture.supplyAsync(() -> applying.upgrade(new Listening(), file));
        StepProgress movement = waits.get(60, TimeUnit.SECONDS);
        assertThat(movement.phase()).startsWith("waiting for");
        assertThat(movement.waitingFor())
            .singleElement()
            .satisfies(
                blocker -> {
                  assertThat(blocker.application()).isEqualTo("nightly report");
                  assertThat(blocker.query()).isEqualTo("SELECT 1 /* old snapshot */");
                });
      } finally {
        report.rollback();
      }
      assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    }
  }

  /** Its own table, which nobody else can lock meanwhile: what asks for its size would wait. */
  @Test
  void aLockedTableIsToldWithItsSizeByWhatTakesNoLock() throws Exception {
    applying.execute("CREATE TABLE t (n int PRIMARY KEY)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 1000)");
    applying.execute("VACUUM ANALYZE t");
    applying.execute("SELECT pg_advisory_lock(7)");
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up\nDROP INDEX IF EXISTS t_x;\nLOCK TABLE t IN ACCESS EXCLUSIVE MODE;\n"
                + "SELECT pg_advisory_xact_lock(7);\n");
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> applying.upgrade(new Listening(), file));
    applying.until(
        "SELECT 1 FROM pg_stat_activity"
            + " WHERE wait_event = 'advisory' AND datname = current_database()");
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (movements.size() < 5) {
      assertThat(System.nanoTime()).as("told within half a minute").isLessThan(deadline);
      assertThat(
              applying.value(
                  """
                  SELECT string_agg(a.query || ': ' || l.mode || COALESCE(' on ' || l.relation::regclass, ''), ', ')
                  FROM pg_locks l
                  JOIN pg_stat_activity a USING (pid)
                  WHERE a.application_name LIKE 'migrate-maven-plugin %'
                    AND a.datname = current_database()
                    AND a.query NOT LIKE '%advisory%'
                    AND (NOT l.granted OR l.relation >= 16384)
                  """))
          .isNull();
      Thread.onSpinWait();
    }
    applying.execute("SELECT pg_advisory_unlock(7)");
    assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    assertThat(movements.get(movements.size() - 1).phase()).isEqualTo("t, about 40 kB");
    assertThat(movements).noneMatch(movement -> movement.phase().contains("migrate_"));
  }

  @Test
  void ourOwnTablesAreNotWhatAStepIsAbout() throws Exception {
    applying.execute("SELECT pg_advisory_lock(7)");
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    MigrationFile file = Applying.file(ID, "-- migrate:up\nSELECT pg_advisory_xact_lock(7);\n");
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> applying.upgrade(new Listening(), file));
    StepProgress movement = waits.get(60, TimeUnit.SECONDS);
    applying.execute("SELECT pg_advisory_unlock(7)");
    assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    assertThat(movement.phase()).isEqualTo("running");
    assertThat(movement.waitingFor()).hasSize(1);
  }

  @Test
  void aBatchTellsItsRowsAndAboutHowManyKeysAreLeft() {
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, n int)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 100)");
    applying.execute("ANALYZE t");
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up batch key=id size=50 target=1ms\n"
                + "UPDATE t SET n = 1 WHERE id BETWEEN :from AND :to AND id > 10;\n");
    applying.upgrade(new Listening(), file);
    StepProgress first = movements.get(0);
    assertThat(first.phase()).startsWith("40 rows done, ");
    assertThat(first.part()).hasValue(0.5);
    assertThat(first.rate()).isPositive();
    assertThat(movements.get(movements.size() - 1).phase()).startsWith("90 rows done, ");
    assertThat(notices).isEmpty();
  }

  @Test
  void aBatchSaysOnceWhatIsWrongWithItsKey() {
    applying.execute("CREATE TABLE t (\"The Key\" int, n int)");
    applying.execute("INSERT INTO t SELECT nullif(k, 7) FROM generate_series(1, 100) k");
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up batch key=\"The Key\" size=10\n"
                + "UPDATE t SET n = 1 WHERE \"The Key\" BETWEEN :from AND :to;\n");
    applying.upgrade(new Listening(), file);
    assertThat(notices)
        .satisfiesExactly(
            notice -> assertThat(notice).startsWith("No index of t begins with \"The Key\""),
            notice -> assertThat(notice).startsWith("Rows of t without \"The Key\" are in no"));
    assertThat(applying.value("SELECT count(*) FROM t WHERE n IS NULL")).isEqualTo("1");
  }
}
