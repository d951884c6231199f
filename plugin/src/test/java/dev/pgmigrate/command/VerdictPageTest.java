package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.page.Browser;
import dev.pgmigrate.page.PullRequestComment;
import dev.pgmigrate.page.VerdictPage;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer reads about a pull request of a bookshop. */
class VerdictPageTest {
  @TempDir static Path root;
  private static TestProject project;
  private static Verdict verdict;

  @BeforeAll
  static void judge() throws IOException, SQLException {
    Path shop = Files.createDirectory(root.resolve("book shop"));
    project = new TestProject(shop).withoutDatabase();
    BookshopBranch.write(project);
    verdict = project.verify();
  }

  @AfterAll
  static void close() {
    project.close();
  }

  /** In a frame as narrow as a telephone, and in a wide one. */
  @Test
  void aBrowserShowsThePageWithoutScrollingSideways() throws IOException {
    Path page =
        Files.writeString(root.resolve("verify.html"), VerdictPage.of(verdict, project.project()));
    Browser browser = Browser.in(root);
    for (int width : List.of(340, 390, 1300)) {
      Browser.Shown shown = browser.open(page, width);
      assertThat(shown.complaints()).isEmpty();
      assertThat(shown.dom())
          .as("%d pixels wide", width)
          .contains("data-overflow=\"0\"")
          .contains("Not ready to merge: 5 errors, 2 warnings")
          .contains("4 new revisions of 8, 1 finding allowed")
          .contains(
              "<h2 id=\"findings\">Findings</h2>",
              "<h2 id=\"missing\">Missing migrations</h2>",
              "<h2 id=\"schema\">What becomes of the schema</h2>",
              "<h2 id=\"revisions\">Revisions</h2>",
              "<h2 id=\"history\">History</h2>")
          .contains("phone_number instead of phone, for @everyone &amp; &lt;all&gt;</h3>");
    }
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    String page = VerdictPage.of(verdict, project.project());
    assertThat(page)
        .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(/")
        .contains("prefers-color-scheme: dark", "lang=\"en\"", "name=\"viewport\"");
    Stream.of(page.split("href=\"#"))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .forEach(anchor -> assertThat(page).contains("id=\"" + anchor + "\""));
  }

  @Test
  void findingsStandBesideTheirStatementAndEffects() {
    assertThat(VerdictPage.of(verdict, project.project()).replaceAll("\\s*\n\\s*", "\n"))
        .contains(
            """
            <pre>ALTER TABLE book DROP COLUMN remark;</pre></div>
            <ul class="effects" aria-label="What it was seen to do">
            <li class="heavy">locks book (ACCESS EXCLUSIVE): others can neither read nor write</li>
            <li class="heavy">drops column book.remark</li>
            </ul>
            <ul>
            <li class="finding error">
            <p class="where"><b>error</b> <code>drop-in-use</code> line 8</p>
            """)
        .contains("<span class=\"tag structure-only\">structure only</span>")
        .contains("The values of book.remark are lost.");
  }

  @Test
  void theCommentIsFoundAgainAndReadsWell() {
    String comment = PullRequestComment.of(verdict, project.project());
    assertThat(comment)
        .startsWith("<!-- migrate:verify book-shop -->\n### Migrations of book shop\n")
        .contains(
            """

            **Not ready to merge: 5 errors, 2 warnings** (4 new revisions of 8, 1 finding allowed)

            #### migrations/202601010006\\_f6f6f6f6f6f6\\_x.sql

            - **error** `index-built-under-lock`, line 10: the index book\\_title\\_idx is built\
            """)
        .contains("**phone\\_number instead of phone, for @&#8203;everyone &amp; &lt;all&gt;**")
        .contains("- Rollback: **structure only** The values of book.remark are lost.")
        .contains("- Rollback: **exact**\n- locks author (ACCESS EXCLUSIVE)")
        .contains("```sql\nALTER TABLE author ADD COLUMN born date;\n```")
        .contains("t3[\"<b>book</b> (changed)<br/>id bigint PK<br/>price numeric(8,2) → numeric")
        .contains("phone → phone_number (changed)")
        .doesNotContain("Cut to fit", "\n\n\n");
  }
}
