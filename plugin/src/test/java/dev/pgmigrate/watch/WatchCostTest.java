package dev.pgmigrate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.CountingProxy;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Statement;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is watched is read for the tables that a statement touches, never for all. */
class WatchCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Statement ONE =
      Statement.of("ALTER TABLE t_1 ALTER COLUMN a SET DEFAULT 'x'");
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

  /** Nor does the beginning: only what a statement touches is read. */
  @Test
  void aWatchReadsNoMoreOfALargeCatalogThanOfASmallOne() throws SQLException {
    try (ShadowDatabase small = database(10);
        ShadowDatabase large = database(1000)) {
      long few = rowsRead(small, steps(1)) - rowsOfCounting(small);
      long many = rowsRead(large, steps(1)) - rowsOfCounting(large);
      assertThat(many).isBetween(1L, few + LARGE);
    }
  }

  /** The savepoint and the settings, the statement, the locks, the relation. */
  @Test
  void aStatementOnAnExistingTableWaitsForFourAnswers() throws Exception {
    try (ShadowDatabase database = database(10)) {
      int first = answers(database, again(2));
      int more = answers(database, again(2 + STATEMENTS));
      assertThat(more - first).isEqualTo(STATEMENTS * 4);
    }
  }

  /** The settings, the statement, the relation. */
  @Test
  void aStatementOfAFirstRevisionWaitsForThreeAnswers() throws Exception {
    try (ShadowDatabase few = TestServer.database();
        ShadowDatabase many = TestServer.database()) {
      int first = answers(few, List.of(Step.transaction(creation(10))));
      int more = answers(many, List.of(Step.transaction(creation(10 + STATEMENTS))));
      assertThat(more - first).isEqualTo(STATEMENTS * 2 * 3);
    }
  }

  /** The server plans it once, and not for an almost empty catalog. */
  @Test
  void whatIsAskedBehindEachStatementIsPlannedOnce() throws SQLException {
    try (ShadowDatabase database = database(10);
        Watcher watcher = new Watcher(database, WrittenRows::of)) {
      Statement plans =
          Statement.of(
              "CREATE TABLE seen AS SELECT statement, generic_plans, custom_plans"
                  + " FROM pg_prepared_statements WHERE statement LIKE '%WITH wanted%'");
      watcher.up("the test", steps(STATEMENTS));
      watcher.up("the test", List.of(Step.transaction(List.of(plans))));
      try (Connection connection = database.connect();
          java.sql.Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "SELECT count(*), min(generic_plans), max(custom_plans) FROM seen")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(5);
        assertThat(row.getInt(2)).isGreaterThanOrEqualTo(STATEMENTS - 1);
        assertThat(row.getInt(3)).isZero();
      }
    }
  }

  private static int answers(ShadowDatabase database, List<Step> steps) throws Exception {
    try (CountingProxy server = new CountingProxy(database.url());
        Watcher watcher = new Watcher(server.through(database), WrittenRows::of)) {
      server.answers();
      watcher.up("the test", steps);
      return server.answers();
    }
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
    List<Statement> statements = creation(tables);
    try (ShadowDatabase database = TestServer.database();
        Watcher watcher = new Watcher(database, WrittenRows::of)) {
      long thread = Thread.currentThread().getId();
      long before = THREADS.getThreadAllocatedBytes(thread);
      watcher.up("the test", List.of(Step.transaction(statements)));
      return THREADS.getThreadAllocatedBytes(thread) - before;
    }
  }

  private static List<Statement> creation(int tables) {
    return IntStream.range(0, tables)
        .boxed()
        .flatMap(
            i ->
                Stream.of(
                    "CREATE TABLE t_%d (id bigint PRIMARY KEY, a text)".formatted(i),
                    "CREATE INDEX i_%1$d ON t_%1$d (a)".formatted(i)))
        .map(Statement::of)
        .toList();
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
    return Collections.nCopies(statements, Step.transaction(List.of(ONE)));
  }

  private static List<Step> again(int statements) {
    return List.of(Step.transaction(Collections.nCopies(statements, ONE)));
  }

  /** Of all catalogs, by a session that watches these steps. */
  private static long rowsRead(ShadowDatabase database, List<Step> steps) throws SQLException {
    long before = counted(database);
    try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
      watcher.up("the test", steps);
    }
    return counted(database) - before;
  }

  /** To look at the statistics is to read the catalog. */
  private static long rowsOfCounting(ShadowDatabase database) throws SQLException {
    long before = counted(database);
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
