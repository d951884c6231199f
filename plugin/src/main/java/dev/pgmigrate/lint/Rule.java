package dev.pgmigrate.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A predicate over what statements were seen to do. */
public interface Rule {
  /** Kebab-case and stable: files name it, pages are named after it. */
  String id();

  /** How much its findings weigh, unless a project says otherwise. */
  Severity severity();

  /** What to write instead, one sentence. */
  String mend();

  /** The ids of the warnings that a generated revision gives of the same thing, above its step. */
  default Set<String> warnedAs() {
    return Set.of();
  }

  /** The steps above which such a warning counts for a finding: that of the finding itself. */
  default Stream<WatchedStep> warnedIn(WatchedRevision revision, Finding finding) {
    return revision.stepAt(finding.line());
  }

  /** What it knows nothing without. */
  default Set<Source> needs() {
    return Set.of();
  }

  /**
   * What it finds in a revision.
   *
   * @param branch all revisions that are judged, in the order of execution; it is one of them
   */
  Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch);

  /** A finding of this rule. */
  default Finding finding(WatchedStatement about, String message) {
    return new Finding(id(), severity(), null, about.statement().line(), message, mend(), null);
  }
}
