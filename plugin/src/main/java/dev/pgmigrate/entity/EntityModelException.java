package dev.pgmigrate.entity;

import dev.pgmigrate.MigrationException;
import org.jspecify.annotations.Nullable;

/** The project's entities, or how they are configured, cannot be made into a database. */
public final class EntityModelException extends MigrationException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String entityClass;
  private final @Nullable String property;

  EntityModelException(String fault, @Nullable String advice) {
    this(fault, advice, null, null);
  }

  EntityModelException(
      String fault,
      @Nullable String advice,
      @Nullable String entityClass,
      @Nullable String property) {
    super(null, 0, fault, advice, null);
    this.entityClass = entityClass;
    this.property = property;
  }

  /** The class at fault; null when it is not known. */
  public @Nullable String entityClass() {
    return entityClass;
  }

  /** The property at fault; null when it is not known. */
  public @Nullable String property() {
    return property;
  }
}
