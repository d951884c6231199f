package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/**
 * A setting of another tool's script stays in force for what comes after it. A step of ours ends
 * with RESET ALL, and the session of a script that psql executes ends with it.
 */
final class SessionSetting extends StatementRule {
  SessionSetting() {
    super("session-setting", Severity.WARNING, "Write SET LOCAL: it ends with the transaction.");
  }

  @Override
  protected boolean concerns(WatchedRevision revision) {
    return revision.foreign();
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return step.isTransaction()
            && statement.begins("SET")
            && !statement.begins("SET LOCAL")
            && !statement.begins("SET CONSTRAINTS")
        ? Stream.of("the setting stays in force for all later statements of the session")
        : Stream.empty();
  }
}
