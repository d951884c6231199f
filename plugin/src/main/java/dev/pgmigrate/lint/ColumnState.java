package dev.pgmigrate.lint;

/**
 * A column as the catalog holds it.
 *
 * @param number {@code attnum}: the same column keeps it through a rename
 * @param type as {@code format_type} prints it
 * @param filled whether an INSERT that leaves it out gets a value: a default, an identity, a
 *     generated value
 * @param serial whether it owns a sequence that is not that of an identity
 */
public record ColumnState(
    int number, String name, String type, boolean notNull, boolean filled, boolean serial) {}
