package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values whose type is replaced: each is the same afterwards, or the statement fails. */
class ValuesTakenOverTest {
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
}
