package dev.pgmigrate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Statement;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is watched is read for the tables that a statement touches, never for all. */
class WatchCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int STATEMENTS = 20;
  private static final long LARGE = 500;

  /** A session adds to the statistics what it has read when it ends. */
  private static final String COUNTED_BY_ALL =
      """
      DO $$ BEGIN
        WHILE EXISTS (
            SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend') LOOP
          PERFORM pg_stat_clear_snapshot();
        END LOOP;
      END $$""";

  @Test
  void aStatementReadsNoMoreOfALargeCatalogThanOfASmallOne() throws SQLException {
    long small = rowsPerStatement(10);
    long large = rowsPerStatement(1000);
    // A small catalog is read from front to back, a large one through its indexes.
    assertThat(large).isBetween(1L, LARGE);
    assertThat(small).isBetween(1L, 2000L);
  }

  /** The step holds a lock on each table that it has reached so far. */
  @Test
  void aLateStatementOfAStepReadsNoMoreThanAnEarlyOne() throws SQLException {
    try (ShadowDatabase database = database(1000)) {
      long few = rowsRead(database, step(20));
      long many = rowsRead(database, step(200));
      assertThat((many - few) / 180).isBetween(1L, LARGE);
    }
  }

  /** Nor does it read the locks of all before it, which only new tables have. */
  @Test
  void aLateStatementOfAFirstRevisionReadsNoMoreThanAnEarlyOne() {
    creating(10);
    long few = creating(50);
    long many = creating(200);
    assertThat(many).isBetween(few * 2, few * 5);
  }

  /** In allocated bytes: the locks are no table whose reads the server counts. */
  private static long creating(int tables) {
    List<Statement> statements =
        IntStream.range(0, tables)
            .boxed()
            .flatMap(
                i ->
                    Stream.of(
                        "CREATE TABLE t_%d (id bigint PRIMARY KEY, a text)".formatted(i),
                        "CREATE INDEX i_%1$d ON t_%1$d (a)".formatted(i)))
            .map(Statement::of)
            .toList();
    try (ShadowDatabase database = TestServer.database();
        Watcher watcher = new Watcher(database, WrittenRows::of)) {
      long thread = Thread.currentThread().getId();
      long before = THREADS.getThreadAllocatedBytes(thread);
      watcher.up("the test", List.of(Step.transaction(statements)));
      return THREADS.getThreadAllocatedBytes(thread) - before;
    }
  }

  private static List<Step> step(int tables) {
    return List.of(
        Step.transaction(
            IntStream.range(0, tables)
                .mapToObj("ALTER TABLE t_%d ALTER COLUMN a SET DEFAULT 'x'"::formatted)
                .map(Statement::of)
                .toList()));
  }

  private static long rowsPerStatement(int tables) throws SQLException {
    try (ShadowDatabase database = database(tables)) {
      long few = rowsRead(database, steps(1));
      long many = rowsRead(database, steps(1 + STATEMENTS));
      return (many - few) / STATEMENTS;
    }
  }

  private static ShadowDatabase database(int tables) throws SQLException {
    ShadowDatabase database = TestServer.database();
    String table = "CREATE TABLE t_%1$d (id bigint PRIMARY KEY, a text, b text, c text);\n";
    String all = String.join("", IntStream.range(0, tables).mapToObj(table::formatted).toList());
    try (Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(all);
      statement.execute("VACUUM ANALYZE");
    }
    return database;
  }

  private static List<Step> steps(int statements) {
    Statement one = Statement.of("ALTER TABLE t_1 ALTER COLUMN a SET DEFAULT 'x'");
    return IntStream.range(0, statements).mapToObj(i -> Step.transaction(List.of(one))).toList();
  }

  /** Of all catalogs, by a session that watches these steps. */
  private static long rowsRead(ShadowDatabase database, List<Step> steps) throws SQLException {
    long before = counted(database);
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      watcher.up("the test", steps);
    }
    return counted(database) - before;
  }

  private static long counted(ShadowDatabase database) throws SQLException {
    try (Connection connection = database.connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(COUNTED_BY_ALL);
      return counted(statement);
    }
  }

  private static long counted(java.sql.Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_sys_tables")) {
      row.next();
      return row.getLong(1);
    }
  }
}
