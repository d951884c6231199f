package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** The parser did not understand which rows a statement writes. */
final class NotCheckedWrite extends StatementRule {
  NotCheckedWrite() {
    super(
        "write-not-checked",
        Severity.NOTE,
        "Check by hand that it is bounded, or write it as a batch step.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.dml().parsed()
        ? Stream.empty()
        : Stream.of("not checked: the parser did not understand which rows it writes");
  }
}
