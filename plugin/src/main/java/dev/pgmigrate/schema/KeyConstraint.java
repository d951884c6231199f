package dev.pgmigrate.schema;

/** A primary key or a unique constraint: what keeps columns unique. */
public sealed interface KeyConstraint extends Constraint permits PrimaryKey, Unique {
  /** Whether the last column is a range, and keys are unique at any point of it (PostgreSQL 18). */
  boolean withoutOverlaps();

  /** Whether NULLs are equal to each other. */
  default boolean nullsNotDistinct() {
    return false;
  }

  @Override
  KeyConstraint withName(String name);

  @Override
  default String structure() {
    return "(" + String.join(", ", columns()) + ")";
  }

  @Override
  default boolean isTemporal() {
    return withoutOverlaps();
  }

  @Override
  default boolean hasIndex() {
    return true;
  }
}
