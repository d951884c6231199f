package dev.pgmigrate.page;

import com.samskivert.mustache.Template;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.page.VerdictPage.OfFile;
import dev.pgmigrate.page.VerdictPage.ReasonView;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.Verdict;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict as one comment of a pull request, in Markdown. Its first line, which nobody sees,
 * tells a script which comment to edit when the next run has another verdict.
 */
public final class PullRequestComment {
  /** GitHub takes 65,536 letters. */
  static final int MOST_LETTERS = 65_000;

  private static final int DRAWN_TABLES = 16;

  /**
   * How much is said; each stage says less than the one before.
   *
   * @param sql letters of the SQL of each revision, and of what is missing
   * @param picture whether the tables are drawn
   * @param findings how many, and how many allowed ones
   * @param revisions how many
   * @param letters of any one text
   */
  private record Detail(int sql, boolean picture, int findings, int revisions, int letters) {
    private static final List<Detail> STAGES =
        List.of(
            new Detail(MOST_LETTERS, true, 500, 200, 4_000),
            new Detail(6_000, true, 200, 100, 2_000),
            new Detail(1_500, true, 100, 50, 1_000),
            new Detail(0, true, 60, 30, 500),
            new Detail(0, false, 30, 20, 300),
            new Detail(0, false, 10, 5, 200),
            new Detail(0, false, 0, 0, 1));
  }

  /** What the template knows. */
  record Comment(
      String marker,
      String module,
      Summary summary,
      String compared,
      List<FileView> files,
      List<FindingLine> allowed,
      List<String> missing,
      String missingSql,
      List<RevisionBlock> revisions,
      String picture,
      List<Reason> notChecked,
      List<RuleBlock> rules,
      boolean cut) {}

  /** The findings of a file. */
  record FileView(String file, List<FindingLine> findings) {}

  /** A finding. */
  record FindingLine(
      String severity, String rule, String place, String message, String mend, String allowed) {}

  /** A revision. */
  record RevisionBlock(
      String message,
      String id,
      String file,
      boolean contract,
      String grade,
      List<Text> reasons,
      List<Text> effects,
      String sql) {}

  /** Why a rule finds something; all of it is Markdown. */
  record RuleBlock(String id, String why) {}

  /** A text of its own line. */
  record Text(String text) {}

  /** Why something is not checked. */
  record Reason(String rules, String why) {}

  /** Keeps no more than what shows that it is too long. */
  private static final class Bounded extends Writer {
    private final StringBuilder kept = new StringBuilder();

    @Override
    public void write(char[] letters, int from, int length) {
      if (kept.length() <= MOST_LETTERS) {
        kept.append(letters, from, length);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return kept.toString();
    }
  }

  private final String module;
  private final Verdict verdict;
  private final Severity failOn;
  private final Project project;
  private final List<RevisionView> revisions;
  private final SchemaChange change;
  private boolean cut;

  private PullRequestComment(Verdict verdict, Severity failOn, Project project, String module) {
    this.module = module;
    this.verdict = verdict;
    this.failOn = failOn;
    this.project = project;
    this.revisions = RevisionView.all(verdict, project);
    this.change = SchemaChanges.of(verdict);
  }

  /**
   * The whole comment, with as much as fits into one.
   *
   * @param failOn the severity from which on the build fails
   * @param module the folder of the project within the repository; empty where it is its root
   */
  public static String of(Verdict verdict, Severity failOn, Project project, String module) {
    PullRequestComment comment = new PullRequestComment(verdict, failOn, project, module);
    String text = "";
    for (Detail detail : Detail.STAGES) {
      text = comment.text(detail);
      if (text.length() <= MOST_LETTERS) {
        break;
      }
    }
    return text;
  }

  private String text(Detail detail) {
    cut = false;
    Template template = Templates.of("verify.md", Markdown::escape);
    List<FindingLine> allowed = new ArrayList<>();
    List<FileView> files = new ArrayList<>();
    int left = detail.findings();
    for (OfFile file :
        VerdictPage.byFile(VerdictPage.beside(verdict), verdict, revisions, project)) {
      List<FindingLine> lines =
          some(file.findings(), left).map(finding -> line(finding, detail)).toList();
      left -= lines.size();
      if (!lines.isEmpty()) {
        files.add(new FileView(file.file(), lines));
      }
    }
    some(VerdictPage.allowed(verdict, revisions, project).toList(), detail.findings())
        .forEach(finding -> allowed.add(line(finding, detail)));
    List<RevisionBlock> blocks =
        some(revisions, detail.revisions()).map(revision -> block(revision, detail)).toList();
    String missing =
        verdict.missing().stream().map(sql -> sql + ";").collect(Collectors.joining("\n"));
    Comment comment =
        new Comment(
            "<!-- migrate:verify "
                + (module.isEmpty() ? "." : module.replaceAll("[^\\w./]+", "-"))
                + " -->",
            module,
            Summary.of(verdict, failOn),
            verdict.comparison().orElse(""),
            files,
            allowed,
            verdict.missing(),
            sql(missing, detail),
            blocks,
            picture(detail),
            some(ReasonView.of(verdict), detail.findings())
                .map(
                    reason ->
                        new Reason(
                            shortened(reason.rules(), detail), shortened(reason.why(), detail)))
                .toList(),
            rules(detail),
            cut);
    Bounded text = new Bounded();
    template.execute(comment, text);
    return text.toString().strip() + "\n";
  }

  /** Of what has to be mended; these are the first to be left out. */
  private List<RuleBlock> rules(Detail detail) {
    List<RulePage> pages =
        VerdictPage.rules(verdict.open().filter(finding -> finding.severity() != Severity.NOTE));
    if (detail.sql() < MOST_LETTERS) {
      cut |= !pages.isEmpty();
      return List.of();
    }
    return pages.stream()
        .map(page -> new RuleBlock(Markdown.code(page.id()), page.happens() + " " + page.why()))
        .toList();
  }

  private String shortened(String text, Detail detail) {
    if (text.length() <= detail.letters()) {
      return text;
    }
    cut = true;
    return text.substring(0, detail.letters() - 1) + "…";
  }

  private <T> Stream<T> some(List<T> all, int most) {
    cut |= all.size() > most;
    return all.stream().limit(most);
  }

  private String picture(Detail detail) {
    if (change.touched().isEmpty()) {
      return "";
    }
    if (!detail.picture()) {
      cut = true;
      return "";
    }
    cut |= change.touched().size() > DRAWN_TABLES;
    return Markdown.block("mermaid", Mermaid.of(change.limited(DRAWN_TABLES)));
  }

  private RevisionBlock block(RevisionView revision, Detail detail) {
    return new RevisionBlock(
        shortened(revision.message(), detail),
        revision.id(),
        Markdown.code(revision.file()),
        revision.contract(),
        revision.grade(),
        texts(revision.reasons(), detail),
        texts(revision.heavyEffects(), detail),
        sql(revision.sql(), detail));
  }

  private List<Text> texts(List<String> all, Detail detail) {
    int most = Math.min(all.size(), Math.max(10, detail.findings() / 10));
    return some(all, most).map(text -> new Text(shortened(text, detail))).toList();
  }

  private String sql(String sql, Detail detail) {
    if (sql.length() <= detail.sql()) {
      return sql.isEmpty() ? "" : Markdown.block("sql", sql);
    }
    cut = true;
    int end = sql.lastIndexOf('\n', detail.sql());
    return end <= 0 ? "" : Markdown.block("sql", sql.substring(0, end) + "\n-- ...");
  }

  private FindingLine line(FindingView finding, Detail detail) {
    return new FindingLine(
        finding.severity(),
        Markdown.code(finding.rule()),
        finding.line().isEmpty() ? "" : "line " + finding.line(),
        shortened(finding.message(), detail),
        shortened(finding.mend(), detail),
        shortened(finding.allowed(), detail));
  }
}
