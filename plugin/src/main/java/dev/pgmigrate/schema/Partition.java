package dev.pgmigrate.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of a partition under its parent.
 *
 * @param bound as pg_get_expr prints it: {@code FOR VALUES FROM (..) TO (..)}, {@code DEFAULT}
 * @param parts the parts that it has because its parent has them; their names are no part of
 *     equality
 */
public record Partition(QualifiedName parent, Expression bound, List<PartitionPart> parts) {
  public Partition {
    parts = List.copyOf(parts);
  }

  /** A place without parts. */
  public Partition(QualifiedName parent, Expression bound) {
    this(parent, bound, List.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Partition p && parent.equals(p.parent) && bound.equals(p.bound);
  }

  @Override
  public int hashCode() {
    return Objects.hash(parent, bound);
  }

  /** {@code of public.log FOR VALUES IN (1)}. */
  @Override
  public String toString() {
    return "of " + parent + " " + bound;
  }
}
