package dev.pgmigrate.page;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.Project;
import java.util.Locale;
import java.util.Objects;

/**
 * A finding as templates want it.
 *
 * @param severity {@code error}, {@code warning}, {@code note}; {@code allowed} where a file says
 *     so
 * @param line empty for a whole file
 * @param allowed the reason; empty where it is not allowed
 * @param anchor of the statement that it is about; empty where there is none on the page
 */
record FindingView(
    String severity,
    String rule,
    String file,
    String line,
    String message,
    String mend,
    String allowed,
    String anchor) {
  static FindingView of(Finding finding, Project project, String anchor) {
    String allowed = Objects.requireNonNullElse(finding.allowed(), "");
    return new FindingView(
        allowed.isEmpty() ? word(finding.severity()) : "allowed",
        finding.rule(),
        finding.file() == null ? "" : project.show(finding.file()),
        finding.line() > 0 ? String.valueOf(finding.line()) : "",
        finding.message(),
        finding.mend(),
        allowed,
        anchor);
  }

  /** Whether its rule has a page. */
  public boolean explained() {
    return RulePage.of(rule).isPresent();
  }

  static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
