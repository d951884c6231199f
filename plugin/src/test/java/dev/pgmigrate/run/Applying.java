package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.journal.AppliedState;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.Task;
import dev.pgmigrate.journal.Worklist;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A database of its own, and revisions that are applied to it. */
public final class Applying implements AutoCloseable {
  static final PostgresLease.Times TIMES =
      new PostgresLease.Times(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(20));

  PostgresLease.Times times = TIMES;
  private final ShadowDatabase shadow = TestServer.database();
  private final Connection connection;
  final Database database = Database.of(shadow.url(), null, null);
  Limits limits =
      new Limits(
          Duration.ofMillis(50), Duration.ZERO, 2, Duration.ofMillis(1), Duration.ofSeconds(10));

  public Applying() {
    connection = database.connect();
  }

  /** With what it takes to log in. */
  String url() {
    return shadow.url();
  }

  /** A session beside the one that executes. */
  Connection connection() {
    return connection;
  }

  Executor executor(Database connectTo, Progress progress) {
    return executor(connectTo, database, progress);
  }

  Executor executor(Database connectTo, Database direct, Progress progress) {
    return new Executor(
        connectTo,
        direct,
        new PostgresJournal("public"),
        new PostgresLease(direct, "public", times),
        new Actor("ann@desk", "test 1", null),
        limits,
        progress);
  }

  AppliedState upgrade(Progress progress, MigrationFile... files) {
    List<Task> tasks = Arrays.stream(files).map(Task::up).toList();
    return executor(database, progress).run(List.of(files), state -> Worklist.of(tasks));
  }

  AppliedState upgrade(MigrationFile... files) {
    return upgrade(Progress.SILENT, files);
  }

  /**
   * A run that freezes in its notice "in the middle", while its lease expires and another one goes
   * on, and then wakes: it has to end because it lost the lease.
   */
  void freeze(Database connectTo, MigrationFile file, Runnable other) {
    CountDownLatch frozen = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    Progress freezing =
        new Progress() {
          @Override
          public void notice(String text) {
            if (text.contains("in the middle")) {
              frozen.countDown();
              await(woken);
            }
          }
        };
    times =
        new PostgresLease.Times(Duration.ofMillis(500), Duration.ofHours(1), Duration.ofMillis(20));
    Executor holder = executor(connectTo, connectTo, freezing);
    CompletableFuture<AppliedState> stale =
        CompletableFuture.supplyAsync(
            () -> holder.run(List.of(file), state -> Worklist.of(List.of(Task.up(file)))));
    await(frozen);
    times = TIMES;
    other.run();
    woken.countDown();
    assertThatThrownBy(() -> stale.get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(LeaseLostException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  AppliedState downgrade(MigrationFile... files) {
    List<Task> tasks = Arrays.stream(files).map(Task::down).toList();
    return executor(database, Progress.SILENT).run(List.of(files), state -> Worklist.of(tasks));
  }

  List<JournalEntry> entries() {
    return new PostgresJournal("public").read(connection);
  }

  AppliedRevision state(MigrationFile file) {
    return AppliedState.of(entries()).find(file.revision().id()).orElseThrow();
  }

  /** The first column of the first row; null without one. */
  String value(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** A further session that calls itself this. */
  Connection session(String application) {
    Database named = new Database(database.url(), null, null, null, "public", application);
    return named.connect();
  }

  /** The first column of the first row, as soon as there is one. */
  String until(String sql) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    for (String value = value(sql); ; value = value(sql)) {
      if (value != null) {
        return value;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never: " + sql);
      }
      Thread.sleep(5);
    }
  }

  /** A proxy before the server. */
  public CuttingProxy proxy(String cutAt, int cuts) throws IOException {
    URI server = URI.create(database.url().reveal().substring("jdbc:".length()));
    return new CuttingProxy(server.getHost(), server.getPort(), cutAt, cuts);
  }

  /** The database through a proxy. */
  public Database through(CuttingProxy proxy) {
    URI server = URI.create(database.url().reveal().substring("jdbc:".length()));
    String url =
        database.url().reveal().replace(":" + server.getPort() + "/", ":" + proxy.port() + "/");
    assertThat(url).isNotEqualTo(database.url().reveal());
    return Database.of(url, null, null);
  }

  static MigrationFile file(String id, String blocks) {
    Path path = Path.of("202611221030_" + id + "_make_it_so.sql");
    String header =
        "-- make it so\n--\n-- revision: "
            + id
            + "\n-- parent:   none\n-- created:  2026-11-22T10:30:00Z\n\n";
    return new MigrationFile(path, RevisionParser.parse(path, header + blocks));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    shadow.close();
  }
}
