package dev.pgmigrate.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column's or domain's type.
 *
 * @param text as format_type prints it with an empty search_path: {@code character varying(32)},
 *     {@code public.mood[]}
 * @param userDefined the enum, domain or other user-defined type that it is or is an array of; null
 *     for PostgreSQL's own types
 */
public record DataType(String text, @Nullable QualifiedName userDefined) {
  @Override
  public String toString() {
    return text;
  }
}
