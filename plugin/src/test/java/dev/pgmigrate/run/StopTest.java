package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A person ends a run: its JVM by a signal, or its thread by an interruption. */
class StopTest {
  private static final String ID = "000000000001";

  /** What is executed when the end is wanted; each waits for what the test holds. */
  enum Inside {
    TRANSACTION(
        "-- migrate:up\nUPDATE t SET n = 1;\n\n"
            + "-- migrate:up\nUPDATE t SET n = n + 1;\nSELECT pg_advisory_xact_lock(7);\n"),
    INDEX(
        "-- migrate:up\nUPDATE t SET n = 2;\n\n"
            + "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n"),
    BATCH(
        "-- migrate:up\nUPDATE t SET n = 1;\n\n"
            + "-- migrate:up batch key=id size=5\n"
            + "UPDATE t SET n = n + 1 WHERE id BETWEEN :from AND :to"
            + " AND (id <> 6 OR pg_advisory_xact_lock(7) IS NOT NULL);\n");

    private final String blocks;

    Inside(String blocks) {
      this.blocks = blocks;
    }
  }

  private Applying applying;

  @BeforeEach
  void open() throws SQLException {
    applying = new Applying();
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 10)");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  /** Holds what the step waits for: an advisory lock, and an old snapshot. */
  private Connection holding() throws SQLException {
    Connection other = applying.session("other");
    other.createStatement().execute("SELECT pg_advisory_lock(7)");
    other.setAutoCommit(false);
    other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    other.createStatement().execute("SELECT 1 FROM pg_class");
    return other;
  }

  private void untilItWaits() throws InterruptedException {
    applying.until(
        """
        SELECT 1 FROM pg_stat_activity
        WHERE application_name LIKE 'migrate-maven-plugin %' AND wait_event_type = 'Lock'
          AND datname = current_database()
        """);
  }

  /** While the one who is in the way still is. */
  private void nothingIsLeft() throws InterruptedException {
    applying.until(
        """
        SELECT 1 WHERE NOT EXISTS (
          SELECT FROM pg_stat_activity
          WHERE application_name LIKE 'migrate-maven-plugin %' AND datname = current_database())
        """);
    assertThat(applying.value("SELECT run FROM migrate_lock")).isNull();
  }

  private void theNextRunGoesOn(MigrationFile file) {
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT string_agg(DISTINCT n::text, ',') FROM t")).isEqualTo("2");
    assertThat(applying.value("SELECT count(*) FROM pg_index WHERE NOT indisvalid")).isEqualTo("0");
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptedThreadEndsTheRunInOrder(Inside inside) throws Exception {
    MigrationFile file = Applying.file(ID, inside.blocks);
    try (Connection other = holding()) {
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread thread = upgrading(thrown, Progress.SILENT, file);
      untilItWaits();
      thread.interrupt();
      thread.join(20_000);
      assertThat(thread.isAlive()).isFalse();
      assertThat(thrown.get()).hasMessageContaining("was stopped").hasMessageContaining("upgrade");
      nothingIsLeft();
    }
    theNextRunGoesOn(file);
  }

  @Test
  void anInterruptionBetweenTwoTriesEndsTheRun() throws Exception {
    applying.limits =
        new Limits(
            Duration.ofMillis(50), Duration.ZERO, 3, Duration.ofHours(1), Duration.ofSeconds(10));
    CountDownLatch pauses = new CountDownLatch(1);
    Progress listening =
        new Progress() {
          @Override
          public void retrying(Task task, int step, String why, List<Blocker> by, Duration pause) {
            pauses.countDown();
          }
        };
    MigrationFile file = Applying.file(ID, Inside.TRANSACTION.blocks);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    try (Connection other = holding()) {
      Thread thread = upgrading(thrown, listening, file);
      assertThat(pauses.await(60, TimeUnit.SECONDS)).isTrue();
      thread.interrupt();
      thread.join(20_000);
      assertThat(thrown.get()).hasMessageContaining("was stopped");
      nothingIsLeft();
    }
    theNextRunGoesOn(file);
  }

  private Thread upgrading(
      AtomicReference<Throwable> thrown, Progress progress, MigrationFile file) {
    Thread thread = new Thread(() -> applying.upgrade(progress, file), "upgrading");
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    return thread;
  }

  @ParameterizedTest
  @EnumSource
  void aSignalEndsTheRunInOrder(Inside inside) throws Exception {
    MigrationFile file = Applying.file(ID, inside.blocks);
    try (Connection other = holding()) {
      Process process = Main.start(applying.database, inside.blocks, Duration.ofSeconds(30));
      untilItWaits();
      String said = Main.end(process);
      assertThat(said)
          .contains(
              "Stopping", "was stopped", "the next upgrade continues", "The lease is released.");
      nothingIsLeft();
    }
    theNextRunGoesOn(file);
  }

  @Test
  void aLeaseThatIsNotGivenBackIsNotSaidToBe() throws Exception {
    try (Connection other = holding()) {
      Process process =
          Main.start(applying.database, Inside.TRANSACTION.blocks, Duration.ofSeconds(30));
      untilItWaits();
      applying.execute("UPDATE migrate_lock SET token = 'taken', run = 'other'");
      assertThat(Main.end(process)).contains("Stopping").doesNotContain("released");
    }
    assertThat(applying.value("SELECT run FROM migrate_lock")).isEqualTo("other");
  }

  /** Its thread hangs in something that no cancellation reaches. */
  @Test
  void aRunThatDoesNotEndHasItsSessionsEnded() throws Exception {
    String blocks =
        "-- migrate:up\nUPDATE t SET n = 2;\n"
            + "DO $$ BEGIN RAISE NOTICE 'in the middle'; END $$;\n";
    Process process = Main.start(applying.database, blocks, Duration.ofSeconds(5));
    applying.until(
        """
        SELECT 1 FROM pg_stat_activity
        WHERE application_name LIKE 'migrate-maven-plugin %' AND state = 'idle in transaction'
          AND datname = current_database() AND query LIKE 'DO%'
        """);
    String said = Main.end(process);
    assertThat(said).contains("did not end in time", "sessions were ended", "released");
    nothingIsLeft();
    theNextRunGoesOn(Applying.file(ID, blocks));
  }

  /** An upgrade in a JVM of its own. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      Database database = Database.of(arguments[0], null, null);
      MigrationFile file = Applying.file(ID, arguments[1]);
      Progress telling =
          new Progress() {
            @Override
            public void notice(String text) {
              System.out.println(text);
              if (text.contains("in the middle")) {
                hang();
              }
            }
          };
      new Executor(
              database,
              database,
              new PostgresJournal("public"),
              new PostgresLease(database, "public", Applying.TIMES),
              new Actor("ann@desk", "test 1", null),
              Limits.DEFAULT.withGrace(Duration.parse(arguments[2])),
              telling)
          .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
    }

    private static void hang() {
      CountDownLatch never = new CountDownLatch(1);
      while (true) {
        try {
          never.await();
        } catch (InterruptedException e) {
          // It hangs all the same.
        }
      }
    }

    static Process start(Database database, String blocks, Duration grace) throws Exception {
      String java = System.getProperty("java.home") + File.separator + "bin" + File.separator;
      return new ProcessBuilder(
              java + "java",
              "-XX:TieredStopAtLevel=1",
              "-Xmx128m",
              "-cp",
              System.getProperty("java.class.path"),
              Main.class.getName(),
              database.url().reveal(),
              blocks,
              grace.toString())
          .redirectErrorStream(true)
          .start();
    }

    /** SIGTERM; all that it said. */
    static String end(Process process) throws Exception {
      process.toHandle().destroy(); // Its own destroy() closes the output, too.
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return said;
    }
  }
}
