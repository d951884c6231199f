package dev.pgmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.page.RulePage;
import dev.pgmigrate.page.WarningPage;
import org.junit.jupiter.api.Test;

/** The page of a rule, as {@code migrate.explain} shows it. */
class PageTextTest {
  private static final String PAGE =
      """
      # a-rule

      It calls `f()`.

      **Why not.** See [`other`](../rules/other.html)
      and [this page](x.html).

      - one that is so long that it does not fit into one line of a terminal, which has 80
      - two

      ```sql
      SELECT '**', `x`;
      ```
      """;

  @Test
  void aTerminalShowsNoMarkup() {
    assertThat(
            PageText.of(PAGE, Paper.TERMINAL).replace("\u001B[1m", "<").replace("\u001B[0m", ">"))
        .isEqualTo(
            """
            <a-rule>

            It calls f().

            <Why> <not.> See other and this page.

            - one that is so long that it does not fit into one line of a terminal, which
              has 80
            - two

                SELECT '**', `x`;
            """);
  }

  @Test
  void aFileHasThePageAsItIsWritten() {
    assertThat(PageText.of(PAGE, Paper.PLAIN)).isEqualTo(PAGE);
  }

  @Test
  void noPageHasMarkupLeft() {
    for (Rule rule : Rules.all()) {
      String page = RulePage.of(rule.id()).orElseThrow().markdown();
      assertThat(words(page)).as(rule.id()).doesNotContain("**", "](", "`", "##");
    }
    String warning = WarningPage.of("long-lock").orElseThrow().markdown();
    assertThat(words(warning)).contains("table-rewrite").doesNotContain("**", "](", "`");
  }

  /** Without the SQL, which may have any of it. */
  private static String words(String page) {
    return PageText.of(page, Paper.TERMINAL).replaceAll("(?m)^ {4}.*$", "");
  }
}
