package dev.pgmigrate.schema;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column's or domain's type.
 *
 * @param text as format_type prints it with an empty search_path: {@code character varying(32)},
 *     {@code public.mood[]}
 * @param userDefined the user-defined type (an enum, a domain ..), also of an array's elements;
 *     null for PostgreSQL's own types
 */
public record DataType(String text, @Nullable QualifiedName userDefined) {
  private static final Pattern ALL_FIELDS = Pattern.compile("^interval (?:[a-z]+ to )?second");

  private static final Pattern ALL_DIGITS = Pattern.compile("^(timestamp|time|interval)\\(6\\)");

  /**
   * Whether both types hold the same values, even if they are written differently: a time without a
   * precision keeps six digits of its seconds, and an interval whose fields end in seconds keeps
   * all fields.
   */
  public boolean holdsSameAs(DataType other) {
    return equals(other)
        || (Objects.equals(userDefined, other.userDefined) && plain().equals(other.plain()));
  }

  private String plain() {
    return userDefined != null
        ? text
        : ALL_DIGITS.matcher(ALL_FIELDS.matcher(text).replaceFirst("interval")).replaceFirst("$1");
  }

  @Override
  public String toString() {
    return text;
  }
}
