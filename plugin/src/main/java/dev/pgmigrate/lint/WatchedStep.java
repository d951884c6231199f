package dev.pgmigrate.lint;

import dev.pgmigrate.plan.Step;
import java.util.List;
import java.util.stream.Stream;

/** A step of a revision, each of its statements watched. */
public record WatchedStep(Step.Kind kind, List<WatchedStatement> statements) {
  public WatchedStep {
    statements = List.copyOf(statements);
  }

  /** The statements before this one, and it. */
  public Stream<WatchedStatement> until(WatchedStatement last) {
    return statements.stream().limit(statements.indexOf(last) + 1L);
  }

  /** Whether its locks are held until its last statement has ended. */
  public boolean isTransaction() {
    return kind == Step.Kind.TRANSACTION;
  }
}
