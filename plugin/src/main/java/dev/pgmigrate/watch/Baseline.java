package dev.pgmigrate.watch;

/**
 * What the database holds when a session begins to watch.
 *
 * @param oid that of the first object of the session: older ones have smaller ones
 * @param relations whether there is a table, view or sequence of users
 * @param publications whether there is a publication
 */
record Baseline(long oid, boolean relations, boolean publications) {
  /** Whether an object was there. */
  boolean existed(long object) {
    return object < oid;
  }
}
