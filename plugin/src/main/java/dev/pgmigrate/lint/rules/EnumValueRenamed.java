package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LostValues;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.Source;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Set;
import java.util.stream.Stream;

/** A value of an enum gets another name: the previous release writes the old one. */
final class EnumValueRenamed extends StatementRule {
  EnumValueRenamed() {
    super(
        "enum-value-renamed",
        Severity.ERROR,
        "Add the new value, deploy a release that writes it, move the rows, and leave the old value.");
  }

  @Override
  public Set<Source> needs() {
    return Set.of(Source.EVENTS);
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().lostValues().stream()
        .filter(LostValues::renamed)
        .map(
            lost ->
                "the previous release writes and reads the old value "
                    + String.join(", ", lost.values())
                    + " of "
                    + lost.type());
  }
}
