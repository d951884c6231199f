package dev.pgmigrate.diff;

import dev.pgmigrate.schema.AspectKey;

/**
 * One thing in which entities and database differ, and what becomes of it.
 *
 * @param key what it is about
 * @param current the database's value as accepted.txt shows it; {@code -} for none
 * @param desired the entities' value as accepted.txt shows it; {@code -} for none
 */
public record Notice(Kind kind, AspectKey key, String current, String desired) {
  /** What is said about it. */
  public enum Kind {
    /** Stated, and the database has another value, or none: changed. */
    CHANGED,
    /** Stated, and not in the database: made. */
    MISSING,
    /** In the database, never stated: kept, and flagged because it is seen for the first time. */
    DATABASE_ONLY,
    /** In the database, never stated, flagged before: kept, and only counted. */
    DATABASE_ONLY_SEEN,
    /** No longer stated: removed. */
    RETRACTED,
    /** No longer stated here: its values go to a column of another table, as a person answered. */
    MOVED,
    /** A difference that accepted.txt accepts: kept. */
    ACCEPTED,
    /** Database-only, but it cannot stay: what it hangs on goes. */
    GOES_ALONG,
    /** No longer stated, but what is kept needs it: stays. */
    STILL_USED,
    /** Stated, but it reaches into what the filters exclude and the database lacks: not made. */
    LEFT_OUT,
    /** Stated by Bean Validation alone, and an existing column is without it: stays as it is. */
    LEFT_AS_IS
  }

  /** One line for people. */
  public String message() {
    return switch (kind) {
      case CHANGED -> key + " is " + current + ", stated is " + desired;
      case MISSING -> key + " is not there (" + desired + ")";
      case DATABASE_ONLY -> key + " is only in the database (" + current + ") and is kept";
      case DATABASE_ONLY_SEEN -> key + " is only in the database (" + current + ")";
      case RETRACTED -> key + " is no longer stated and is removed (was " + current + ")";
      case MOVED -> key + " moves to " + desired;
      case ACCEPTED -> key + " stays " + current + " (accepted)";
      case STILL_USED -> key + " is no longer stated, but what is kept needs it: it stays";
      case GOES_ALONG -> key + " is only in the database and goes with what it hangs on";
      case LEFT_OUT ->
          key
              + " "
              + desired
              + " is left out: it reaches into what the filters exclude, and the other side lacks";
      case LEFT_AS_IS -> key + " stays " + current + ": only Bean Validation says " + desired;
    };
  }

  /** Whether a line of accepted.txt would decide it. */
  public boolean acceptable() {
    return switch (kind) {
      case CHANGED, MISSING, DATABASE_ONLY, DATABASE_ONLY_SEEN, RETRACTED -> true;
      case MOVED, ACCEPTED, GOES_ALONG, STILL_USED, LEFT_OUT, LEFT_AS_IS -> false;
    };
  }

  /** The line of accepted.txt that keeps what the database has, for good. */
  public Accepted.Line accepted(String reason) {
    return new Accepted.Line(key, current, desired, reason);
  }
}
