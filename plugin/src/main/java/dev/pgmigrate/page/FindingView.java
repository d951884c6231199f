package dev.pgmigrate.page;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.Verdict;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Objects;

/**
 * A finding as templates want it.
 *
 * @param id names it within a page
 * @param severity {@code error}, {@code warning}, {@code note}; {@code allowed} where a file says
 *     so
 * @param line empty for a whole file
 * @param allowed the reason; empty where it is not allowed
 * @param anchor of the statement that it is about; empty where there is none on the page
 */
record FindingView(
    String id,
    String severity,
    String rule,
    String file,
    String line,
    String message,
    String mend,
    String allowed,
    String anchor) {
  /** Names the findings of one verdict, also those that say the same. */
  static final class Ids {
    private final IdentityHashMap<Finding, String> ids = new IdentityHashMap<>();

    Ids(Verdict verdict) {
      verdict.findings().forEach(finding -> ids.put(finding, "f" + (ids.size() + 1)));
    }

    String of(Finding finding) {
      return Objects.requireNonNull(ids.get(finding));
    }
  }

  static FindingView of(Finding finding, Project project, Ids ids, String anchor) {
    String allowed = Objects.requireNonNullElse(finding.allowed(), "");
    return new FindingView(
        ids.of(finding),
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
