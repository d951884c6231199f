package dev.pgmigrate.report;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.page.RulePage;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code verify} and {@code lint} found, for people. */
public final class VerdictReport {
  /** Maven writes {@code [WARNING] } before the first line of what it is given. */
  private static final int MAVEN = "[WARNING] ".length();

  private static final int INDENT = 2;
  private static final String ARROW = "-> ";

  private static final Comparator<Optional<Severity>> WORST_FIRST =
      Comparator.comparing(
          worst -> worst.orElse(null), Comparator.nullsLast(Comparator.<Severity>reverseOrder()));

  private final Verdict verdict;
  private final Project project;
  private final Paper paper;

  /** The report of a run for this project. */
  public VerdictReport(Verdict verdict, Project project, Paper paper) {
    this.verdict = verdict;
    this.project = project;
    this.paper = paper;
  }

  /** By file, the file with the worst finding first; then what could not be found out. */
  public List<Line> findings() {
    Map<Optional<Path>, List<Finding>> byFile =
        verdict.findings().stream()
            .collect(
                Collectors.groupingBy(
                    finding -> Optional.ofNullable(finding.file()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Line> lines = new ArrayList<>();
    byFile.entrySet().stream()
        .sorted(Comparator.comparing(entry -> worst(entry.getValue()), WORST_FIRST))
        .forEach(entry -> lines.addAll(ofFile(entry.getKey(), entry.getValue())));
    lines.addAll(notChecked());
    return lines;
  }

  /**
   * What is said where this verdict is taken over by a later run.
   *
   * @param files where all of it can be read
   */
  public List<Line> again(String files) {
    List<Line> lines = new ArrayList<>(notChecked());
    lines.add(Line.info(verified(verdict) + " Nothing changed since: " + files));
    return lines;
  }

  /** What could not be found out, by its reason. */
  private List<Line> notChecked() {
    List<Line> lines = new ArrayList<>();
    Map<String, List<String>> rulesByReason =
        verdict.notChecked().stream()
            .collect(
                Collectors.groupingBy(
                    NotChecked::why,
                    TreeMap::new,
                    Collectors.mapping(NotChecked::rule, Collectors.toList())));
    rulesByReason.forEach(
        (why, rules) -> {
          String text = "Not checked: " + String.join(", ", rules) + ". " + why;
          lines.add(Line.warn(paper.broken(text, MAVEN, MAVEN + INDENT)));
        });
    return lines;
  }

  /** What is allowed weighs nothing. */
  private static Optional<Severity> worst(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.allowed() == null)
        .map(Finding::severity)
        .max(Comparator.naturalOrder());
  }

  private List<Line> ofFile(Optional<Path> file, List<Finding> findings) {
    List<Line> lines = new ArrayList<>();
    boolean warn = worst(findings).filter(worst -> worst != Severity.NOTE).isPresent();
    file.ifPresent(path -> lines.add(new Line(warn, paper.strong(project.show(path)))));
    int indent = file.isPresent() ? INDENT : 0;
    Set<String> told = new HashSet<>();
    findings.forEach(finding -> lines.add(line(finding, indent, told)));
    return lines;
  }

  /**
   * @param told how to mend what stands above it in the same file
   */
  private Line line(Finding finding, int indent, Set<String> told) {
    int hanging = MAVEN + indent + INDENT;
    String text = " ".repeat(indent) + paper.broken(inWords(finding), MAVEN + indent, hanging);
    String allowed = finding.allowed();
    if (allowed == null && !finding.mend().isEmpty() && told.add(finding.mend())) {
      text +=
          "\n"
              + " ".repeat(hanging)
              + paper.broken(ARROW + finding.mend(), hanging, hanging + ARROW.length());
    }
    boolean warn = allowed == null && finding.severity() != Severity.NOTE;
    return new Line(warn, text);
  }

  /** Some messages go on with the statement that they are about. */
  private String inWords(Finding finding) {
    String message = finding.message();
    String first = message.lines().findFirst().orElse("");
    String place = finding.line() > 0 ? "line " + finding.line() + ": " : "";
    String what =
        finding.allowed() == null
            ? paper.severity(finding.severity())
            : paper.faint("allowed, " + finding.allowed());
    String rule = paper.faint("[" + finding.rule() + "]");
    return place + what + ": " + first + " " + rule + message.substring(first.length());
  }

  /**
   * The end: whether each new revision can be taken back, and the counts.
   *
   * @param done what was done, where the build goes on: {@code Verified 3 revisions.}
   * @param files where all of it can be read
   */
  public List<Line> summary(String done, Severity failOn, String files) {
    List<Line> lines = new ArrayList<>();
    for (VerifiedRevision revision : verdict.revisions()) {
      RollbackGrade grade = revision.rollback();
      if (!grade.equals(RollbackGrade.NOT_ASKED)) {
        String reasons = grade.reasons().isEmpty() ? "" : ": " + String.join(" ", grade.reasons());
        String text =
            "Rollback of "
                + project.show(revision.file())
                + ": "
                + paper.strong(grade.kind().word())
                + reasons;
        lines.add(Line.info(paper.broken(text, MAVEN, MAVEN + INDENT)));
      }
    }
    verdict.comparison().ifPresent(text -> lines.add(Line.info(paper.broken(text, MAVEN, MAVEN))));
    pages().ifPresent(lines::add);
    List<String> counts = counts(verdict);
    long allowed = verdict.findings().size() - verdict.open().count();
    if (allowed > 0) {
      counts.add(allowed + " allowed");
    }
    if (!verdict.notChecked().isEmpty()) {
      counts.add(verdict.notChecked().size() + " not checked");
    }
    boolean failed = verdict.failsOn(failOn);
    String found = counts.isEmpty() ? "" : String.join(", ", counts) + ". See " + files;
    String text = failed ? found : (done + " " + found).strip();
    lines.add(new Line(failed, paper.broken(text, MAVEN, MAVEN)));
    return lines;
  }

  /** How to read more about the rules that found an error or a warning. */
  private Optional<Line> pages() {
    String rules =
        verdict
            .open()
            .filter(finding -> finding.severity() != Severity.NOTE)
            .map(Finding::rule)
            .distinct()
            .filter(rule -> RulePage.of(rule).isPresent())
            .collect(Collectors.joining(","));
    return rules.isEmpty()
        ? Optional.empty()
        : Optional.of(Line.info("Why: mvn migrate:lint -Dmigrate.explain=" + rules));
  }

  /**
   * Fails the build from a severity on.
   *
   * @throws MigrationException when something as bad was found and is not allowed
   */
  public static void failOn(Verdict verdict, Severity least) {
    if (!verdict.failsOn(least)) {
      return;
    }
    String first =
        verdict
            .open()
            .max(Comparator.comparing(Finding::severity))
            .map(Finding::message)
            .orElse("");
    throw new MigrationException(String.join(", ", counts(verdict)) + "; the first: " + first);
  }

  private static List<String> counts(Verdict verdict) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = verdict.count(severity);
      if (count > 0) {
        counts.add(Phrases.count(count, severity.name().toLowerCase(Locale.ROOT)));
      }
    }
    return counts;
  }

  /** How many revisions the history has. */
  public static String verified(Verdict verdict) {
    return verdict.checks().isEmpty()
        ? "There is nothing to verify: no entity, no SQL file, no revision. If the"
            + " entities are in a dependency, name it: -Dmigrate.entityDependencies"
        : "Verified " + Phrases.count(verdict.total(), "revision") + ".";
  }

  /** How many revisions or scripts were judged. */
  public static String judged(Verdict verdict) {
    return verdict.revisions().isEmpty()
        ? "No revision is new; to judge all: -Dmigrate.all"
        : "Judged "
            + verdict.revisions().size()
            + " of "
            + Phrases.count(verdict.total(), "file")
            + ".";
  }
}
