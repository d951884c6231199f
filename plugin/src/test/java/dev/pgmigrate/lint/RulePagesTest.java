package dev.pgmigrate.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule, its page and the examples on it say the same. */
class RulePagesTest {
  private static final Path PAGES = Path.of("src/site/markdown/rules");

  static Stream<Rule> rules() {
    return Rules.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatThePageShowsIsFound(Rule rule) throws IOException {
    assertThat(found(rule, "Found")).contains(rule.id());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatThePageAdvisesIsNot(Rule rule) throws IOException {
    assertThat(findings(rule, "Instead"))
        .as("its own rule, and nothing that weighs more than a note")
        .allSatisfy(
            finding -> {
              assertThat(finding.rule()).isNotEqualTo(rule.id());
              assertThat(finding.severity()).as(finding.message()).isEqualTo(Severity.NOTE);
            });
  }

  @Test
  void everyPageHasARule() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(rules().map(Rule::id).toList());
    }
  }

  @Test
  void theOverviewListsEveryRuleWithItsSeverity() throws IOException {
    String overview = Files.readString(PAGES.resolveSibling("rules.md"));
    assertThat(rules())
        .allSatisfy(
            rule ->
                assertThat(overview)
                    .contains(
                        "| [`%1$s`](rules/%1$s.html) | %2$s |"
                            .formatted(
                                rule.id(), rule.severity().name().toLowerCase(Locale.ROOT))));
  }

  private static List<String> found(Rule rule, String section) throws IOException {
    return findings(rule, section).stream().map(Finding::rule).distinct().toList();
  }

  private static List<Finding> findings(Rule rule, String section) throws IOException {
    String page = Files.readString(PAGES.resolve(rule.id() + ".md"));
    String sql = block(page, section);
    boolean foreign = !sql.contains("-- migrate:");
    Revision revision =
        RevisionParser.parse(
            Path.of("202611300000_00000000000b_x.sql"),
            """
            -- x
            --
            -- revision: 00000000000b
            -- parent:   none
            -- created:  2026-11-30T00:00:00Z
            %s
            """
                .formatted(
                    foreign
                        ? "-- migrate:up\nSELECT 1;"
                        : sql.startsWith("-- phase:") ? sql : "\n" + sql));
    List<Step> up = foreign ? List.of(Step.transaction(Splitter.split(sql + "\n"))) : revision.up();
    try (ShadowDatabase database = TestServer.database()) {
      new Replay(database).script("before", Splitter.split(block(page, "Before")));
      try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
        WatchedRevision watched = new WatchedRevision(revision, watcher.tried("x", up), foreign);
        return new Linter(Rules.all(), Map.of()).lint(watched);
      }
    }
  }

  private static String block(String page, String section) {
    Matcher matcher =
        Pattern.compile("## " + section + "\n\n```sql\n(.*?)\n```", Pattern.DOTALL).matcher(page);
    assertThat(matcher.find()).as("section " + section).isTrue();
    return Objects.requireNonNull(matcher.group(1));
  }
}
