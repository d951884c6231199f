package dev.pgmigrate.watch;

/** A statement has to be taken back alone, in a transaction that can only be undone as a whole. */
final class NotTakenBackException extends Exception {
  private static final long serialVersionUID = 1L;
}
