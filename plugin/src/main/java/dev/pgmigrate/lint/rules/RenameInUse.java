package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/**
 * A table or column of a table in use gets another name: the release that still runs asks for the
 * old one.
 */
final class RenameInUse extends StatementRule {
  RenameInUse() {
    super(
        "rename-in-use",
        Severity.ERROR,
        "Rename with mvn migrate:revision -Dmigrate.rename=<old:new>: it writes an expand and a contract"
            + " revision, and both names work in between.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().existing())
        .filter(change -> !isMadeAgain(change, statement, step))
        .flatMap(change -> Stream.concat(relation(change), columns(change)));
  }

  private static Stream<String> relation(RelationChange change) {
    RelationState before = change.before();
    RelationState after = change.after();
    return before == null
            || after == null
            || before.relation().isIndex()
            || before.relation().name().equals(after.relation().name())
        ? Stream.empty()
        : Stream.of(
            before.relation()
                + " is now "
                + after.relation()
                + "; the release that still runs asks for the old name");
  }

  private static Stream<String> columns(RelationChange change) {
    return change.changedColumns().stream()
        .filter(pair -> !pair.before().name().equals(pair.after().name()))
        .map(
            pair ->
                change.relation()
                    + "."
                    + pair.before().name()
                    + " is now "
                    + pair.after().name()
                    + "; the release that still runs asks for the old name");
  }

  /** Nobody sees what happens inside of a transaction. */
  private static boolean isMadeAgain(
      RelationChange change, WatchedStatement statement, WatchedStep step) {
    return step.isTransaction()
        && step.after(statement)
            .flatMap(later -> later.effects().changes().stream())
            .filter(later -> later.before() == null)
            .anyMatch(later -> later.relation().name().equals(change.relation().name()));
  }
}
