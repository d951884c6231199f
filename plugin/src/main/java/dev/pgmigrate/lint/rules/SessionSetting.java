package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A setting stays in force for what comes after the step. */
final class SessionSetting extends StatementRule {
  SessionSetting() {
    super(
        "session-setting",
        Severity.WARNING,
        "Write SET LOCAL: it ends with the transaction of the step.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.begins("SET")
            && !statement.begins("SET LOCAL")
            && !statement.begins("SET CONSTRAINTS")
        ? Stream.of("the setting stays in force after this step")
        : Stream.empty();
  }
}
