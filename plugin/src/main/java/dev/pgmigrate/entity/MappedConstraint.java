package dev.pgmigrate.entity;

import org.jspecify.annotations.Nullable;

/**
 * A constraint of Bean Validation on a property.
 *
 * @param name the annotation's simple name, e.g. {@code Size}
 * @param text the annotation with the attributes that were written, e.g. {@code @Size(max = 80)}
 * @param max its attribute of that name; null when it has none
 */
public record MappedConstraint(String name, String text, @Nullable Long max) {}
