package dev.pgmigrate.entity;

import org.jspecify.annotations.Nullable;

/**
 * A table's check as the author wrote it.
 *
 * @param name the constraint's name; null when the author gave none
 * @param expression the condition, in the author's words
 */
public record MappedCheck(@Nullable String name, String expression) {}
