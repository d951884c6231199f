package dev.pgmigrate.run;

import dev.pgmigrate.MigrationException;

/** Another run has taken the lease: we were silent for too long and must not write any more. */
public final class LeaseLostException extends MigrationException {
  private static final long serialVersionUID = 1L;

  public LeaseLostException(String fault, String advice) {
    super(fault, advice);
  }
}
