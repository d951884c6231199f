package dev.pgmigrate.expand;

import dev.pgmigrate.schema.QualifiedName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class of a hierarchy of entities.
 *
 * @param value what the discriminator is for it; null if it is abstract
 * @param now the table of its own properties
 * @param before the tables that it had when the last revision was written
 */
public record EntityKind(@Nullable String value, QualifiedName now, Set<QualifiedName> before) {
  public EntityKind {
    before = Set.copyOf(before);
  }

  /** Whether it is the class of the table that all of its hierarchy have, before and afterwards. */
  boolean isRoot(QualifiedName wide) {
    return now.equals(wide) && before.contains(wide);
  }

  /** Whether a table has its own properties, before or afterwards. */
  boolean owns(QualifiedName table) {
    return now.equals(table) || before.contains(table);
  }
}
