package dev.pgmigrate.output;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import java.util.List;
import java.util.Map;

/** Findings as the commands that a runner of GitHub Actions reads on standard output. */
public final class GitHubAnnotations {
  private GitHubAnnotations() {}

  /** Whether such a runner started this build. */
  public static boolean wanted(Map<String, String> environment) {
    return "true".equals(environment.get("GITHUB_ACTIONS"));
  }

  /**
   * One line for each finding that no file allows, the errors first: GitHub shows a few of many.
   */
  public static List<String> lines(Outcome outcome) {
    return outcome
        .verdict()
        .open()
        .sorted((a, b) -> b.severity().compareTo(a.severity()))
        .map(finding -> line(finding, outcome))
        .toList();
  }

  private static String line(Finding finding, Outcome outcome) {
    String path = outcome.pathOf(finding);
    String place =
        path == null
            ? ""
            : "file="
                + property(path)
                + (finding.line() > 0 ? ",line=" + finding.line() : "")
                + ",";
    String text =
        finding.mend().isEmpty() ? finding.message() : finding.message() + "\n" + finding.mend();
    return "::%s %stitle=%s::%s"
        .formatted(word(finding.severity()), place, property(finding.rule()), data(text));
  }

  private static String word(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
