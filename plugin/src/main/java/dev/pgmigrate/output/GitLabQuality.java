package dev.pgmigrate.output;

import com.google.gson.annotations.SerializedName;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import java.util.List;

/** Code Quality, as GitLab shows it in a merge request. Allowed findings are left out. */
final class GitLabQuality implements Form {
  private record Issue(
      String description,
      @SerializedName("check_name") String rule,
      String fingerprint,
      String severity,
      Location location) {}

  private record Location(String path, Lines lines) {}

  private record Lines(int begin) {}

  @Override
  public String file() {
    return "verify.gitlab.json";
  }

  @Override
  public String text(Outcome outcome) {
    Fingerprints fingerprints = Fingerprints.of(outcome);
    List<Issue> issues =
        outcome.verdict().open().map(finding -> issue(finding, outcome, fingerprints)).toList();
    return Json.withoutNulls(issues) + "\n";
  }

  private static Issue issue(Finding finding, Outcome outcome, Fingerprints fingerprints) {
    return new Issue(
        finding.message(),
        finding.rule(),
        fingerprints.of(finding),
        severity(finding.severity()),
        new Location(outcome.placeOf(finding), new Lines(Math.max(1, finding.line()))));
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "minor";
      case NOTE -> "info";
    };
  }
}
