package dev.pgmigrate.schema;

import java.util.Map;

/**
 * An object of a database that can be stated, removed or kept separately.
 *
 * <p>Every object has aspects: the properties that can differ. An aspect at PostgreSQL's default
 * value (no default, no comment, nullable, btree) is unstated and not in the map.
 */
public interface SchemaObject {
  /** The identity; equal in two schemas for the same object. */
  ObjectId id();

  /**
   * The aspects that are not at PostgreSQL's default: the aspect's kebab-case name to its value,
   * whose {@code toString} is what accepted.txt shows. Sorted by name.
   */
  Map<String, Object> aspects();
}
