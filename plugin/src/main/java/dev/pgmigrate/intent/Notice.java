package dev.pgmigrate.intent;

import dev.pgmigrate.schema.AspectKey;
import dev.pgmigrate.schema.ObjectId;
import org.apiguardian.api.API;

/**
 * One thing in which entities and database differ, and what becomes of it.
 *
 * @param key what it is about
 * @param current the database's value as accepted.txt shows it; {@code -} for none
 * @param desired the entities' value as accepted.txt shows it; {@code -} for none
 */
@API(status = API.Status.EXPERIMENTAL)
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
    /** Database-only, but it cannot stay: what it depends on is dropped. */
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
      case CHANGED -> subject() + " is " + current + ", stated is " + desired;
      case MISSING -> subject() + " is missing (" + desired + ")";
      case DATABASE_ONLY -> found() + " is only in the database and is kept";
      case DATABASE_ONLY_SEEN -> found() + " is only in the database";
      case RETRACTED -> found() + " is no longer in the entities and is removed";
      case MOVED -> subject() + " moves to " + desired;
      case ACCEPTED -> subject() + " stays " + current + " (accepted)";
      case STILL_USED ->
          subject() + " is no longer in the entities, but stays: a kept object needs it";
      case GOES_ALONG ->
          found() + " is only in the database; it is dropped with the object that it depends on";
      case LEFT_OUT ->
          subject()
              + " "
              + desired
              + " is left out: it needs an object that the filters exclude and the other side lacks";
      case LEFT_AS_IS -> subject() + " stays " + current + ": only Bean Validation says " + desired;
    };
  }

  /** What it is about, as people call it: {@code column public.t.a: default}. */
  public String subject() {
    String aspect = key.aspect();
    return named() + (aspect == null ? "" : ": " + aspect.replace('-', ' '));
  }

  /** The object without its kind: {@code public.t.a}. */
  public String name() {
    ObjectId object = key.object();
    return isStructured(object)
        ? tableOf(object) + " " + object.name()
        : object.toString().substring(object.kind().word().length() + 1);
  }

  private static String tableOf(ObjectId object) {
    ObjectId table = ObjectId.table(object.qualifiedName());
    return table.toString().substring(table.kind().word().length() + 1);
  }

  /** A constraint or index whose name nobody chose is called by its table and structure. */
  private String named() {
    ObjectId object = key.object();
    return isStructured(object)
        ? object.kind().word() + " of " + tableOf(object) + " " + object.name()
        : object.toString();
  }

  private static boolean isStructured(ObjectId object) {
    return switch (object.kind()) {
      case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION, INDEX ->
          object.path().size() > 2 && object.name().contains("(");
      default -> false;
    };
  }

  /** The same with what the database has: {@code column public.t.a: default 0}. */
  private String found() {
    String aspect = key.aspect();
    if (aspect == null) {
      ObjectId object = key.object();
      boolean said = isStructured(object) || current.equals(object.kind().word());
      return said ? named() : named() + " (" + current + ")";
    }
    // Options name themselves, and a flag has no other value.
    return switch (current) {
      case "true" -> subject();
      default -> aspect.equals("options") ? named() + ": " + current : subject() + " " + current;
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
