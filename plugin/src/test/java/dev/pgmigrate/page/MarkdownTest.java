package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of users is neither formatted nor linked, and mentions nobody. */
class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "ask @dba and @org/team¦ask @&#8203;dba and @&#8203;org/team",
        "like #12, !7 or GH-3¦like #&#8203;12, !&#8203;7 or GH-&#8203;3",
        "*bold* _id_ `code` ~no~¦\\*bold\\* \\_id\\_ \\`code\\` \\~no\\~",
        "[a](b) | c\\d¦\\[a\\](b) \\| c\\\\d",
        "<script>alert('&')</script>¦&lt;script&gt;alert('&amp;')&lt;/script&gt;",
        "see https://evil.example or www.evil.example¦"
            + "see https:&#8203;//evil.example or www&#8203;.evil.example",
        "from $1 to $2¦from <span>$</span>1 to <span>$</span>2",
        "state :tada: of a::text¦state :&#8203;tada: of a::text",
        "50 % of ord.price, numeric(12,2)[]¦50 % of ord.price, numeric(12,2)\\[\\]",
        "Größe of Order-Items¦Größe of Order-Items"
      })
  void textStaysText(String text, String markdown) {
    assertThat(Markdown.escape(text)).isEqualTo(markdown);
  }

  @Test
  void aTextIsOneLine() {
    assertThat(Markdown.escape("a\n# b\r\n\t- c")).isEqualTo("a # b - c");
  }

  @Test
  void codeIsFencedByMoreThanItHolds() {
    assertThat(Markdown.code("a`b")).isEqualTo("``a`b``");
    assertThat(Markdown.code("`a`")).isEqualTo("`` `a` ``");
    assertThat(Markdown.block("sql", "SELECT '```'")).isEqualTo("````sql\nSELECT '```'\n````");
    assertThat(Markdown.block("sql", "SELECT 1")).isEqualTo("```sql\nSELECT 1\n```");
  }
}
