package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.RelationChange;
import dev.pgmigrate.lint.RelationState;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedRevision;
import java.util.List;
import java.util.stream.Stream;

/** Nothing tells the rows of a table apart for logical replication any more. */
final class ReplicaIdentityLost implements Rule {
  @Override
  public String id() {
    return "replica-identity-lost";
  }

  @Override
  public Severity severity() {
    return Severity.NOTE;
  }

  @Override
  public String mend() {
    return "Add the new key in the same transaction, or ALTER TABLE .. REPLICA IDENTITY USING INDEX or FULL first.";
  }

  @Override
  public Stream<Finding> findings(WatchedRevision revision, List<WatchedRevision> branch) {
    return new EndState(revision, branch)
        .changed()
        .filter(changed -> changed.what().relation().isExistingTable())
        .filter(
            changed ->
                (identified(changed.what()) && !changed.end().identifiesRows())
                    || (begins(changed.what()) && changed.end().refusesChanges()))
        .map(
            changed -> {
              boolean sent = changed.end().refusesChanges();
              String table = changed.end().relation().toString();
              return sent
                  ? finding(
                          changed.statement(),
                          "UPDATE and DELETE of "
                              + table
                              + " fail from now on: the table is published and has no replica identity")
                      .weighing(Severity.ERROR)
                  : finding(
                      changed.statement(),
                      "logical replication can no longer tell the rows of "
                          + table
                          + " apart; if the table is published, UPDATE and"
                          + " DELETE fail");
            });
  }

  /** Whether a publication takes up a table that has none. */
  private static boolean begins(RelationChange change) {
    RelationState before = change.before();
    RelationState after = change.after();
    return before != null && after != null && !before.refusesChanges() && after.refusesChanges();
  }

  private static boolean identified(RelationChange change) {
    RelationState before = change.before();
    RelationState after = change.after();
    return before != null && after != null && before.identifiesRows() && !after.identifiesRows();
  }
}
