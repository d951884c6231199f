package dev.pgmigrate.schema;

/**
 * The place of a partition under its parent.
 *
 * @param bound as pg_get_expr prints it: {@code FOR VALUES FROM (..) TO (..)}, {@code DEFAULT}
 */
public record Partition(QualifiedName parent, Expression bound) {}
