package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "account | account",
        "_a$1 | _a$1",
        "Account | \"Account\"",
        "1st | \"1st\"",
        "a\"b | \"a\"\"b\"",
        "straße | \"straße\"",
        "user | \"user\"",
        "order | \"order\"",
        "left | \"left\"",
        "name | name",
        "status | status",
        "type | type"
      })
  void quotesWherePostgresNeedsIt(String name, String quoted) {
    assertThat(Identifier.quote(name)).isEqualTo(quoted);
  }

  @Test
  void aLiteralDoublesQuotesAndLeavesBackslashes() {
    assertThat(Literal.quote("it's \\ so")).isEqualTo("'it''s \\ so'");
  }

  @Test
  void aNameIsCutAtTheBorderOfACharacter() {
    assertThat(Identifier.cut("x".repeat(64))).isEqualTo("x".repeat(63));
    assertThat(Identifier.cut("ß".repeat(63))).isEqualTo("ß".repeat(31));
    assertThat(Identifier.cut("😀".repeat(16))).isEqualTo("😀".repeat(15));
    assertThat(Identifier.cut("short")).isEqualTo("short");
  }
}
