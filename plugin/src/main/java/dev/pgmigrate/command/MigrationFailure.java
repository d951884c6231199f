package dev.pgmigrate.command;

/**
 * The user's schema, history or command is not right, as opposed to: we could not run. The message
 * says what, where, and what to do.
 */
public final class MigrationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MigrationFailure(String message) {
    super(message);
  }
}
