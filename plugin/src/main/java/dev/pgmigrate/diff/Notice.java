package dev.pgmigrate.diff;

import dev.pgmigrate.schema.AspectKey;

/**
 * Something about the difference between entities and database that is no change, or is one that
 * nobody stated.
 *
 * @param key what it is about
 * @param current the database's value as accepted.txt shows it; {@code -} for none
 * @param desired the entities' value as accepted.txt shows it; {@code -} for none
 */
public record Notice(Kind kind, AspectKey key, String current, String desired) {
  /** What is said about it. */
  public enum Kind {
    /** In the database, never stated: kept, and flagged because it is seen for the first time. */
    DATABASE_ONLY,
    /** In the database, never stated, flagged before: kept, and only counted. */
    DATABASE_ONLY_SEEN,
    /** No longer stated: removed. */
    RETRACTED,
    /** A difference that accepted.txt accepts: kept. */
    ACCEPTED,
    /** Database-only, but it cannot stay: what it hangs on goes. */
    GOES_ALONG,
    /** No longer stated, but what is kept needs it: stays. */
    STILL_USED
  }

  /** One line for people. */
  public String message() {
    return switch (kind) {
      case DATABASE_ONLY -> key + " is only in the database (" + current + ") and is kept";
      case DATABASE_ONLY_SEEN -> key + " is only in the database (" + current + ")";
      case RETRACTED -> key + " is no longer stated and is removed (was " + current + ")";
      case ACCEPTED -> key + " stays " + current + " (accepted)";
      case STILL_USED -> key + " is no longer stated, but what is kept needs it: it stays";
      case GOES_ALONG -> key + " is only in the database and goes with what it hangs on";
    };
  }

  /** The line of accepted.txt that keeps the database's value for good. */
  public String acceptLine() {
    return new Accepted.Line(key, current, desired, "why").toString();
  }
}
