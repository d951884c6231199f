package dev.pgmigrate.lint;

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

  /** What it knows nothing without. */
  default Set<Source> needs() {
    return Set.of();
  }

  /** What it finds in a revision. */
  Stream<Finding> findings(WatchedRevision revision);

  /** A finding of this rule. */
  default Finding finding(WatchedStatement about, String message) {
    return new Finding(id(), severity(), null, about.statement().line(), message, mend(), null);
  }
}
