package dev.pgmigrate.ddl;

import dev.pgmigrate.schema.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type become values of another.
 *
 * @param kind what becomes of a value that fits
 * @param using the expression after USING over an at sign, the column; null where PostgreSQL
 *     converts by itself
 * @param misfit a condition over an at sign that finds the values for which the cast fails; it
 *     fails for none itself, on any version. Null where the cast never fails
 * @param note what is lost, what is assumed, or why there is no cast, over an at sign, the column;
 *     empty for an exact one
 */
public record Cast(Kind kind, @Nullable String using, @Nullable String misfit, String note) {
  /** What becomes of a value that fits. */
  public enum Kind {
    /** It stays what it is. */
    EXACT,
    /** It stays what it is under an assumption that the catalog does not prove. */
    ASSUMES,
    /** A part of it is gone. */
    LOSES,
    /** Nobody knows but the person who wrote the application. */
    NONE
  }

  /** PostgreSQL's own conversion, which keeps every value. */
  static final Cast KEEPS = new Cast(Kind.EXACT, null, null, "");

  /** A cast that only a person can write. */
  public static Cast none(String why) {
    return new Cast(Kind.NONE, null, null, why);
  }

  /** The cast to a type: {@code %} is replaced. */
  Cast typed(String type) {
    return new Cast(kind, using == null ? null : using.replace("%", type), misfit, note);
  }

  /** The same, failing for these values alone. */
  Cast withMisfit(@Nullable String values) {
    return new Cast(kind, using, values, note);
  }

  /** The same, failing for more values. */
  Cast failing(String more) {
    return withMisfit(misfit == null ? more : "(" + misfit + ") OR " + more);
  }

  /** The same, which loses more. */
  Cast losing(String what) {
    String also = kind == Kind.ASSUMES ? "; assumes " : ", and ";
    String all = note.isEmpty() ? what : what + also + note;
    return new Cast(Kind.LOSES, using, misfit, all);
  }

  /** The text that a value becomes, as an expression. */
  String textual() {
    return using == null ? "@::text" : using;
  }

  /** The cast to a domain over {@code base}; null where the domain's name says all. */
  public static @Nullable Cast toDomain(DataType from, DataType to, DataType base) {
    return Casts.toDomain(from, to, base);
  }

  /** A cast that keeps values, with its expression. */
  public static Cast exact(String using) {
    return new Cast(Kind.EXACT, using, null, "");
  }

  /** A cast that is right if something is so. */
  public static Cast assumes(String using, @Nullable String misfit, String what) {
    return new Cast(Kind.ASSUMES, using, misfit, what);
  }

  /** The expression for a column, as it stands in SQL; null where PostgreSQL converts by itself. */
  public @Nullable String using(String column) {
    return using == null ? null : using.replace("@", column);
  }

  /** The note on a column, as people call it. */
  public String note(String column) {
    return note.replace("@", column);
  }

  /** The condition for a column, as it stands in SQL. */
  public @Nullable String misfit(String column) {
    return misfit == null ? null : misfit.replace("@", column);
  }
}
