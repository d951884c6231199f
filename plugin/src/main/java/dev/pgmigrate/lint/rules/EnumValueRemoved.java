package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.revision.Revision;
import java.util.Set;
import java.util.stream.Stream;

/** An enum loses a value that the running release may write. */
final class EnumValueRemoved extends StatementRule {
  EnumValueRemoved() {
    super(
        "enum-value-removed",
        Severity.ERROR,
        "Deploy a release that no longer writes the value; remove it in a revision with 'phase:"
            + " contract'.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  /** A contract revision waits until the release that used it has gone. */
  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.revision().phase() == Revision.Phase.EXPAND;
  }

  @Override
  public Set<String> warnedAs() {
    return Set.of("enum-value-removed");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().lostValues().stream()
        .filter(lost -> !lost.renamed())
        .map(
            lost ->
                lost.type()
                    + " loses "
                    + String.join(", ", lost.values())
                    + "; the previous release may read or write it");
  }
}
