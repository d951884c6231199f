package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.List;
import java.util.stream.Stream;

/** A script of another tool waits for its locks without a limit. */
final class LockTimeoutMissing implements Rule {
  @Override
  public String id() {
    return "lock-timeout-missing";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Begin the script with SET lock_timeout = '2s', or its transaction with SET LOCAL lock_timeout = '2s'.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    if (!revision.foreign()) {
      return Stream.empty();
    }
    boolean limited = false;
    for (WatchedStep step : revision.up()) {
      boolean local = false;
      for (WatchedStatement statement : step.statements()) {
        boolean sets = statement.says("lock_timeout");
        // Outside of a transaction SET LOCAL does nothing, else it ends with the transaction.
        local |= sets && statement.begins("SET LOCAL") && step.isTransaction();
        limited |= sets && !statement.begins("SET LOCAL");
        if (!limited && !local && !statement.effects().strongLocks().isEmpty()) {
          return Stream.of(
              finding(
                  statement,
                  "no lock_timeout is set: while the statement waits for its lock, later"
                      + " statements on the table wait behind it"));
        }
      }
    }
    return Stream.empty();
  }
}
