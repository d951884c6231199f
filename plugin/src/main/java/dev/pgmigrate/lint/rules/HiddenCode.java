package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** The statement runs code whose branches and loops depend on data. */
final class HiddenCode extends StatementRule {
  HiddenCode() {
    super("hidden-code", Severity.NOTE, "If you can, write the statements themselves.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.hidesCode()
        ? Stream.of(
            "partly not checked: what ran on the empty database was judged, the rest was not")
        : Stream.empty();
  }
}
