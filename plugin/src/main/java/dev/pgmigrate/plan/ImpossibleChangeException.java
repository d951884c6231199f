package dev.pgmigrate.plan;

import dev.pgmigrate.MigrationException;

/** A change that PostgreSQL has no statement for: nothing is written. */
public final class ImpossibleChangeException extends MigrationException {
  private static final long serialVersionUID = 1;

  ImpossibleChangeException(String why) {
    super(
        "No plan can make this change: "
            + why
            + ". Take the change back. Or write by hand what creates a new table, copies the rows"
            + " and drops the old table: mvn migrate:revision -Dmigrate.empty -Dmessage=\"..\"");
  }
}
