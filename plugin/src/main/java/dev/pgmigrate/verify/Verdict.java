package dev.pgmigrate.verify;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.revision.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * All that one run found out.
 *
 * @param checks what was checked of the whole history, in the order of execution
 * @param findings whatever is not as it should be, those among them that a file allows
 * @param revisions those that are judged one by one, in the order of execution: the new ones
 * @param history all revisions, parents before their children; none where scripts of another tool
 *     are judged
 * @param total how many revisions the whole history has
 * @param missing the SQL that would make the history say what the entities say; empty: it does
 * @param notChecked what could not be found out, never taken for fine
 * @param database which live database was compared with its history, in words; null: none was
 */
@API(status = API.Status.EXPERIMENTAL)
public record Verdict(
    List<CheckedRule> checks,
    List<Finding> findings,
    List<VerifiedRevision> revisions,
    List<Revision> history,
    int total,
    List<String> missing,
    List<NotChecked> notChecked,
    @Nullable String database) {
  /** By file, the worst first, then by line; what is in no file comes first. */
  public static final Comparator<Finding> ORDER =
      Comparator.<Finding, String>comparing(f -> f.file() == null ? "" : f.file().toString())
          .thenComparing(finding -> finding.allowed() != null)
          .thenComparing(Finding::severity, Comparator.reverseOrder())
          .thenComparingInt(Finding::line);

  /** What a finding says of a statement that is missing. */
  static final String HAS_NO_MIGRATION = " has no migration";

  public Verdict {
    checks = List.copyOf(checks);
    findings = findings.stream().sorted(ORDER).toList();
    revisions = List.copyOf(revisions);
    history = List.copyOf(history);
    missing = List.copyOf(missing);
    notChecked = List.copyOf(notChecked);
  }

  /**
   * Which live database was compared and what came of it, or that none was: a sentence. Silence
   * would not tell. Empty where nothing is compared, as {@code lint} does.
   */
  public Optional<String> comparison() {
    if (checks.isEmpty()) {
      return Optional.empty();
    }
    if (database == null) {
      return Optional.of("No live database was compared.");
    }
    List<Finding> drift =
        findings.stream().filter(finding -> finding.rule().equals(CheckedRule.DRIFT)).toList();
    boolean open = drift.stream().anyMatch(finding -> finding.allowed() == null);
    return Optional.of(
        open
            ? "Drift: " + database + " is not what its revisions made."
            : "No drift: "
                + database
                + " is what its revisions made"
                + (drift.isEmpty() ? "." : ", but for accepted drift."));
  }

  /** The findings that no file allows. */
  public Stream<Finding> open() {
    return findings.stream().filter(finding -> finding.allowed() == null);
  }

  /** How many findings of this severity no file allows. */
  public long count(Severity severity) {
    return open().filter(finding -> finding.severity() == severity).count();
  }

  /** Whether something weighs as much as this, and is not allowed. */
  public boolean failsOn(Severity least) {
    return open().anyMatch(finding -> finding.severity().compareTo(least) >= 0);
  }

  /** Whether it says of a missing statement that it is missing, and nothing else. */
  public boolean isMissing(Finding finding) {
    return finding.file() == null
        && missing.stream().anyMatch(sql -> finding.message().equals(sql + HAS_NO_MIGRATION));
  }

  /** The findings about one of the revisions. */
  public List<Finding> about(VerifiedRevision revision) {
    return findings.stream().filter(finding -> revision.file().equals(finding.file())).toList();
  }
}
