package dev.pgmigrate.page;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.page.RevisionView.StatementView;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The verdict as one page of HTML: the findings, what the schema becomes, each new revision with
 * its statements and what they were seen to do, the graph of the history. It needs no network and
 * no script.
 */
public final class VerdictPage {
  private static final int DRAWN_REVISIONS = 50;
  private static final int DRAWN_TABLES = 24;

  /** What the template knows. */
  record Page(
      String title,
      Summary summary,
      String compared,
      List<OfFile> files,
      List<FindingView> allowed,
      List<RevisionView> revisions,
      SchemaChange change,
      TablePicture tables,
      long undrawnTables,
      String missing,
      List<ReasonView> notChecked,
      List<RulePage> rules,
      List<CheckedRule> checks,
      GraphPicture graph) {
    /** Whether anything of the schema is touched. */
    public boolean changesSchema() {
      return !change.isEmpty();
    }

    /** Whether a table is. */
    public boolean drawsTables() {
      return !change.touched().isEmpty();
    }

    /** The tables that are new, changed or gone. */
    public List<SchemaChange.Box> touched() {
      return change.touched();
    }
  }

  /**
   * The findings of a file.
   *
   * @param file empty for what is in no file
   */
  record OfFile(String file, List<FindingView> findings) {}

  /** What could not be checked for one reason. */
  record ReasonView(String rules, String why) {
    static List<ReasonView> of(Verdict verdict) {
      Map<String, List<String>> rules =
          verdict.notChecked().stream()
              .collect(
                  Collectors.groupingBy(
                      NotChecked::why,
                      LinkedHashMap::new,
                      Collectors.mapping(NotChecked::rule, Collectors.toList())));
      return rules.entrySet().stream()
          .map(entry -> new ReasonView(String.join(", ", entry.getValue()), entry.getKey()))
          .toList();
    }
  }

  private VerdictPage() {}

  /**
   * The whole page.
   *
   * @param failOn the severity from which on the build fails
   */
  public static String of(Verdict verdict, Severity failOn, Project project) {
    List<RevisionView> revisions = RevisionView.all(verdict, project);
    SchemaChange change = SchemaChanges.of(verdict);
    Page page =
        new Page(
            title(project),
            Summary.of(verdict, failOn),
            verdict.comparison().orElse(""),
            byFile(beside(verdict), verdict, revisions, project),
            allowed(verdict, revisions, project).toList(),
            revisions,
            change,
            TablePicture.of(change.limited(DRAWN_TABLES)),
            Math.max(0, change.touched().size() - DRAWN_TABLES),
            verdict.missing().stream().map(sql -> sql + ";").collect(Collectors.joining("\n")),
            ReasonView.of(verdict),
            rules(verdict.findings().stream()),
            verdict.checks(),
            GraphPicture.of(
                verdict.history(),
                revisions.stream()
                    .collect(
                        Collectors.toMap(
                            RevisionView::id, RevisionView::anchor, (one, other) -> one)),
                DRAWN_REVISIONS));
    return Templates.html("verify.html").execute(page);
  }

  /** The pages of the rules that found these, each once. */
  static List<RulePage> rules(Stream<Finding> findings) {
    return findings
        .map(Finding::rule)
        .distinct()
        .map(RulePage::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** What people call the module: its folder. */
  static String title(Project project) {
    Path folder = project.root().toAbsolutePath().normalize().getFileName();
    return folder == null ? "/" : folder.toString();
  }

  /** Those that no file allows, beside the missing statements, which are shown as SQL. */
  static Stream<Finding> beside(Verdict verdict) {
    return verdict.open().filter(finding -> !verdict.isMissing(finding));
  }

  /** Those that a file allows. */
  static Stream<FindingView> allowed(
      Verdict verdict, List<RevisionView> revisions, Project project) {
    return byFile(
            verdict.findings().stream().filter(finding -> finding.allowed() != null),
            verdict,
            revisions,
            project)
        .stream()
        .flatMap(file -> file.findings().stream());
  }

  /** The file with the worst finding first. */
  static List<OfFile> byFile(
      Stream<Finding> findings, Verdict verdict, List<RevisionView> revisions, Project project) {
    FindingView.Ids ids = new FindingView.Ids(verdict);
    Map<String, String> anchors = new HashMap<>();
    for (RevisionView revision : revisions) {
      anchors.put(revision.file() + ":", revision.anchor());
      for (RevisionView.StepView step : revision.steps()) {
        for (StatementView statement : step.statements()) {
          statement
              .findings()
              .forEach(
                  finding ->
                      anchors.put(finding.file() + ":" + finding.line(), statement.anchor()));
        }
      }
    }
    Map<String, List<Finding>> files = new LinkedHashMap<>();
    findings.forEach(
        finding ->
            files
                .computeIfAbsent(
                    finding.file() == null ? "" : project.show(finding.file()),
                    file -> new ArrayList<>())
                .add(finding));
    return files.entrySet().stream()
        .sorted(Comparator.comparing(entry -> worst(entry.getValue()), Comparator.reverseOrder()))
        .map(
            entry ->
                new OfFile(
                    entry.getKey(),
                    entry.getValue().stream()
                        .map(
                            finding ->
                                FindingView.of(
                                    finding,
                                    project,
                                    ids,
                                    anchor(anchors, entry.getKey(), finding)))
                        .toList()))
        .toList();
  }

  private static Severity worst(List<Finding> findings) {
    return findings.stream()
        .map(Finding::severity)
        .max(Comparator.naturalOrder())
        .orElse(Severity.NOTE);
  }

  private static String anchor(Map<String, String> anchors, String file, Finding finding) {
    String whole = anchors.getOrDefault(file + ":", "");
    return Objects.requireNonNull(
        anchors.getOrDefault(file + ":" + (finding.line() > 0 ? finding.line() : ""), whole));
  }
}
