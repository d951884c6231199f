package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Jdbc;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can happen to a run whose process lives on. */
class FaultTest {
  private static final String ID = "000000000001";

  private Applying applying;
  private final List<String> retries = Collections.synchronizedList(new ArrayList<>());
  private final List<Blocker> blockers = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.limits =
        new Limits(
            Duration.ofMillis(500), Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private class Listening implements Progress {
    @Override
    public void retrying(Task task, int step, String why, List<Blocker> by, Duration pause) {
      retries.add(why);
      blockers.addAll(by);
      retried();
    }

    void retried() {}
  }

  @Test
  void aSessionThatIsEndedIsReplacedAndTheStepRunsOnce() throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file =
        Applying.file(
            ID, "-- migrate:up\nINSERT INTO t VALUES (1);\nSELECT pg_advisory_xact_lock(7);\n");
    applying.execute("SELECT pg_advisory_lock(7)");
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> applying.upgrade(file));
    assertThat(
            applying.until(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE wait_event = 'advisory' AND datname = current_database()"))
        .isEqualTo("t");
    applying.execute("SELECT pg_advisory_unlock(7)");
    assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    assertThat(applying.value("SELECT count(*) FROM t")).isEqualTo("1");
    assertThat(applying.entries()).extracting(JournalEntry::outcome).containsExactly(Outcome.DONE);
  }

  @Test
  void aJournalThatCannotBeWrittenIsNoFaultOfTheStep() {
    applying.upgrade(Applying.file(ID, "-- migrate:up\nCREATE TABLE first (id int);\n"));
    applying.execute("ALTER TABLE migrate_history ADD CHECK (revision < '000000000002')");
    MigrationFile second =
        Applying.file("000000000002", "-- migrate:up\nCREATE TABLE second (id int);\n");
    assertThatThrownBy(() -> applying.upgrade(second))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("all statements of step 1 of revision 000000000002 succeeded")
        .hasMessageContaining("its journal row could not be committed with them, so the step was")
        .hasMessageContaining("The error of the journal (table migrate_history): ")
        .hasMessageContaining("violates check constraint")
        .hasMessageNotContaining("COMMIT");
    assertThat(applying.value("SELECT to_regclass('second') IS NULL")).isEqualTo("t");
  }

  @Test
  void theSameOfAStatementOutsideATransaction() {
    applying.upgrade(Applying.file(ID, "-- migrate:up\nCREATE TABLE first (id int);\n"));
    MigrationFile second =
        Applying.file(
            "000000000002",
            "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON first (id);\n");
    applying.execute(
        "ALTER TABLE migrate_history ADD CONSTRAINT c CHECK (revision < '000000000002')");
    assertThatThrownBy(() -> applying.upgrade(second))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(
            "step 1 of revision 000000000002 was not executed, because its journal row could"
                + " not be written")
        .hasMessageContaining("The error of the journal (table migrate_history): ")
        .hasMessageEndingWith("Fix the cause; the next upgrade continues with this step.");
    assertThat(applying.value("SELECT to_regclass('i') IS NULL")).isEqualTo("t");

    applying.execute(
        "ALTER TABLE migrate_history DROP CONSTRAINT c, ADD CONSTRAINT c CHECK (revision <"
            + " '000000000002' OR outcome <> 'done')");
    assertThatThrownBy(() -> applying.upgrade(second))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(
            "the statement of step 1 of revision 000000000002 succeeded, but its journal row"
                + " could not")
        .hasMessageEndingWith("Fix the cause; the next upgrade finds it done.");
    applying.execute("ALTER TABLE migrate_history DROP CONSTRAINT c");
    assertThat(applying.upgrade(second).isComplete("000000000002")).isTrue();
    assertThat(applying.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .isEqualTo("t");
  }

  @Test
  void aCommentMayHoldWhatTheDatabasesEncodingLacks() throws SQLException {
    String name = "latin_" + Long.toHexString(System.nanoTime());
    applying.execute(
        "CREATE DATABASE " + name + " ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    String url = applying.url().replaceFirst("/[^/?]+(?=[?]|$)", "/" + name);
    Database latin = Database.of(url, null, null);
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up\n-- ✓ preis in €\nCREATE TABLE t (id int /* → key */, n text DEFAULT 'ü');\n"
                + "\n-- migrate:down\n-- ✗\nDROP TABLE t;\n");
    try {
      applying
          .executor(latin, latin, Progress.SILENT)
          .run(List.of(file), state -> Worklist.of(List.of(Task.up(file))));
      try (Connection connection = latin.connect()) {
        assertThat(new dev.pgmigrate.history.PostgresJournal("public").read(connection))
            .singleElement()
            .satisfies(
                entry ->
                    assertThat(entry.script()).contains("-- ? preis in ?", "DEFAULT 'ü'", "-- ?"));
      }
    } finally {
      applying.execute("DROP DATABASE " + name + " WITH (FORCE)");
    }
  }

  @Test
  void whatNoTransactionMayHoldNamesTheBlockThatItNeeds() {
    applying.execute("CREATE TABLE t (n int)");
    assertThatThrownBy(
            () ->
                applying.upgrade(
                    Applying.file(ID, "-- migrate:up\nCREATE INDEX CONCURRENTLY ix ON t (n);\n")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("'-- migrate:up no-transaction'");
  }

  @Test
  void anInvalidIndexOfSomebodyElseIsNamedWithItsRemoval() {
    applying.execute("CREATE TABLE t (n int)");
    applying.execute("CREATE INDEX ix ON t (n)");
    applying.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix'::regclass");
    assertThatThrownBy(
            () ->
                applying.upgrade(
                    Applying.file(
                        ID,
                        "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY ix ON t (n);\n")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("public.ix already exists and is not valid")
        .hasMessageContaining("DROP INDEX CONCURRENTLY public.ix");
  }

  @Test
  void whatThisRoleMayNotSeeIsNotInvented() throws SQLException {
    applying.execute("CREATE ROLE unseeing LOGIN");
    try (Connection waiting = applying.database.connect();
        Statement statement = waiting.createStatement()) {
      applying.execute("CREATE TABLE t (n int)");
      applying.execute("GRANT ALL ON t TO unseeing");
      applying.connection().setAutoCommit(false);
      applying.execute("LOCK TABLE t");
      statement.execute("SET ROLE unseeing");
      statement.execute("SET lock_timeout = '20s'");
      int pid = Integer.parseInt(single(waiting, "SELECT pg_backend_pid()"));
      CompletableFuture<Boolean> locked =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return statement.execute("SELECT count(*) FROM t");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      try (Connection looking = applying.database.connect();
          Statement role = looking.createStatement()) {
        role.execute("SET ROLE unseeing");
        List<Blocker> found = List.of();
        while (found.isEmpty() && !locked.isDone()) {
          found = Looks.blockers(looking, pid);
        }
        assertThat(found)
            .singleElement()
            .satisfies(
                blocker ->
                    assertThat(blocker.describe())
                        .contains("not visible to this role", "pg_read_all_stats")
                        .doesNotContain("0 s"));
      }
      applying.connection().rollback();
      applying.connection().setAutoCommit(true);
      locked.join();
    } finally {
      applying.execute("DROP OWNED BY unseeing");
      applying.execute("DROP ROLE unseeing");
    }
  }

  private static String single(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        java.sql.ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aCommitWhoseAnswerIsLostIsNotRunTwice(int cuts) throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    try (CuttingProxy proxy = applying.proxy(CuttingProxy.COMMIT, cuts)) {
      Progress arming =
          new Progress() {
            @Override
            public void started(Task task, int step) {
              proxy.arm();
            }
          };
      MigrationFile file =
          Applying.file(
              ID,
              "-- migrate:up\nINSERT INTO t VALUES (1);\n\n-- migrate:up\nINSERT INTO t VALUES (2);\n");
      AppliedState state =
          applying
              .executor(applying.through(proxy), arming)
              .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(state.isComplete(ID)).isTrue();
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(applying.value("SELECT string_agg(n::text, ',' ORDER BY n) FROM t"))
        .isEqualTo("1,2");
    assertThat(applying.entries()).hasSize(2);
  }

  @Test
  void everyRangeOfABatchIsDoneOnceHoweverManyCommitsAreLost() throws Exception {
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 100)");
    try (CuttingProxy proxy = applying.proxy(CuttingProxy.COMMIT, 4)) {
      proxy.arm();
      MigrationFile file =
          Applying.file(
              ID,
              "-- migrate:up batch key=id size=5\n"
                  + "UPDATE t SET n = n + 1 WHERE id BETWEEN :from AND :to;\n");
      applying
          .executor(applying.through(proxy), Progress.SILENT)
          .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(applying.value("SELECT count(*) FROM t WHERE n = 1")).isEqualTo("100");
  }

  /** The session that looks what became of a lost commit is lost, too. */
  @Test
  void aSecondLossWhileTheFirstIsLookedAtIsOneMoreAttempt() throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file = Applying.file(ID, "-- migrate:up\nINSERT INTO t VALUES (1);\n");
    try (CuttingProxy commits = applying.proxy(CuttingProxy.COMMIT, 1);
        CuttingProxy looks = new CuttingProxy("localhost", commits.port(), "FOR UPDATE", 1)) {
      commits.arm();
      looks.arm();
      applying
          .executor(applying.through(looks), Progress.SILENT)
          .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(commits.cutsLeft()).isZero();
      assertThat(looks.cutsLeft()).isZero();
    }
    assertThat(applying.value("SELECT count(*) FROM t")).isEqualTo("1");
  }

  @Test
  void aBlockerIsReportedEachTimeAndInTheEnd() throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file = Applying.file(ID, "-- migrate:up\nALTER TABLE t ADD COLUMN m int;\n");
    try (Connection blocker = applying.session("nightly report")) {
      blocker.setAutoCommit(false);
      try (Statement statement = blocker.createStatement()) {
        statement.execute("SELECT * FROM t /* slow */");
      }
      StepFailedException failure =
          catchThrowableOfType(
              StepFailedException.class, () -> applying.upgrade(new Listening(), file));
      assertThat(failure)
          .hasMessageContaining("lock timeout")
          .hasMessageContaining("It waited for pid")
          .hasMessageContaining("nightly report, user postgres, transaction open for")
          .hasMessageContaining("AccessShareLock on t): SELECT * FROM t /* slow */");
      assertThat(retries).hasSize(2);
      assertThat(blockers).hasSize(2);
    }
    assertThat(applying.upgrade(file).isComplete(ID)).isTrue();
  }

  /** Behind the step's locks others queue while it waits for the journal. */
  @Test
  void theJournalIsWaitedForNoLongerThanATable() throws Exception {
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file =
        Applying.file(
            ID, "-- migrate:up\nSET LOCAL lock_timeout = 0;\nALTER TABLE t ADD COLUMN m int;\n");
    try (Connection reader = applying.session("copy of the journal")) {
      reader.setAutoCommit(false);
      Progress unlocking =
          new Listening() {
            @Override
            public void started(Task task, int step) {
              try {
                Jdbc.execute(reader, "LOCK TABLE migrate_history IN SHARE MODE");
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
            }

            @Override
            void retried() {
              Jdbc.close(reader);
            }
          };

      CompletableFuture<AppliedState> run =
          CompletableFuture.supplyAsync(() -> applying.upgrade(unlocking, file));

      assertThat(run.get(30, TimeUnit.SECONDS).isComplete(ID)).isTrue();
    }
    assertThat(retries).singleElement().asString().contains("lock timeout");
  }

  /** With the limits that a user gets. */
  @Test
  void aBlockerOfHalfAMinuteIsOutlasted() throws Exception {
    applying.limits = Limits.DEFAULT;
    applying.execute("CREATE TABLE t (n int)");
    MigrationFile file = Applying.file(ID, "-- migrate:up\nALTER TABLE t ADD COLUMN m int;\n");
    try (Connection blocker = applying.session("nightly report")) {
      CompletableFuture<Void> report = CompletableFuture.runAsync(() -> report(blocker));
      applying.until(
          "SELECT 1 FROM pg_locks WHERE relation = 't'::regclass AND mode = 'AccessShareLock'");

      AppliedState state = applying.upgrade(new Listening(), file);

      report.get(60, TimeUnit.SECONDS);
      assertThat(state.isComplete(ID)).isTrue();
      assertThat(applying.value("SELECT finished - started > interval '30 s' FROM blocked"))
          .isEqualTo("t");
    }
    assertThat(retries).hasSizeGreaterThan(3).allMatch(why -> why.contains("lock timeout"));
    assertThat(blockers)
        .hasSameSizeAs(retries)
        .extracting(Blocker::describe)
        .allSatisfy(
            said ->
                assertThat(said)
                    .contains(
                        "pid ", "nightly report", "transaction open for", "AccessShareLock on t")
                    .contains("SELECT count(*) FROM t, pg_sleep(30)"));
    assertThat(blockers.get(blockers.size() - 1).open()).isGreaterThan(blockers.get(0).open());
  }

  private static void report(Connection blocker) {
    try (Statement statement = blocker.createStatement()) {
      statement.execute("CREATE TABLE blocked (started timestamptz, finished timestamptz)");
      blocker.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM t, pg_sleep(30)");
      statement.execute("INSERT INTO blocked VALUES (now(), clock_timestamp())");
      blocker.commit();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    applying.execute("CREATE TABLE a (n int)");
    applying.execute("CREATE TABLE b (n int)");
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 5, Duration.ofMillis(1), Duration.ofSeconds(10));
    // We want a, then b; the other has b and wants a once we wait for b.
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            SET LOCAL deadlock_timeout = '2s';
            ALTER TABLE a ADD COLUMN m int;
            ALTER TABLE b ADD COLUMN m int;
            """);
    try (Connection other = applying.session("other")) {
      other.setAutoCommit(false);
      try (Statement statement = other.createStatement()) {
        statement.execute("SET deadlock_timeout = '1min'; LOCK TABLE b");
        CompletableFuture<AppliedState> run =
            CompletableFuture.supplyAsync(() -> applying.upgrade(new Listening(), file));
        applying.until(
            "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'b'::regclass"
                + " AND mode = 'AccessExclusiveLock'");
        statement.execute("LOCK TABLE a");
        other.commit();
        assertThat(run.get(60, TimeUnit.SECONDS).isComplete(ID)).isTrue();
      }
    }
    assertThat(retries).isNotEmpty().allMatch(why -> why.contains("deadlock detected"));
  }

  @Test
  void aSerializationFailureIsTriedAgain() {
    applying.execute("CREATE SEQUENCE tries");
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            DO $$
            BEGIN
              IF nextval('tries') = 1 THEN
                RAISE SQLSTATE '40001' USING MESSAGE = 'could not serialize access';
              END IF;
            END
            $$;
            """);
    assertThat(applying.upgrade(new Listening(), file).isComplete(ID)).isTrue();
    assertThat(retries).containsExactly("ERROR: could not serialize access");
  }

  @Test
  void aStatementThatTakesTooLongFails() {
    applying.limits =
        new Limits(
            Duration.ZERO, Duration.ofMillis(500), 3, Duration.ofMillis(1), Duration.ofSeconds(10));
    MigrationFile file = Applying.file(ID, "-- migrate:up\nSELECT pg_sleep(60);\n");
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("statement timeout");
  }
}
