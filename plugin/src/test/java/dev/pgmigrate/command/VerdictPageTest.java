package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.page.Browser;
import dev.pgmigrate.page.PullRequestComment;
import dev.pgmigrate.page.VerdictPage;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer reads about a pull request of a bookshop. */
class VerdictPageTest {
  /** What others find in the same statements is not the point here. */
  private static final List<String> RULES =
      List.of(
          "index-built-under-lock",
          "table-rewrite",
          "rename-in-use",
          "drop-in-use",
          "several-tables-locked");

  @TempDir static Path root;
  private static TestProject project;
  private static Verdict verdict;

  @BeforeAll
  static void judge() throws IOException {
    Path shop = Files.createDirectory(root.resolve("book shop"));
    project = new TestProject(shop).withoutDatabase();
    BookshopBranch.write(project);
    verdict =
        project.verify(
            LintLevels.parse(
                Rules.all().stream()
                    .map(Rule::id)
                    .filter(id -> !RULES.contains(id))
                    .map(id -> id + "=off")
                    .toList()));
  }

  @AfterAll
  static void close() {
    project.close();
  }

  /** In a frame as narrow as a telephone, and in a wide one. */
  @Test
  void aBrowserShowsThePageWithoutScrollingSideways() throws IOException {
    Path page =
        Files.writeString(
            root.resolve("verify.html"),
            VerdictPage.of(verdict, Severity.ERROR, project.project()));
    Browser browser = Browser.in(root);
    for (int width : List.of(340, 390, 1300)) {
      Browser.Shown shown = browser.open(page, width);
      assertThat(shown.complaints()).isEmpty();
      assertThat(shown.dom())
          .as("%d pixels wide", width)
          .contains("data-overflow=\"0\"")
          .contains("Not ready to merge: " + verdict.count(Severity.ERROR) + " errors")
          .contains("4 new revisions of 8, 1 finding allowed")
          .contains(
              "<h2 id=\"findings\">Findings</h2>",
              "<h2 id=\"missing\">Missing migrations</h2>",
              "<h2 id=\"schema\">Changes of the schema</h2>",
              "<h2 id=\"revisions\">Revisions</h2>",
              "<h2 id=\"history\">History</h2>")
          .contains("phone_number instead of phone, for @everyone &amp; &lt;all&gt;</h3>");
    }
  }

  /** A statement links to its finding, and the finding to its statement. */
  @Test
  void aFindingIsSaidOnce() {
    String page = VerdictPage.of(verdict, Severity.ERROR, project.project());
    long findings = verdict.findings().stream().filter(one -> !verdict.isMissing(one)).count();
    assertThat(findings).isGreaterThan(3);
    assertThat(page.split("<li class=\"finding ", -1)).hasSize((int) findings + 1);
    assertThat(page)
        .containsPattern("<li class=\"error\"><a href=\"#f\\d+\"><b>error</b> <code>drop-in-use<");
  }

  @Test
  void aMissingMigrationIsSaidOnce() {
    assertThat(verdict.missing()).isNotEmpty();
    String page = VerdictPage.of(verdict, Severity.ERROR, project.project());
    String comment = PullRequestComment.of(verdict, Severity.ERROR, project.project(), "");
    for (String sql : verdict.missing()) {
      assertThat(page.split(Pattern.quote(sql), -1)).as(page).hasSize(2);
      assertThat(comment.split(Pattern.quote(sql), -1)).as(comment).hasSize(2);
    }
    assertThat(page + comment).doesNotContain("has no migration");
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    String page = VerdictPage.of(verdict, Severity.ERROR, project.project());
    assertThat(page)
        .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(/")
        .contains("prefers-color-scheme: dark", "lang=\"en\"", "name=\"viewport\"");
    assertThat(Stream.of(page.split(" id=\"")).skip(1).map(rest -> rest.split("\"", 2)[0]))
        .as("an anchor is one place")
        .doesNotHaveDuplicates();
    Stream.of(page.split("href=\"#"))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .forEach(anchor -> assertThat(page).contains("id=\"" + anchor + "\""));
  }

  /** A ratio of 4.5 is what the Web Content Accessibility Guidelines want of text. */
  @Test
  void textIsReadableInLightAndInDark() {
    String page = VerdictPage.of(verdict, Severity.ERROR, project.project());
    String[] schemes = page.split("prefers-color-scheme: dark", 2);
    for (String scheme : schemes) {
      for (String kind : List.of("error", "warning", "note", "fine")) {
        assertThat(contrast(scheme, kind, "page")).as(kind).isGreaterThan(4.5);
        assertThat(contrast(scheme, kind, kind + "-panel")).as(kind).isGreaterThan(4.5);
        assertThat(contrast(scheme, "text", kind + "-panel")).as(kind).isGreaterThan(4.5);
      }
      for (String text : List.of("text", "muted", "link")) {
        assertThat(contrast(scheme, text, "page")).as(text).isGreaterThan(4.5);
        assertThat(contrast(scheme, text, "panel")).as(text).isGreaterThan(4.5);
      }
    }
  }

  private static double contrast(String scheme, String text, String ground) {
    double one = luminance(scheme, text);
    double other = luminance(scheme, ground);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(String scheme, String name) {
    String colour = scheme.split("--" + name + ": #", 2)[1].substring(0, 6);
    double[] shares = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double value = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum +=
          shares[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  @Test
  void findingsStandBesideTheirStatementAndEffects() {
    assertThat(
            VerdictPage.of(verdict, Severity.ERROR, project.project())
                .replaceAll("\\s*\n\\s*", "\n"))
        .contains(
            """
            <pre>ALTER TABLE book DROP COLUMN remark;</pre></div>
            <ul class="effects" aria-label="Observed effects">
            <li class="heavy">locks book (ACCESS EXCLUSIVE): others can neither read nor write</li>
            <li class="heavy">drops column book.remark</li>
            </ul>
            <ul class="found" aria-label="Findings">
            <li class="error"><a href="#\
            """)
        .contains("<a href=\"#rule-drop-in-use\" title=\"Why\"><code>drop-in-use</code></a>")
        .contains("id=\"rule-drop-in-use\"", "During a deployment both releases run.")
        .contains("<span class=\"tag structure-only\">structure only</span>")
        .contains("column book.remark with its values");
  }

  @Test
  void theCommentIsFoundAgainAndReadsWell() {
    String comment =
        PullRequestComment.of(verdict, Severity.ERROR, project.project(), "old/book shop");
    assertThat(comment)
        .startsWith("<!-- migrate:verify old/book-shop -->\n### Migrations of old/book shop\n")
        .contains(
            """
            #### migrations/202601010006\\_f6f6f6f6f6f6\\_x.sql

            - **error** `index-built-under-lock`, line 10: the index book\\_title\\_idx is built\
            """)
        .contains(
            "(4 new revisions of 8, 1 finding allowed)<br/>No live database was compared.\n\n#### ")
        .contains("**phone\\_number instead of phone, for @&#8203;everyone &amp; &lt;all&gt;**")
        .containsPattern("- Rollback: \\*\\*structure only\\*\\* .*book.remark with its values")
        .contains("- Rollback: **exact**\n- locks author (ACCESS EXCLUSIVE)")
        .contains("```sql\nALTER TABLE author ADD COLUMN born date;\n```")
        .contains(
            "-- migrate:allow table-rewrite forty thousand rows, two seconds\nALTER TABLE book ")
        .contains("- `index-built-under-lock`: The statement builds an index of a table that is")
        .contains("t3[\"<b>book</b> (changed)<br/>id bigint PK<br/>price numeric(8,2) → numeric")
        .contains("phone → phone_number (changed)")
        .doesNotContain("Shortened to fit", "\n\n\n");
  }
}
