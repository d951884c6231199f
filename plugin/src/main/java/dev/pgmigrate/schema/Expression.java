package dev.pgmigrate.schema;

/**
 * An SQL expression of a catalog: a default, a check, a generated value, an index key, a predicate.
 *
 * @param canonical what the catalog prints with an empty search_path; the whole of its identity
 * @param text what to show to people and to write into a migration: the author's words where they
 *     are known, else PostgreSQL's pretty form. No part of equality
 */
public record Expression(String canonical, String text) {
  /** An expression of which nothing but the canonical form is known. */
  public static Expression of(String canonical) {
    return new Expression(canonical, canonical);
  }

  /** Whether it is NULL, of whatever type. */
  public boolean isNull() {
    return canonical.equals("NULL") || canonical.startsWith("NULL::");
  }

  /** The same expression in its author's words. */
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
