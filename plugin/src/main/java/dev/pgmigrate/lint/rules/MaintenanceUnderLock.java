package dev.pgmigrate.lint.rules;

import dev.pgmigrate.lint.LockRule;
import dev.pgmigrate.lint.Refiled;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.lint.WatchedStatement;
import dev.pgmigrate.lint.WatchedStep;
import java.util.stream.Stream;

/** A command that works on all rows of a table in use takes no weaker lock than it needs. */
final class MaintenanceUnderLock extends LockRule {
  MaintenanceUnderLock() {
    super(
        "maintenance-under-lock",
        Severity.ERROR,
        "Use the CONCURRENTLY form in a no-transaction step (REINDEX, REFRESH MATERIALIZED VIEW); leave"
            + " VACUUM FULL and CLUSTER to a maintenance window.");
  }

  @Override
  protected Stream<String> faults(WatchedStatement statement, WatchedStep step) {
    boolean blocks =
        statement.begins("REINDEX")
            || statement.begins("CLUSTER")
            || statement.begins("REPACK")
            || statement.begins("REFRESH MATERIALIZED VIEW")
            || (statement.begins("VACUUM") && statement.says("FULL"));
    boolean seen = statement.effects().refiled(Refiled.How.COPIED).findAny().isPresent();
    return seen || (blocks && !statement.says("CONCURRENTLY") && concernsOthers(statement, step))
        ? Stream.of("readers or writers of the table wait until all its rows are processed")
        : Stream.empty();
  }

  /** Outside of a transaction no lock can be seen. */
  private static boolean concernsOthers(WatchedStatement statement, WatchedStep step) {
    boolean unseen = !step.isTransaction() && statement.effects().locks().isEmpty();
    return unseen
        || step.until(statement).anyMatch(earlier -> !earlier.effects().strongLocks().isEmpty());
  }
}
