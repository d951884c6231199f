package dev.pgmigrate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.journal.JournalEntry.Actor;
import dev.pgmigrate.journal.JournalEntry.Kind;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

class HistoryTablesTest {
  private ShadowDatabase shadow;
  private Database database;
  private Connection connection;
  private final PostgresJournal journal = new PostgresJournal("public");

  @BeforeEach
  void connect() {
    shadow = TestServer.database();
    database = Database.of(shadow.url(), null, null);
    connection = database.connect();
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    shadow.close();
  }

  @Test
  void noTablesMeansNothingApplied() {
    assertThat(journal.read(connection)).isEmpty();
    assertThat(lease(database).holder()).isEmpty();
  }

  @Test
  void manyFirstRunsAtOnceMakeTheTablesOnce() throws Exception {
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String run = "run" + i;
      runs.add(
          CompletableFuture.runAsync(
              () -> {
                try (Lease.Held held = lease(database).acquire(run, "me", Progress.SILENT);
                    Connection mine = database.connect()) {
                  journal.create(mine);
                  mine.setAutoCommit(false);
                  held.fence(mine, List.of());
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              }));
    }
    for (CompletableFuture<Void> run : runs) {
      run.get(60, TimeUnit.SECONDS);
    }
    assertThat(journal.read(connection)).isEmpty();
    assertThat(lease(database).holder()).isEmpty();
  }

  @Test
  void aHeartbeatPassesAStepThatHoldsTheFence() throws Exception {
    PostgresLease.Times quick =
        new PostgresLease.Times(Duration.ofSeconds(30), Duration.ofMillis(5), Duration.ofMillis(5));
    try (Lease.Held held =
        new PostgresLease(database, "public", quick).acquire("r", "me", Progress.SILENT)) {
      connection.setAutoCommit(false);
      held.fence(connection, List.of());
      try (Connection other = database.connect()) {
        String before = heartbeat(other);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (heartbeat(other).equals(before)) {
          assertThat(System.nanoTime()).as("no heartbeat while fenced").isLessThan(deadline);
        }
      }
      connection.rollback();
    }
  }

  @Test
  void aServerThatFellSilentHoldsNobodyUp() throws IOException {
    Properties url = Driver.parseURL(shadow.url(), new Properties());
    int port = Integer.parseInt(PGProperty.PG_PORT.getOrDefault(url));
    try (FreezingProxy proxy = new FreezingProxy(port)) {
      Database behind =
          Database.of(shadow.url().replace(":" + port + "/", ":" + proxy.port() + "/"), null, null);
      PostgresLease.Times quick =
          new PostgresLease.Times(
              Duration.ofSeconds(1), Duration.ofMillis(5), Duration.ofMillis(5));
      Lease.Held held =
          new PostgresLease(behind, "public", quick).acquire("r", "me", Progress.SILENT);
      proxy.freeze();
      assertTimeoutPreemptively(Duration.ofSeconds(30), held::close);
    }
  }

  /** Hands everything on until it is frozen; then the sockets stay open and nothing comes. */
  private static final class FreezingProxy implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;

    FreezingProxy(int port) throws IOException {
      start(
          () -> {
            while (true) {
              Socket client = listening.accept();
              Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
              sockets.addAll(List.of(client, server));
              start(() -> pump(client, server));
              start(() -> pump(server, client));
            }
          });
    }

    int port() {
      return listening.getLocalPort();
    }

    void freeze() {
      frozen = true;
    }

    private void pump(Socket from, Socket to) throws IOException {
      byte[] bytes = new byte[8192];
      for (int n = from.getInputStream().read(bytes);
          n > 0;
          n = from.getInputStream().read(bytes)) {
        if (!frozen) {
          to.getOutputStream().write(bytes, 0, n);
        }
      }
    }

    private interface Work {
      void run() throws IOException;
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException e) {
                  // Closed.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void close() throws IOException {
      listening.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void withoutTheRightToCreateItSaysWhatToGrant() throws SQLException {
    execute("CREATE ROLE onlooker LOGIN PASSWORD 'p'");
    execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    try {
      Database theirs = Database.of(shadow.url().replaceFirst("\\?.*", ""), "onlooker", "p");
      DatabaseException failure =
          catchThrowableOfType(
              DatabaseException.class, () -> lease(theirs).acquire("r", "me", Progress.SILENT));
      assertThat(failure.reason()).isEqualTo(Reason.NO_PERMISSION);
      assertThat(failure).hasMessageContaining("CREATE ON SCHEMA public TO");
    } finally {
      execute("DROP ROLE onlooker");
    }
  }

  @Test
  void aMissingSchemaIsNamed() {
    DatabaseException failure =
        catchThrowableOfType(
            DatabaseException.class,
            () ->
                new PostgresLease(database, "My Ops", PostgresLease.Times.DEFAULT)
                    .acquire("r", "me", Progress.SILENT));
    assertThat(failure).hasMessageContaining("CREATE SCHEMA \"My Ops\"");
  }

  @Test
  void aNewerFormatIsRefused() throws SQLException {
    lease(database).acquire("r", "me", Progress.SILENT).close();
    journal.create(connection);
    execute("UPDATE migrate_lock SET format = 3");
    DatabaseException failure =
        catchThrowableOfType(
            DatabaseException.class, () -> lease(database).acquire("r", "me", Progress.SILENT));
    assertThat(failure.reason()).isEqualTo(Reason.NEWER_FORMAT);
    execute(
        "INSERT INTO migrate_history (id, format, run, revision, message, parents, phase, direction,"
            + " step, steps, kind, outcome, started, by_whom, tool)"
            + " VALUES (1, 3, '', '', '', '{}', '', '', 1, 1, '', '', now(), '', '')");
    assertThat(
            catchThrowableOfType(DatabaseException.class, () -> journal.read(connection)).reason())
        .isEqualTo(Reason.NEWER_FORMAT);
  }

  @Test
  void theNextRowFollowsTheLastWhereverThatCameFrom() throws SQLException {
    journal.create(connection);
    append(connection, Kind.INITIALISED);
    execute("UPDATE migrate_history SET id = 500");
    append(connection, Kind.PROTECTED);
    append(connection, Kind.UNPROTECTED);
    assertThat(journal.read(connection))
        .extracting(JournalEntry::position)
        .containsExactly(500L, 501L, 502L);
  }

  @Test
  void writersOfTheJournalWaitForEachOther() throws Exception {
    journal.create(connection);
    connection.setAutoCommit(false);
    // An INSERT alone does not wait for it: only the lock that a writer takes first does.
    execute("LOCK TABLE migrate_history IN ROW EXCLUSIVE MODE");
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () -> {
              try (Connection theirs = database.forRun("other").connect(List.of())) {
                theirs.setAutoCommit(false);
                append(theirs, Kind.PROTECTED);
              } catch (SQLException e) {
                throw new AssertionError(e);
              }
            });
    try (Connection reader = database.connect()) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (!one(
              reader,
              "SELECT bool_or(wait_event_type = 'Lock') FROM pg_stat_activity"
                  + " WHERE application_name LIKE '%other'")
          .equals("t")) {
        assertThat(other).as("it does not wait").isNotDone();
        assertThat(System.nanoTime()).as("it does not wait").isLessThan(deadline);
      }
      assertThat(journal.read(reader)).as("readers do not wait").isEmpty();
    }
    append(connection, Kind.INITIALISED);
    other.get(20, TimeUnit.SECONDS);
    assertThat(journal.read(connection))
        .extracting(JournalEntry::position, JournalEntry::kind)
        .containsExactly(tuple(1L, Kind.INITIALISED), tuple(2L, Kind.PROTECTED));
  }

  @Test
  void itsOwnerBringsAnOldJournalToTodaysFormat() throws SQLException {
    execute(FORMAT_1);
    execute("CREATE ROLE journal_keeper; GRANT CREATE ON SCHEMA public TO journal_keeper");
    execute("ALTER TABLE migrate_history OWNER TO journal_keeper; SET ROLE journal_keeper");
    try {
      journal.create(connection);
      journal.create(connection);
      assertThat(journal.read(connection))
          .extracting(JournalEntry::position, JournalEntry::kind)
          .containsExactly(
              tuple(1L, Kind.INITIALISED), tuple(2L, Kind.PROTECTED), tuple(3L, Kind.FORMAT));
      assertThat(one(connection, "SELECT max(format) FROM migrate_history")).isEqualTo("2");
      assertThat(one(connection, IDENTITY)).isEmpty();
      assertThat(one(connection, COMMENT)).isEqualTo("migrate-maven-plugin, format 2: protected");
      append(connection, Kind.UNPROTECTED);
      assertThat(one(connection, COMMENT))
          .isEqualTo("migrate-maven-plugin, format 2: not protected");
    } finally {
      execute("RESET ROLE; DROP OWNED BY journal_keeper; DROP ROLE journal_keeper");
    }
  }

  @Test
  void whoDoesNotOwnTheJournalNeedsTheRightToLockIt() throws SQLException {
    journal.create(connection);
    execute(
        "CREATE ROLE journal_writer; GRANT SELECT, INSERT ON migrate_history TO journal_writer");
    try {
      execute("SET ROLE journal_writer");
      DatabaseException refused =
          catchThrowableOfType(DatabaseException.class, () -> journal.create(connection));
      assertThat(refused.reason()).isEqualTo(Reason.NO_PERMISSION);
      assertThat(refused).hasMessageContaining("GRANT UPDATE ON migrate_history TO journal_writer");

      execute(
          "RESET ROLE; GRANT UPDATE ON migrate_history TO journal_writer; SET ROLE journal_writer");
      journal.create(connection);
      append(connection, Kind.INITIALISED);
      assertThat(journal.read(connection)).hasSize(1);
      connection.setAutoCommit(false);
      refused =
          catchThrowableOfType(DatabaseException.class, () -> append(connection, Kind.PROTECTED));
      assertThat(refused).hasMessageContaining("must be owner of table migrate_history");
      connection.rollback();
      connection.setAutoCommit(true);
    } finally {
      execute("RESET ROLE; DROP OWNED BY journal_writer; DROP ROLE journal_writer");
    }
  }

  @Test
  void whoReadsForLongDoesNotHoldTheNewFormatUp() throws SQLException {
    execute(FORMAT_1);
    try (Connection dump = database.connect()) {
      dump.setAutoCommit(false);
      one(dump, "SELECT count(*) FROM migrate_history");
      journal.create(connection);
      append(connection, Kind.UNPROTECTED);
      assertThat(one(connection, IDENTITY)).isEqualTo("a");
    }
    execute("SELECT setval(pg_get_serial_sequence('migrate_history', 'id'), 1)");
    append(connection, Kind.PROTECTED);
    journal.create(connection);
    assertThat(one(connection, IDENTITY)).isEmpty();
    assertThat(journal.read(connection))
        .extracting(JournalEntry::position)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aCopyWithoutItsRowsKeepsItsComment() throws SQLException {
    journal.create(connection);
    append(connection, Kind.PROTECTED);
    execute("TRUNCATE migrate_history");
    journal.create(connection);
    assertThat(one(connection, COMMENT)).endsWith(": protected");
    append(connection, Kind.INITIALISED);
    journal.create(connection);
    assertThat(one(connection, COMMENT)).endsWith(": protected");
  }

  private static final String IDENTITY =
      "SELECT attidentity FROM pg_attribute WHERE attrelid = 'migrate_history'::regclass"
          + " AND attname = 'id'";

  private static final String COMMENT =
      "SELECT obj_description('migrate_history'::regclass, 'pg_class')";

  /** The journal as it was before, with two rows. */
  private static final String FORMAT_1 =
      """
      CREATE TABLE migrate_history (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        format smallint NOT NULL,
        run text NOT NULL,
        revision text NOT NULL,
        message text NOT NULL,
        parents text[] NOT NULL,
        phase text NOT NULL,
        direction text NOT NULL,
        step integer NOT NULL,
        steps integer NOT NULL,
        kind text NOT NULL,
        outcome text NOT NULL,
        checksum text,
        script text,
        started timestamptz NOT NULL,
        finished timestamptz,
        error_code text,
        error text,
        batch_bound text,
        batch_reached text,
        batch_rows bigint,
        by_whom text NOT NULL,
        by_role text NOT NULL DEFAULT session_user,
        tool text NOT NULL,
        approval text
      );
      INSERT INTO migrate_history (format, run, revision, message, parents, phase, direction, step,
        steps, kind, outcome, started, finished, by_whom, tool)
      SELECT 1, '', '', '', '{}', 'expand', 'up', 0, 0, kind, 'done', now(), now(), 'me', 'test'
      FROM unnest(ARRAY['initialised', 'protected']) AS kind
      """;

  private void append(Connection to, Kind kind) throws SQLException {
    boolean alone = to.getAutoCommit();
    to.setAutoCommit(false);
    journal.commit(
        to,
        List.of(),
        List.of(JournalEntry.ofDatabase("", kind, "", new Actor("me", "test", null))));
    to.setAutoCommit(alone);
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }

  private static PostgresLease lease(Database database) {
    return new PostgresLease(
        database,
        "public",
        new PostgresLease.Times(
            Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofMillis(5)));
  }

  private static String heartbeat(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT heartbeat FROM migrate_lock")) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
