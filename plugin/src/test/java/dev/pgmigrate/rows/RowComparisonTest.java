package dev.pgmigrate.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as lost, as changed, and as the same. */
class RowComparisonTest {
  private static final String TABLE =
      """
      CREATE TABLE t (id integer PRIMARY KEY, a varchar(10), n numeric(5,2), at timestamp);
      INSERT INTO t VALUES (1, 'x', 1.25, '2024-01-01'), (2, 'yy', 2.75, '2024-01-02'),
        (3, NULL, NULL, NULL);
      CREATE TABLE log (line text);
      INSERT INTO log VALUES ('a'), ('a'), ('b');
      CREATE TABLE part (k integer, v text) PARTITION BY LIST (k);
      CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1);
      CREATE TABLE part_2 PARTITION OF part FOR VALUES IN (2);
      INSERT INTO part VALUES (1, 'x'), (2, 'y');
      """;

  private ShadowDatabase database;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    database = TestServer.database();
    connection = database.connect();
    execute(TABLE);
  }

  @AfterEach
  void drop() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void whatKeepsItsValuesIsTheSameUnderAnotherNameTypeAndPlace() throws SQLException {
    assertDifferences(
        """
        CREATE SCHEMA other;
        ALTER TABLE t SET SCHEMA other;
        ALTER TABLE other.t RENAME TO s;
        ALTER TABLE other.s RENAME a TO b;
        ALTER TABLE other.s ALTER b TYPE text, ALTER id TYPE bigint, ALTER n TYPE numeric(9,4),
          ALTER at TYPE timestamptz, ADD c text DEFAULT 'new';
        UPDATE other.s SET b = 'filled' WHERE b IS NULL;
        INSERT INTO other.s (id) VALUES (4);
        ALTER TABLE part DETACH PARTITION part_1;
        """,
        "NULLS_FILLED public.t.a: 1 of 1 NULL is filled, for example NULL became 'filled'");
  }

  @Test
  void whatIsCopiedIntoANewColumnOrTableOfTheSameNameIsTheSame() throws SQLException {
    assertDifferences(
        """
        ALTER TABLE t ADD copy text;
        UPDATE t SET copy = a;
        ALTER TABLE t DROP a;
        ALTER TABLE t RENAME copy TO a;
        CREATE TABLE log_copy AS TABLE log;
        DROP TABLE log;
        ALTER TABLE log_copy RENAME TO log;
        """);
  }

  @Test
  void rowsAreGone() throws SQLException {
    assertDifferences(
        "DELETE FROM t WHERE id = 2; DELETE FROM log WHERE line = 'b'; DROP TABLE part_2",
        "ROWS_GONE public.log: 1 of 3 rows is lost, for example (b)",
        "ROWS_GONE public.part: 1 of 2 rows is lost, for example (2, y)",
        "ROWS_GONE public.t: 1 of 3 rows is lost, for example (2, yy, 2.75, 2024-01-02 00:00:00)");
  }

  @Test
  void tablesAndColumnsAreGone() throws SQLException {
    assertDifferences(
        "DROP TABLE log; ALTER TABLE t DROP a",
        "TABLE_GONE public.log: 3 of 3 rows are lost",
        "COLUMN_GONE public.t.a: 2 of 2 values are lost");
  }

  @Test
  void aReplacedColumnLosesItsValues() throws SQLException {
    assertDifferences(
        "ALTER TABLE t DROP a, DROP n; ALTER TABLE t ADD a varchar(10), ADD n integer DEFAULT 7",
        "VALUES_LOST public.t.a: 2 of 2 values are lost, for example 'x' became NULL",
        "VALUES_LOST public.t.n: 2 of 2 values are lost, for example '1.25' became '7.00'");
  }

  @Test
  void aNewTypeConvertsOrLosesValues() throws SQLException {
    assertDifferences(
        """
        ALTER TABLE t ALTER a TYPE integer USING length(a), ALTER n TYPE boolean USING n > 0
        """,
        "VALUES_CONVERTED public.t.a: 2 of 2 values are changed, for example 'x' became '1'",
        "VALUES_MERGED public.t.n: 2 of 2 values are lost, for example '1.25' became 'true'");
  }

  @Test
  void anUpdateIsWritten() throws SQLException {
    assertDifferences(
        "UPDATE t SET a = 'z'; UPDATE log SET line = upper(line)",
        "VALUES_WRITTEN public.log.line: 3 of 3 values are changed",
        "VALUES_WRITTEN public.t.a: 2 of 2 values are changed, for example 'x' became 'z'");
  }

  @Test
  void rowsUnderANewKeyAreFoundByTheirNumber() throws SQLException {
    assertDifferences(
        "ALTER TABLE t ALTER id TYPE text USING 'k' || id",
        "VALUES_CONVERTED public.t.id: 3 of 3 values are changed");
  }

  @Test
  void aVirtualColumnThatCannotBeComputedIsNotRead() throws SQLException {
    try (ShadowDatabase newest = NewestServer.database();
        Connection other = newest.connect();
        Statement statement = other.createStatement()) {
      statement.execute(
          "CREATE TABLE v (a integer, half integer GENERATED ALWAYS AS (1 / (a - a)) VIRTUAL);"
              + " INSERT INTO v VALUES (1), (2)");
      RowSnapshot before = RowSnapshot.of(other, List.of(new QualifiedName("public", "v")));
      statement.execute("DELETE FROM v WHERE a = 2");
      assertThat(RowComparison.of(before, before.again(other)))
          .extracting(RowDifference::inWords)
          .containsExactly("public.v: 1 of 2 rows is lost, for example (2, null)");
    }
  }

  private void assertDifferences(String sql, String... expected) throws SQLException {
    RowSnapshot before =
        RowSnapshot.of(
            connection,
            Stream.of("t", "log", "part").map(name -> new QualifiedName("public", name)).toList());
    execute(sql);
    List<String> found =
        RowComparison.of(before, before.again(connection)).stream()
            .map(difference -> difference.kind() + " " + difference.inWords())
            .toList();
    assertThat(found).containsExactly(expected);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
