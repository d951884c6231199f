package dev.pgmigrate.rows;

/** No row can get into a table. */
final class UnfillableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnfillableException(String why) {
    super(why);
  }

  /** A clause. */
  String why() {
    return String.valueOf(getMessage());
  }
}
