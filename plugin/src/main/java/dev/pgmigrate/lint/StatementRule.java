package dev.pgmigrate.lint;

import java.util.List;
import java.util.stream.Stream;

/** A rule that needs one statement at a time and the step it stands in. */
public abstract class StatementRule implements Rule {
  private final String id;
  private final Severity severity;
  private final String mend;

  protected StatementRule(String id, Severity severity, String mend) {
    this.id = id;
    this.severity = severity;
    this.mend = mend;
  }

  /** What is wrong with it, a sentence each. */
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return Stream.empty();
  }

  /** The same where what the revision did before matters, too. */
  protected Stream<String> faults(
      WatchedStatement statement, WatchedStep step, WatchedRevision revision) {
    return faults(statement, step);
  }

  /** Whether it has anything to say about a revision; about each, unless a rule says otherwise. */
  protected boolean concerns(WatchedRevision revision) {
    return true;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final Severity severity() {
    return severity;
  }

  @Override
  public final String mend() {
    return mend;
  }

  @Override
  public final Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return concerns(revision)
        ? revision.up().stream()
            .flatMap(
                step ->
                    step.statements().stream()
                        .flatMap(
                            statement ->
                                faults(statement, step, revision)
                                    .map(fault -> finding(statement, fault))))
        : Stream.empty();
  }
}
