package dev.pgmigrate.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The constraint behind a column's NOT NULL, as PostgreSQL 18 and later have one.
 *
 * @param name its name in the database
 * @param named whether a person chose the name; a generated name is no part of equality
 * @param validated false if NOT VALID
 * @param noInherit not inherited by child tables
 * @param own declared on a child table that also inherits it
 */
public record NotNull(
    String name,
    boolean named,
    boolean validated,
    boolean noInherit,
    boolean own,
    @Nullable String comment) {
  /** Whether it is a plain NOT NULL, without a chosen name or a state. */
  boolean isPlain() {
    return !named && validated && !noInherit && !own && comment == null;
  }

  /** The same, declared on a child table as well or not. */
  public NotNull withOwn(boolean own) {
    return new NotNull(name, named, validated, noInherit, own, comment);
  }

  public NotNull withComment(@Nullable String comment) {
    return new NotNull(name, named, validated, noInherit, own, comment);
  }

  /** The same, NOT VALID or valid. */
  public NotNull withValidated(boolean validated) {
    return new NotNull(name, named, validated, noInherit, own, comment);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NotNull n
        && named == n.named
        && (!named || name.equals(n.name))
        && validated == n.validated
        && noInherit == n.noInherit
        && own == n.own
        && Objects.equals(comment, n.comment);
  }

  @Override
  public int hashCode() {
    return Objects.hash(named, validated, noInherit, own, comment);
  }
}
