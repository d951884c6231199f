package dev.pgmigrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.sql.Token.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a*-1 | a * - 1",
        "a<>-1 | a <> - 1",
        "a@-1 | a @- 1",
        "x::int[] | x :: int [ ]",
        "1..10 | 1 .. 10",
        "1.5e-3+.5 | 1.5e-3 + .5",
        ".5 | .5",
        "a.b->>'c' | a . b ->> 'c'",
        "a+/*c*/b | a + /*c*/ b",
        "f($1,:from) | f ( $1 , : from )",
        "E'a''b\\'c'x | E'a''b\\'c' x",
        "$$a$$b$c$d$c$ | $$a$$ b$c$d$c$",
        "naïve_ß$1 | naïve_ß$1"
      })
  void tokens(String text, String expected) {
    assertThat(Lexer.tokens(text)).extracting(Token::text).containsExactly(expected.split(" "));
  }

  @Test
  void aTokenKnowsWhereItIs() {
    assertThat(Lexer.tokens("a\n 'x\ny'\n\"B\""))
        .containsExactly(
            new Token(Kind.WORD, "a", 0, 1),
            new Token(Kind.STRING, "'x\ny'", 3, 2),
            new Token(Kind.QUOTED, "\"B\"", 9, 4));
  }

  @Test
  void onlyAsciiLettersAreFolded() {
    assertThat(Lexer.tokens("ÄB")).extracting(Token::folded).containsExactly("Äb");
  }
}
