package dev.pgmigrate.run;

import dev.pgmigrate.sql.Statement;
import java.util.List;
import java.util.Set;

/** What is executed at the end of a step's transaction, before its row is written. */
final class StepEnd {
  /**
   * What is deferred to the commit runs under the step's own settings, not ours. Then: whether the
   * database has partitioned tables.
   */
  static final String SQL = "SET CONSTRAINTS ALL IMMEDIATE;\n" + PartitionedIndexes.POSSIBLE;

  /** Statements with these first words have no rows to show, and leave nothing for the end. */
  private static final Set<String> DEFERRING_NOTHING =
      Set.of("alter", "comment", "create", "drop", "grant", "revoke");

  private StepEnd() {}

  /**
   * Whether it goes with the last of these statements in one message, so that nobody waits for it:
   * only where what fails in the message is that statement.
   */
  static boolean goesWithLast(List<Statement> statements) {
    return statements.stream().map(RowUse::firstWord).allMatch(DEFERRING_NOTHING::contains);
  }
}
