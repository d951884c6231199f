package dev.pgmigrate.schema;

import dev.pgmigrate.sql.Identifiers;
import java.util.function.UnaryOperator;

/**
 * An SQL expression of a catalog: a default, a check, a generated value, an index key, a predicate.
 *
 * @param canonical the catalog's text with an empty search_path; this alone is its identity
 * @param text the text for people and for a migration: the author's if known, else PostgreSQL's
 *     pretty form; no part of equality
 */
public record Expression(String canonical, String text) {
  /** An expression with only its canonical form. */
  public static Expression of(String canonical) {
    return new Expression(canonical, canonical);
  }

  /** Whether it is NULL, of whatever type. */
  public boolean isNull() {
    return canonical.equals("NULL") || canonical.startsWith("NULL::");
  }

  /** The expression with both of its texts changed. */
  public Expression map(UnaryOperator<String> change) {
    return new Expression(change.apply(canonical), change.apply(text));
  }

  /** Whether it has an identifier of this name, such as that of a column. */
  public boolean mentions(String name) {
    return Identifiers.mentions(canonical, name);
  }

  /** The same expression with the author's text. */
  public Expression as(String words) {
    return new Expression(canonical, words);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Expression e && canonical.equals(e.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** The text. */
  @Override
  public String toString() {
    return text;
  }
}
