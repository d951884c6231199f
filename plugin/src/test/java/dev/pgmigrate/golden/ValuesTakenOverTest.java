package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values whose type is replaced: each is the same afterwards, or the statement fails. */
class ValuesTakenOverTest {
  /** A table whose rows all move; the column is {@code v}. */
  private static final String BORDERS =
      """
      CREATE TABLE reading (at int NOT NULL, v %s) PARTITION BY RANGE (at);
      CREATE TABLE early PARTITION OF reading FOR VALUES FROM (0) TO (%d);
      CREATE TABLE late PARTITION OF reading FOR VALUES FROM (%2$d) TO (30);
      """;

  /** A table that is recreated, as one that is partitioned. */
  private static final String RECREATED =
      " PARTITION BY LIST (v); CREATE TABLE rest PARTITION OF t DEFAULT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TYPE part AS (code varchar(10)) | TYPE part AS (code varchar(3), n int)",
        "TYPE part AS (n int, code varchar(10)) | TYPE part AS (code varchar(3), n int)",
        "TYPE part AS (code varchar(10)) | TYPE part AS (code varchar(3))",
        "TYPE part AS (code char(10)) | TYPE part AS (code char(3), n int)",
      })
  void anAttributeThatIsTooLongIsNotCut(String from, String to) throws SQLException {
    String row = from.contains("(n int") ? "ROW(1, 'ABCDEFGHIJ')" : "ROW('ABCDEFGHIJ')";
    try (Migration migration =
        Migration.between(
            "CREATE " + from + "; CREATE TABLE t (v part); INSERT INTO t VALUES (" + row + ")",
            "CREATE " + to + "; CREATE TABLE t (v part)")) {
      assertThatThrownBy(migration::up).hasMessageContaining("value too long");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CREATE DOMAIN code AS varchar(10) | CREATE DOMAIN code AS varchar(3) | code | code",
        "CREATE DOMAIN code AS varchar(10) | CREATE DOMAIN code AS varchar(3) | code[] | code[]",
        "CREATE DOMAIN code AS varchar(10)[] | CREATE DOMAIN code AS varchar(3)[] | code | code",
        "CREATE DOMAIN code AS varchar(10) | SELECT 1 | code | varchar(3)",
        "CREATE DOMAIN code AS text | SELECT 1 | code[] | varchar(3)[]",
        "CREATE DOMAIN code AS text; CREATE DOMAIN word AS code"
            + "| CREATE DOMAIN code AS varchar(3); CREATE DOMAIN word AS code | word | word",
        "CREATE DOMAIN code AS varchar(3); CREATE DOMAIN word AS text"
            + "| CREATE DOMAIN code AS varchar(3); CREATE DOMAIN word AS code | word | word",
        "CREATE TYPE part AS (code varchar(10))"
            + "| CREATE TYPE part AS (code varchar(3), n int) | part | part",
      })
  void aMovingValueThatIsTooLongIsNotCut(String from, String to, String type, String newType)
      throws SQLException {
    String value =
        from.endsWith("[]") || type.endsWith("[]")
            ? "ARRAY['ABCDEFGHIJ']"
            : type.equals("part") ? "ROW('ABCDEFGHIJ')" : "'ABCDEFGHIJ'";
    try (Migration migration =
        Migration.between(
            from
                + ";"
                + BORDERS.formatted(type, 10)
                + "INSERT INTO reading VALUES (15, "
                + value
                + ")",
            to + ";" + BORDERS.formatted(newType, 20))) {
      assertThatThrownBy(migration::up).hasMessageContaining("value too long");
    }
    if (!type.equals(newType)) {
      return;
    }
    try (Migration migration =
        Migration.between(
            from + "; CREATE TABLE t (v " + type + "); INSERT INTO t VALUES (" + value + ")",
            to + "; CREATE TABLE t (v " + newType + ")" + RECREATED)) {
      assertThatThrownBy(migration::up).hasMessageContaining("value too long");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "part AS (a int) | part AS (a int, b int) | (1) | (1,)",
        "part AS (a int, b int) | part AS (b int) | (1,2) | (2)",
        "part AS (a int, b int) | part AS (b int, c int) | (1,2) | (2,)",
        "part AS (a int, b text) | part AS (b text, c text, a bigint) | (1,x) | (x,,1)",
        "part AS (a varchar(9)) | part AS (b int, a varchar(3)) | (abc) | (,abc)",
      })
  void aMovingRowKeepsTheValuesOfItsComposite(String from, String to, String value, String kept)
      throws SQLException {
    String rows = "INSERT INTO reading VALUES (15, '%s'), (16, NULL)".formatted(value);
    try (Migration migration =
        Migration.between(
            "CREATE TYPE " + from + ";" + BORDERS.formatted("part", 10) + rows,
            "CREATE TYPE " + to + ";" + BORDERS.formatted("part", 20))) {
      migration.up();
      assertThat(values(migration, "reading")).isEqualTo("15 early " + kept + "; 16 early -");
      assertThat(migration.now()).isEqualTo(migration.to());
      migration.down();
      assertThat(values(migration, "reading")).startsWith("15 late (").endsWith("; 16 late -");
      assertThat(migration.restBack()).isEmpty();
    }
    String table = "CREATE TABLE t (at int, v part)";
    try (Migration migration =
        Migration.between(
            "CREATE TYPE " + from + ";" + table + ";" + rows.replace("reading", "t"),
            "CREATE TYPE " + to + ";" + table + RECREATED.replace("(v)", "(at)"))) {
      migration.up();
      assertThat(values(migration, "t")).isEqualTo("15 rest " + kept + "; 16 rest -");
      migration.down();
      assertThat(values(migration, "t")).startsWith("15 t (").endsWith("; 16 t -");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "part[] | ARRAY[ROW(1, 2)::part] | ARRAY[]::part[]",
        "parts | ROW(1, 2)::part | NULL",
        "lists | ARRAY[ROW(1, 2)::part] | NULL",
      })
  void noValueInsideOfAnArrayOrDomainGoesToAnotherAttribute(String type, String value, String none)
      throws SQLException {
    String made =
        "; CREATE DOMAIN parts AS part; CREATE DOMAIN lists AS part[];"
            + " CREATE TABLE t (at int, v "
            + type
            + ")";
    for (String how : List.of("", RECREATED.replace("(v)", "(at)"))) {
      String from = "CREATE TYPE part AS (a int, b int)" + made;
      try (Migration migration =
          Migration.between(
              from + "; INSERT INTO t VALUES (1, " + none + "), (2, " + value + ")",
              "CREATE TYPE part AS (b int, a bigint)" + made + how)) {
        assertThatThrownBy(migration::up)
            .hasMessageContaining("t.v has values whose attributes change inside");
        try (Connection connection = migration.left().connect();
            Statement statement = connection.createStatement()) {
          statement.execute("DELETE FROM t WHERE at = 2");
        }
        migration.up();
        assertThat(migration.now()).isEqualTo(migration.to());
      }
    }
  }

  private static String values(Migration migration, String table) throws SQLException {
    String query =
        "SELECT string_agg(concat_ws(' ', at, tableoid::regclass, COALESCE(v::text, '-')), '; '"
            + " ORDER BY at) FROM "
            + table;
    try (Connection connection = migration.left().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
