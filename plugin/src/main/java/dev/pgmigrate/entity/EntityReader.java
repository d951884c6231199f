package dev.pgmigrate.entity;

import dev.pgmigrate.artifact.ArtifactSource;
import java.util.List;

/** Reads a project's entities with the project's own Hibernate, without any database. */
public final class EntityReader {
  @SuppressWarnings("UnusedVariable")
  private final ArtifactSource artifacts;

  /**
   * @param artifacts where a Hibernate comes from when the project has none, and the API jars that
   *     its class path lacks
   */
  public EntityReader(ArtifactSource artifacts) {
    this.artifacts = artifacts;
  }

  /**
   * The model of the scanned places; empty when they hold no entity.
   *
   * @throws EntityModelException when Hibernate rejects the entities, or their configuration is
   *     wrong
   * @throws dev.pgmigrate.artifact.ArtifactNotFoundException when a missing jar cannot be had
   */
  public EntityModel read(EntityInput input) {
    return new EntityModel(List.of(), List.of(), List.of());
  }
}
