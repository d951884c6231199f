package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table (a check also of a domain). NOT NULL is an aspect of its column instead.
 */
public sealed interface Constraint permits PrimaryKey, Unique, Check, ForeignKey, Exclusion {
  String name();

  ObjectKind kind();

  @Nullable String comment();

  /**
   * What identifies the constraint without its name, on one line: {@code (a, b)}, {@code
   * (author_id) -> public.author (id)}, {@code (price > 0)}. Two constraints of one table with
   * equal structure enforce the same.
   */
  String structure();

  /** Whether it is a key WITHOUT OVERLAPS: its index is a GiST index (PostgreSQL 18). */
  default boolean isTemporal() {
    return (this instanceof PrimaryKey primary && primary.withoutOverlaps())
        || (this instanceof Unique unique && unique.withoutOverlaps());
  }

  /** The same constraint under another name. */
  Constraint withName(String name);

  /** As {@link SchemaObject#aspects()}, without the parts of {@link #structure()}. */
  Map<String, Object> aspects();
}
