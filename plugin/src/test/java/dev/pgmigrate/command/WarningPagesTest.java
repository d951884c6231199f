package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The id of a warning in a revision leads to a page, and to the rules that find the same. */
class WarningPagesTest {
  private static final Path PAGES = Path.of("src/site/markdown/warnings");
  private static final Set<String> RULES =
      Rules.all().stream().map(Rule::id).collect(Collectors.toSet());

  @Test
  void everyWarningHasOnePageThatOfTheRuleWhereOneHasItsId() throws IOException {
    Set<String> expected = new TreeSet<>(WarningLevels.ids());
    expected.removeAll(RULES);
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    for (String id : expected) {
      assertThat(Files.readString(PAGES.resolve(id + ".md")))
          .startsWith("# " + id + "\n\n")
          .contains("\n\n**Why.** ", "\n\n**What to do.** ", "\n\n**When to accept it.** ");
    }
    String detected = Files.readString(PAGES.resolveSibling("detected.md"));
    assertThat(WarningLevels.ids())
        .allSatisfy(
            id ->
                assertThat(detected)
                    .contains(
                        "| [`%s`](%s/%s.html) |"
                            .formatted(id, RULES.contains(id) ? "rules" : "warnings", id)));
  }

  @Test
  void thePageNamesTheRulesThatTheWarningDeclares() throws IOException {
    for (Rule rule : Rules.all()) {
      for (String id : rule.warnedAs()) {
        if (!RULES.contains(id)) {
          assertThat(Files.readString(PAGES.resolve(id + ".md")))
              .contains("[`%1$s`](../rules/%1$s.html)".formatted(rule.id()));
        }
      }
    }
  }
}
