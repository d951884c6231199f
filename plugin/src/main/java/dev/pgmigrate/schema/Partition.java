package dev.pgmigrate.schema;

/**
 * The place of a partition under its parent.
 *
 * @param bound as pg_get_expr prints it: {@code FOR VALUES FROM (..) TO (..)}, {@code DEFAULT}
 */
public record Partition(QualifiedName parent, Expression bound) {
  /** {@code of public.log FOR VALUES IN (1)}. */
  @Override
  public String toString() {
    return "of " + parent + " " + bound;
  }
}
