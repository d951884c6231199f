package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RowVisibility;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.StatementRule;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of a table in use become invisible: PostgreSQL reports no error for them. */
final class RowSecurityInUse extends StatementRule {
  RowSecurityInUse() {
    super(
        "row-security-in-use",
        Severity.ERROR,
        "Create the policies first, in the same transaction, and let every running release set what"
            + " they ask for.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    return statement.effects().changes().stream()
        .filter(change -> change.relation().isExistingTable())
        .flatMap(change -> hidden(change, new VisibleState(statement, step)).stream());
  }

  private static Optional<String> hidden(RelationChange change, VisibleState end) {
    RowVisibility before =
        change.before() == null ? RowVisibility.OFF : change.before().rowSecurity();
    RowVisibility after = change.after() == null ? RowVisibility.OFF : change.after().rowSecurity();
    boolean fewer = after.enabled() && (!before.enabled() || (after.forced() && !before.forced()));
    if (!fewer || after.policies() || isGivenPolicy(change, end)) {
      return Optional.empty();
    }
    return Optional.of(
        "row security of "
            + change.relation()
            + " is on and there is no policy: "
            + (after.forced() ? "every role, its owner too," : "every role but its owner")
            + " reads no row of it and can insert none");
  }

  /** The table's lock is held already, so that it is not read again. */
  private static boolean isGivenPolicy(RelationChange change, VisibleState end) {
    String on = " on " + change.relation();
    return end.later()
        .flatMap(later -> later.effects().commands().stream())
        .anyMatch(
            command -> command.tag().equals("CREATE POLICY") && command.identity().endsWith(on));
  }
}
