package dev.pgmigrate.intent;

import dev.pgmigrate.MigrationException;

/** A pattern of migrate.include or migrate.exclude that cannot be read. */
public final class UnfitFilterException extends MigrationException {
  private static final long serialVersionUID = 1;

  UnfitFilterException(String pattern, String why) {
    super(
        "The filter '" + pattern + "' cannot be read: " + why + ".",
        "Write legacy.*, public.audit_*, or with a kind: index public.ix_tmp_*");
  }
}
