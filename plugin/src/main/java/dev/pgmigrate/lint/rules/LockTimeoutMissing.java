package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
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
    return "Begin the script with SET LOCAL lock_timeout = '2s'; a revision of ours has one.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    if (!revision.foreign()) {
      return Stream.empty();
    }
    return revision
        .statements()
        .takeWhile(statement -> !statement.says("lock_timeout"))
        .filter(statement -> !statement.effects().strongLocks().isEmpty())
        .limit(1)
        .map(
            statement ->
                finding(
                    statement,
                    "no lock_timeout is set: while the statement waits for its lock, everybody"
                        + " queues behind it"));
  }
}
