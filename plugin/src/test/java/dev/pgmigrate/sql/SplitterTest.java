package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
  @Test
  void statementsHaveTheirLinesAndTheCommentsRightAbove() {
    List<Statement> statements =
        Splitter.split(
            """
            -- far away

            -- right
            -- above
            SELECT 1; -- behind
            /* a block
             * of two lines */
            SELECT
              2 -- inside
            ;
            SELECT 3
            """);
    assertThat(statements)
        .containsExactly(
            new Statement("SELECT 1", List.of("right", "above"), 5),
            new Statement("SELECT\n  2", List.of("a block", "of two lines"), 8),
            new Statement("SELECT 3", List.of(), 11));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ';'",
        "SELECT 'it''s;'",
        "SELECT 'a\\'",
        "SELECT E'a\\';b'",
        "SELECT E'a'\n  'b\\';c'",
        "SELECT E'a' -- ; '\n  'b\\';c'",
        "SELECT U&'d\\0061t;a'",
        "SELECT B';', X';', n';'",
        "SELECT \"a;\"\"b\", U&\"c;\"",
        "SELECT /* ; /* nested ; */ ; */ 1",
        "SELECT 1 -- ; not yet\n, 2",
        "SELECT $$;$$, $tag$ ; $$ ; $tag$",
        "SELECT $größe$;$größe$",
        "SELECT a$b$c",
        "SELECT 1 /* ' */ + 1",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END",
        "CREATE OR REPLACE PROCEDURE p()\nBEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END;"
            + " SELECT CASE 1 WHEN 1 THEN CASE 2 WHEN 2 THEN 3 END END; END",
        "DO $$ BEGIN PERFORM 1; END $$",
        "SELECT '😀;' AS \"grüße;\""
      })
  void aSemicolonInsideDoesNotEndAStatement(String statement) {
    assertThat(Splitter.split(statement + ";\nSELECT 2;"))
        .extracting(Statement::sql)
        .containsExactly(statement, "SELECT 2");
  }

  @Test
  void beginOutsideOfARoutineOpensNothing() {
    assertThat(Splitter.split("BEGIN; SELECT 1; END; CREATE TABLE function (a int); SELECT 2"))
        .hasSize(5);
  }

  @Test
  void withoutEscapesABackslashEndsNothing() {
    assertThat(Splitter.split("SELECT 'a'\n'\\'; SELECT 2")).hasSize(2);
  }

  @Test
  void emptyStatementsAndCommentsAloneAreNothing() {
    assertThat(Splitter.split(";; -- only\n /* this */ ;\r\n")).isEmpty();
  }

  @Test
  void windowsLineEndsCountOnce() {
    assertThat(Splitter.split("-- why\r\nSELECT 1;\r\n\r\nSELECT 2;\r\n"))
        .containsExactly(
            new Statement("SELECT 1", List.of("why"), 2), new Statement("SELECT 2", List.of(), 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT 'a; SELECT 2; | string literal",
        "SELECT E'a\\'; | string literal",
        "SELECT \"a; | quoted identifier",
        "SELECT /* /* */ 1; | comment",
        "SELECT $a$ $b$; | dollar-quoted",
        "SELECT (1; | parenthesis",
        "\\connect other | psql",
        "COPY t FROM STDIN; | INSERT"
      })
  void whatIsNeverClosedOrNotSqlIsSaidWithItsLine(String fault, String word) {
    assertThatExceptionOfType(SqlSyntaxException.class)
        .isThrownBy(() -> Splitter.split("SELECT 0;\n\n" + fault))
        .withMessageContaining(word)
        .satisfies(e -> assertThat(e.line()).isEqualTo(3));
  }

  @Test
  void copyDataIsRefusedBeforeItsQuotesConfuseAnything() {
    assertThatExceptionOfType(SqlSyntaxException.class)
        .isThrownBy(() -> Splitter.split("COPY t (a) FROM stdin;\nit's\n\\.\n"))
        .withMessageContaining("COPY");
  }
}
