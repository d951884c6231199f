package dev.pgmigrate.schema;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table (a check also of a domain). NOT NULL is an aspect of its column instead.
 *
 * <p>It answers for itself what callers ask of every kind, so that they need not ask which it is.
 */
public sealed interface Constraint extends TablePart
    permits KeyConstraint, Check, ForeignKey, Exclusion {
  /**
   * What identifies the constraint without its name, on one line: {@code (a, b)}, {@code
   * (author_id) -> public.author (id)}, {@code (price > 0)}. Two constraints of one table with
   * equal structure enforce the same.
   */
  @Override
  String structure();

  @Override
  default List<String> include() {
    return List.of();
  }

  @Override
  default List<Expression> expressions() {
    return List.of();
  }

  default Deferral deferral() {
    return Deferral.NOT_DEFERRABLE;
  }

  /** False where it is NOT ENFORCED. */
  default boolean enforced() {
    return true;
  }

  /** False where existing rows need not meet it. */
  default boolean validated() {
    return true;
  }

  /** Whether an index of its own name keeps it. */
  default boolean hasIndex() {
    return false;
  }

  /** The storage parameters of its index; empty where it has none. */
  default Map<String, String> parameters() {
    return Map.of();
  }

  /** Where its index is; null where it has none, or for the database's own. */
  default @Nullable String tablespace() {
    return null;
  }

  /** Whether it is a key WITHOUT OVERLAPS: its index is a GiST index (PostgreSQL 18). */
  default boolean isTemporal() {
    return false;
  }

  /**
   * The same constraint with each column of its own table and each expression replaced. What a
   * foreign key refers to stays.
   */
  Constraint map(UnaryOperator<String> column, UnaryOperator<Expression> expression);

  /** The same constraint under another name. */
  Constraint withName(String name);

  Constraint withComment(@Nullable String comment);

  /** The same constraint, its index stored as PostgreSQL does by default. */
  default Constraint withDefaultStorage() {
    return this;
  }

  /** As {@link SchemaObject#aspects()}, without the parts of {@link #structure()}. */
  @Override
  Map<String, Object> aspects();
}
