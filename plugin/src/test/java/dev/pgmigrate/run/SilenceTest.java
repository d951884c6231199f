package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.KeptAlive;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Outcome;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import java.net.Socket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something between us and the server swallows a connection, and nobody hears of it. */
class SilenceTest {
  private static final String ID = "000000000001";

  private Applying applying;
  private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

  private class Listening implements Progress {
    @Override
    public void notice(String text) {
      notices.add(text);
    }
  }

  private final Progress listening = new Listening();

  @BeforeEach
  void open() {
    applying = new Applying();
    applying.limits =
        new Limits(Duration.ZERO, Duration.ZERO, 3, Duration.ofMillis(1), Duration.ofSeconds(6));
    applying.execute("CREATE TABLE t (id int PRIMARY KEY, n int DEFAULT 0)");
    applying.execute("INSERT INTO t SELECT generate_series(1, 10)");
  }

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  private AppliedState upgrade(String swallowed, MigrationFile file) throws Exception {
    try (CuttingProxy proxy = applying.proxy(swallowed, 1)) {
      Progress swallowing =
          new Listening() {
            @Override
            public void started(Task task, int step) {
              proxy.swallow();
            }
          };
      Database through = applying.through(proxy);
      Executor executor = applying.executor(through, through, swallowing);
      AppliedState state =
          CompletableFuture.supplyAsync(
                  () -> executor.run(List.of(file), s -> Worklist.of(List.of(Task.up(file)))))
              .get(60, TimeUnit.SECONDS);
      assertThat(proxy.cutsLeft()).isZero();
      return state;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE t",
        "SELECT pg_sleep",
        "SET CONSTRAINTS ALL",
        "INSERT INTO public.migrate_history",
        "FOR KEY SHARE"
      })
  void aTransactionIsRolledBackAndRunsOnce(String swallowed) throws Exception {
    MigrationFile file =
        Applying.file(ID, "-- migrate:up\nUPDATE t SET n = n + 1;\nSELECT pg_sleep(0.3);\n");

    assertThat(upgrade(swallowed, file).isComplete(ID)).isTrue();

    assertThat(applying.value("SELECT string_agg(DISTINCT n::text, ',') FROM t")).isEqualTo("1");
    assertThat(applying.entries()).extracting(JournalEntry::outcome).containsExactly(Outcome.DONE);
    assertThat(notices).anyMatch(notice -> notice.contains("The connection is lost"));
  }

  @Test
  void theWaitIsExplained() throws Exception {
    upgrade("SELECT pg_sleep", Applying.file(ID, "-- migrate:up\nSELECT pg_sleep(0.3);\n"));
    assertThat(notices)
        .anyMatch(
            notice ->
                notice.startsWith("The server has been idle for 1 s, but step 1 of revision"));
  }

  @Test
  void anIndexIsDoneWhenTheCatalogSaysSo() throws Exception {
    MigrationFile file =
        Applying.file(ID, "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY i ON t (n);\n");

    assertThat(upgrade("CREATE INDEX CONCURRENTLY", file).isComplete(ID)).isTrue();

    assertThat(applying.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"))
        .isEqualTo("t");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE t", CuttingProxy.COMMIT})
  void aRangeOfABatchIsDoneOnce(String swallowed) throws Exception {
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up batch key=id size=5\n"
                + "UPDATE t SET n = n + 1 WHERE id BETWEEN :from AND :to;\n");
    try (CuttingProxy proxy = applying.proxy(swallowed, 1)) {
      proxy.swallow();
      Executor executor = applying.executor(applying.through(proxy), listening);
      CompletableFuture.supplyAsync(
              () -> executor.run(List.of(file), s -> Worklist.of(List.of(Task.up(file)))))
          .get(60, TimeUnit.SECONDS);
      assertThat(proxy.cutsLeft()).isZero();
    }
    assertThat(applying.value("SELECT string_agg(DISTINCT n::text, ',') FROM t")).isEqualTo("1");
  }

  /** Three times as long as silence may last, and what says something in the middle of it. */
  @Test
  void aStatementThatIsStillExecutedIsNotGivenUp() {
    MigrationFile file =
        Applying.file(
            ID,
            "-- migrate:up\nSELECT pg_sleep(3);\n\n"
                + "-- migrate:up no-transaction\n-- migrate:done-when SELECT true\n"
                + "SELECT pg_sleep(3);\n");
    assertThat(applying.upgrade(listening, file).isComplete(ID)).isTrue();
    assertThat(notices).isEmpty();
  }

  @Test
  void onlyWhatWasSeenCanBeGoneAndOnlyIdlenessInARowCounts() {
    Optional<Looks.Activity> active = Optional.of(new Looks.Activity("noon", "active", false));
    Optional<Looks.Activity> idle =
        Optional.of(new Looks.Activity("noon", "idle in transaction", false));
    Optional<Looks.Activity> other = Optional.of(new Looks.Activity("later", "active", false));
    Optional<Looks.Activity> hidden = Optional.of(new Looks.Activity("noon", null, true));
    Duration second = Duration.ofSeconds(1);
    Silence silence = new Silence();
    assertThat(silence.after(Optional.empty(), second)).isZero();
    assertThat(silence.after(hidden, second)).isZero();
    assertThat(silence.after(idle, second)).isEqualTo(second);
    assertThat(silence.after(active, second)).isZero();
    assertThat(silence.after(idle, second)).isEqualTo(second);
    assertThat(silence.after(other, second)).isEqualTo(Duration.ofSeconds(2));
    assertThat(silence.after(Optional.empty(), second)).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theSystemAsksForASignOfLife() throws Exception {
    try (Socket socket = new KeptAlive().createSocket()) {
      assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(60);
      assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(6);
    }
    MigrationFile file =
        Applying.file(
            ID,
            """
            -- migrate:up
            CREATE TABLE asked AS SELECT current_setting('tcp_keepalives_idle') AS idle,
              current_setting('client_connection_check_interval') AS gone;
            """);
    applying.upgrade(file);
    assertThat(applying.value("SELECT idle || ' ' || gone FROM asked")).isEqualTo("60 10s");
  }
}
