package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever gets a finding can read the page of its rule without the site. */
class RulePageTest {
  static Stream<String> rules() {
    return Rules.all().stream().map(Rule::id);
  }

  /** And each page has the parts that are shown, in plain text and code alone. */
  @ParameterizedTest
  @MethodSource("rules")
  void everyRuleHasItsPageInTheJar(String rule) throws IOException {
    RulePage page = RulePage.of(rule).orElseThrow();
    assertThat(page.markdown())
        .isEqualTo(Files.readString(Path.of("src/site/markdown/rules/" + rule + ".md")));
    assertThat(page.happens() + page.why() + page.allow()).doesNotContain("](", "**", "##");
    assertThat(page.reason()).filteredOn(RulePage.Piece::code).allMatch(p -> !p.text().isBlank());
    assertThat(page.reason().size() % 2).as("backticks in pairs").isEqualTo(1);
    assertThat(page.instead()).isNotBlank().doesNotContain("```");
  }

  @Test
  void aCheckHasNone() {
    assertThat(RulePage.of("edited-history")).isEmpty();
  }
}
