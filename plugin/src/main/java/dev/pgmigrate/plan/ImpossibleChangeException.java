package dev.pgmigrate.plan;

import dev.pgmigrate.MigrationException;

/** A change that PostgreSQL has no statement for: nothing is written. */
public final class ImpossibleChangeException extends MigrationException {
  private static final long serialVersionUID = 1;

  ImpossibleChangeException(String why) {
    super(
        "PostgreSQL has no statement for this change: " + why + ".",
        "Undo the change in the entities. Or write the statements by hand that create a new"
            + " table, copy the rows and drop the old table: mvn migrate:revision -Dmigrate.empty"
            + " -Dmessage=\"..\"");
  }
}
