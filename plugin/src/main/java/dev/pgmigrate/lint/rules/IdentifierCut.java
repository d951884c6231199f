package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A name is longer than 63 bytes, and PostgreSQL cuts it off. */
final class IdentifierCut extends StatementRule {
  IdentifierCut() {
    super("identifier-cut", Severity.WARNING, "Choose a name of at most 63 bytes.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.MESSAGES);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().cutNames().stream()
        .map(name -> "the name " + name + " is longer than 63 bytes and is cut off");
  }
}
