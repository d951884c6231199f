package dev.pgmigrate.report;

import dev.pgmigrate.command.MigrationFailure;
import dev.pgmigrate.command.Project;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code verify} and {@code lint} found, for people. */
public final class VerdictReport {
  private VerdictReport() {}

  /** Grouped by file, the worst first. */
  public static List<Line> of(Verdict verdict, Project project) {
    List<Line> lines = new ArrayList<>();
    verdict.findings().forEach(finding -> lines.add(line(project, finding)));
    for (VerifiedRevision revision : verdict.revisions()) {
      if (verdict.about(revision).isEmpty()) {
        lines.add(Line.info(project.show(revision.file()) + ": nothing found"));
      }
    }
    Map<String, List<String>> rulesByReason =
        verdict.notChecked().stream()
            .collect(
                Collectors.groupingBy(
                    NotChecked::why, Collectors.mapping(NotChecked::rule, Collectors.toList())));
    rulesByReason.forEach(
        (why, rules) ->
            lines.add(Line.warn("Not checked: " + String.join(", ", rules) + ". " + why)));
    return lines;
  }

  private static Line line(Project project, Finding finding) {
    String where =
        finding.file() == null
            ? ""
            : project.show(finding.file())
                + (finding.line() > 0 ? ":" + finding.line() : "")
                + ": ";
    if (finding.allowed() != null) {
      return Line.info(where + "allowed: " + finding.rule() + " (" + finding.allowed() + ")");
    }
    String text =
        where
            + word(finding.severity())
            + ": "
            + finding.message()
            + " ["
            + finding.rule()
            + "]"
            + (finding.mend().isEmpty() ? "" : "\n  " + finding.mend());
    return finding.severity() == Severity.NOTE ? Line.info(text) : Line.warn(text);
  }

  /** What was checked and held, where nothing else is to be said. */
  public static List<Line> proven(Verdict verdict) {
    List<Line> lines = new ArrayList<>();
    verdict.checks().forEach(check -> lines.add(Line.info("  checked: " + check.title())));
    lines.add(Line.info("Verified " + Counted.of(verdict.total(), "revision") + "."));
    return lines;
  }

  /**
   * Fails the build from a severity on.
   *
   * @throws MigrationFailure when something as bad was found and is not allowed
   */
  public static void failOn(Verdict verdict, Severity least) {
    if (!verdict.failsOn(least)) {
      return;
    }
    List<String> counts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = verdict.count(severity);
      if (count > 0) {
        counts.add(Counted.of(count, word(severity)));
      }
    }
    String first =
        verdict
            .open()
            .max((a, b) -> a.severity().compareTo(b.severity()))
            .map(Finding::message)
            .orElse("");
    throw new MigrationFailure(String.join(", ", counts) + "; the first: " + first);
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
