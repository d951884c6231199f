package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A statement that waits for a lock may wait for ever, and everybody queues behind it. */
final class LockTimeoutOff extends StatementRule {
  LockTimeoutOff() {
    super(
        "lock-timeout-off",
        Severity.ERROR,
        "Leave the timeout to the goal: -Dmigrate.lockTimeout.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.begins("SET")
            && statement.says("lock_timeout")
            && OFF.matcher(statement.statement().sql()).find()
        ? Stream.of("lock_timeout is switched off: a waiting statement blocks everybody behind it")
        : Stream.empty();
  }

  private static final Pattern OFF =
      Pattern.compile("(=|\\bTO\\b)\\s*'?0\\s*(ms|s)?'?\\s*$", Pattern.CASE_INSENSITIVE);
}
