package dev.pgmigrate.entity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Java knows of a column.
 *
 * @param column its name as the catalog will hold it
 * @param property the property's path in the entity, e.g. {@code address.city}; of a column that no
 *     property holds the annotation that makes it: {@code @SoftDelete}
 * @param javaType the property's class name, e.g. {@code java.lang.String}
 * @param enumConstants the constants in order when the type is an enum, else empty
 * @param defaultAsWritten the author's default expression; null when there is none
 * @param checkAsWritten the author's check on this column; null when there is none
 * @param initializer the constant that the field starts with, as text ({@code 0}, {@code true},
 *     {@code NEW} for an enum's constant); null when it has none or it is not a constant
 * @param converted whether a converter makes another value of it for the column
 * @param constraints those of Bean Validation on the property, in order of their names
 */
public record MappedColumn(
    String column,
    String property,
    String javaType,
    List<String> enumConstants,
    @Nullable String defaultAsWritten,
    @Nullable String checkAsWritten,
    @Nullable String initializer,
    boolean converted,
    List<MappedConstraint> constraints) {
  /** Whether an annotation makes the column, and no field has its value. */
  public boolean isWithoutField() {
    return property.startsWith("@");
  }

  public MappedColumn {
    enumConstants = List.copyOf(enumConstants);
    constraints = List.copyOf(constraints);
  }
}
