package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a holder that does not beat, and of those who wait for it. */
class LeaseTest {
  private static final String ID = "000000000001";
  private static final Duration NEVER = Duration.ofHours(1);

  /** In the middle of its transaction it says something, and a frozen holder never returns. */
  private static final MigrationFile FILE =
      Applying.file(
          ID,
          """
          -- migrate:up
          CREATE TABLE a (n int);
          DO $$ BEGIN RAISE NOTICE 'in the middle'; END $$;
          """);

  private Applying applying;

  @BeforeEach
  void open() {
    applying = new Applying();
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  /** Stops in the middle of the transaction, as a process that gets SIGSTOP. */
  private static final class Freezing implements Progress {
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch woken = new CountDownLatch(1);

    @Override
    public void notice(String text) {
      if (text.contains("in the middle")) {
        frozen.countDown();
        await(woken);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private CompletableFuture<AppliedState> frozen(Freezing freezing) {
    applying.times = new PostgresLease.Times(Duration.ofMillis(500), NEVER, Duration.ofMillis(20));
    Executor holder = applying.executor(applying.database, freezing);
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(
            () -> holder.run(List.of(FILE), s -> Worklist.of(List.of(Task.up(FILE)))));
    await(freezing.frozen);
    applying.times = Applying.TIMES;
    return run;
  }

  @Test
  void aHolderFrozenInATransactionIsReplacedAndWritesNothing() {
    Freezing freezing = new Freezing();
    CompletableFuture<AppliedState> stale = frozen(freezing);

    assertThat(applying.upgrade(FILE).isComplete(ID)).isTrue();

    freezing.woken.countDown();
    assertThatThrownBy(() -> stale.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LeaseLostException.class)
        .hasMessageContaining("another run took it");
    assertThat(applying.entries()).hasSize(1);
    assertThat(applying.value("SELECT run FROM migrate_lock")).isNull();
  }

  @Test
  void theHeartNoticesTheLossAndStopsTheRun() throws Exception {
    applying.execute("SELECT pg_advisory_lock(7)");
    applying.limits = new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), NEVER);
    applying.times =
        new PostgresLease.Times(
            Duration.ofSeconds(30), Duration.ofMillis(20), Duration.ofMillis(20));
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up no-transaction\n-- migrate:done-when SELECT false\n"
                + "SELECT pg_advisory_lock(7);\n\n-- migrate:up\nSELECT 1;\n");
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> applying.upgrade(file));
    applying.until(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    applying.execute("UPDATE migrate_lock SET token = 'taken', run = 'other'");
    assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LeaseLostException.class);
  }

  @Test
  void aPersonCanReleaseIt() {
    Freezing freezing = new Freezing();
    CompletableFuture<AppliedState> stale = frozen(freezing);
    PostgresLease lease = new PostgresLease(applying.database, "public", Applying.TIMES);
    Lease.Holder holder = lease.holder().orElseThrow();
    assertThat(lease.sessions(holder))
        .anySatisfy(session -> assertThat(session.state()).isEqualTo("idle in transaction"));

    assertThat(lease.release(holder)).isTrue();

    assertThat(lease.holder()).isEmpty();
    assertThat(lease.release(holder)).isFalse();
    freezing.woken.countDown();
    assertThatThrownBy(() -> stale.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LeaseLostException.class)
        .hasMessageContaining("a person released it");
  }

  @Test
  void whoMayNotEndTheHolderSaysWhoHasTo() throws Exception {
    Freezing freezing = new Freezing();
    CompletableFuture<AppliedState> stale = frozen(freezing);
    applying.execute("CREATE ROLE weak_deployer LOGIN PASSWORD 'weak'");
    try {
      applying.execute("GRANT CREATE ON SCHEMA public TO weak_deployer");
      applying.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO weak_deployer");
      Database weak =
          Database.of(
              applying.database.url().reveal().replaceAll("\\?.*", ""), "weak_deployer", "weak");
      CompletableFuture<String> said = new CompletableFuture<>();
      Progress listening =
          new Progress() {
            @Override
            public void notice(String text) {
              said.complete(text);
            }
          };
      Executor waiter =
          new Executor(
              weak,
              weak,
              new PostgresJournal("public"),
              new PostgresLease(weak, "public", Applying.TIMES),
              new Actor("bob@desk", "test 1", null),
              applying.limits,
              listening);
      CompletableFuture<AppliedState> waiting =
          CompletableFuture.supplyAsync(() -> waiter.run(List.of(), s -> Worklist.of(List.of())));
      waiting.whenComplete((state, e) -> said.complete("it ended: " + e));
      String notice = said.get(20, TimeUnit.SECONDS);
      assertThat(notice).contains("may not end", "pg_signal_backend");
      // One for each of the holder's sessions.
      applying.execute(notice.substring(notice.indexOf("SELECT pg_terminate_backend(")));
      assertThat(waiting.get(60, TimeUnit.SECONDS).revisions()).isEmpty();
      freezing.woken.countDown();
      assertThatThrownBy(() -> stale.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(LeaseLostException.class);
      assertThat(applying.value("SELECT to_regclass('a')")).isNull();
    } finally {
      applying.execute("DROP OWNED BY weak_deployer");
      applying.execute("DROP ROLE weak_deployer");
    }
  }

  @Test
  void aTakenLeaseWhoseAnswerIsLostIsOurs() throws Exception {
    List<Lease.Holder> waitedFor = Collections.synchronizedList(new ArrayList<>());
    Progress listening =
        new Progress() {
          @Override
          public void waiting(Lease.Holder holder) {
            waitedFor.add(holder);
          }
        };
    try (CuttingProxy proxy = applying.proxy(CuttingProxy.COMMIT, 1)) {
      proxy.arm();
      Database cut = applying.through(proxy);
      MigrationFile file = Applying.file(ID, "-- migrate:up\nCREATE TABLE a (n int);\n");
      AppliedState state =
          applying
              .executor(applying.database, cut, listening)
              .run(List.of(file), s -> Worklist.of(List.of(Task.up(file))));
      assertThat(state.isComplete(ID)).isTrue();
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(waitedFor).isEmpty();
    assertThat(applying.value("SELECT run FROM migrate_lock")).isNull();
  }

  @Test
  void aLeaseThatCannotBeAskedForEndsTheRunWithTheReason() throws Exception {
    List<String> notices = Collections.synchronizedList(new ArrayList<>());
    Progress listening =
        new Progress() {
          @Override
          public void notice(String text) {
            notices.add(text);
          }
        };
    applying.times = new PostgresLease.Times(Duration.ofSeconds(30), NEVER, Duration.ofMillis(1));
    try (CuttingProxy proxy = applying.proxy("UPDATE public.migrate_lock", Integer.MAX_VALUE)) {
      proxy.arm();
      Executor executor = applying.executor(applying.database, applying.through(proxy), listening);
      CompletableFuture<AppliedState> run =
          CompletableFuture.supplyAsync(
              () -> executor.run(List.of(FILE), s -> Worklist.of(List.of(Task.up(FILE)))));
      assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DatabaseException.class)
          .hasMessageContaining("each of 10 attempts lost its connection")
          .hasMessageContaining("I/O error");
      assertThat(proxy.cutsLeft()).isEqualTo(Integer.MAX_VALUE - 10);
    }
    assertThat(notices).hasSize(9).allMatch(notice -> notice.contains("asking for the lease"));
    assertThat(applying.value("SELECT to_regclass('a')")).isNull();
  }

  @Test
  void aTypeOfOurTablesNameIsSaidAndNotTriedForEver() {
    applying.execute("CREATE DOMAIN migrate_lock AS text");
    CompletableFuture<AppliedState> run =
        CompletableFuture.supplyAsync(() -> applying.upgrade(FILE));
    assertThatThrownBy(() -> run.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DatabaseException.class)
        .hasMessageContaining("migrate_lock");
  }

  @Test
  void theLeaseIsGivenBackOnlyOnceTheServerWorksForTheRunNoMore() throws Exception {
    PostgresLease lease = new PostgresLease(applying.database, "public", Applying.TIMES);
    Lease.Held held = lease.acquire("abc", "ann@desk", Progress.SILENT);
    try (Connection lost = applying.session(Backends.outside(Database.applicationName("abc")));
        Statement statement = lost.createStatement()) {
      CompletableFuture<Void> works =
          CompletableFuture.runAsync(
              () -> assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)")));
      applying.until("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'");
      held.close();
      assertThat(
              applying.value("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'"))
          .isNull();
      assertThat(lease.holder()).isEmpty();
      works.get(20, TimeUnit.SECONDS);
    }
  }

  /** PgBouncer leaves it to a client that has none of its own. */
  @Test
  void aSessionThatGotTheNameOfTheRunFromAPoolerIsLeftAlone() throws Exception {
    PostgresLease lease = new PostgresLease(applying.database, "public", Applying.TIMES);
    try (Connection other = applying.session(Database.applicationName("abc"));
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("CREATE TABLE theirs (n int)");
      lease.acquire("abc", "ann@desk", Progress.SILENT).close();
      assertThat(lease.holder()).as("given back").isEmpty();
      assertThat(lease.acquire("abc", "ann@desk", Progress.SILENT).abandon()).isEmpty();
      try (Lease.Held held = lease.acquire("abc", "ann@desk", Progress.SILENT)) {
        assertThat(lease.release(lease.holder().orElseThrow())).isTrue();
        assertThat(held.givenBack()).isFalse();
      }
      other.commit();
    }
    assertThat(applying.value("SELECT to_regclass('theirs')")).isEqualTo("theirs");
  }

  @Test
  void whoIsInterruptedWhileHeGivesItBackSaysSo() throws Exception {
    List<String> notices = Collections.synchronizedList(new ArrayList<>());
    Progress listening =
        new Progress() {
          @Override
          public void notice(String text) {
            notices.add(text);
          }
        };
    PostgresLease lease =
        new PostgresLease(
            applying.database, "public", new PostgresLease.Times(NEVER, NEVER, NEVER));
    Lease.Held held = lease.acquire("abc", "ann@desk", listening);
    try (Connection lost = applying.session(Database.applicationName("abc"))) {
      lost.setAutoCommit(false);
      held.fence(lost, List.of());
      CompletableFuture<Thread> closing = new CompletableFuture<>();
      CompletableFuture<Void> closed =
          CompletableFuture.runAsync(
              () -> {
                closing.complete(Thread.currentThread());
                held.close();
              });
      Thread thread = closing.get();
      while (!closed.isDone() && !isIn(thread, "leftBehind")) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      closed.get(20, TimeUnit.SECONDS);
    }
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("The lease could not be released (interrupted)");
    assertThat(held.givenBack()).isFalse();
    assertThat(lease.release(lease.holder().orElseThrow())).isTrue();
  }

  private static boolean isIn(Thread thread, String method) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals(method));
  }

  /** The heart has not noticed yet: each transaction asks for itself. */
  @Test
  void aLeaseThatIsLostBetweenTwoStepsStopsTheNext() {
    applying.times = new PostgresLease.Times(Duration.ofMinutes(5), NEVER, Duration.ofMillis(20));
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up\nCREATE TABLE a (n int);\n\n-- migrate:up\nCREATE TABLE b (n int);\n");
    Progress losing =
        new Progress() {
          @Override
          public void done(Task task, int step, Duration took) {
            applying.execute("UPDATE migrate_lock SET token = 'taken', run = 'other'");
          }
        };
    assertThatThrownBy(() -> applying.upgrade(losing, file)).isInstanceOf(LeaseLostException.class);
    assertThat(applying.value("SELECT to_regclass('b')")).isNull();
    assertThat(applying.value("SELECT run FROM migrate_lock")).isEqualTo("other");
  }

  @Test
  void aLeaseThatIsAliveIsWaitedFor() throws Exception {
    PostgresLease lease = new PostgresLease(applying.database, "public", Applying.TIMES);
    CompletableFuture<Lease.Holder> waits = new CompletableFuture<>();
    Progress listening =
        new Progress() {
          @Override
          public void waiting(Lease.Holder holder) {
            waits.complete(holder);
          }
        };
    CompletableFuture<Lease.Held> second;
    try (Lease.Held first = lease.acquire("one", "ann@desk", Progress.SILENT)) {
      second = CompletableFuture.supplyAsync(() -> lease.acquire("two", "bob@desk", listening));
      second.thenAccept(taken -> waits.completeExceptionally(new AssertionError("taken")));
      assertThat(waits.get(20, TimeUnit.SECONDS).by()).isEqualTo("ann@desk");
      assertThat(lease.holder()).map(Lease.Holder::run).hasValue("one");
    }
    try (Lease.Held held = second.get(20, TimeUnit.SECONDS)) {
      assertThat(lease.holder()).map(Lease.Holder::run).hasValue("two");
    }
  }
}
