package dev.pgmigrate.entity;

import dev.pgmigrate.config.SettingsPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where a project's entities are and how they are to be mapped.
 *
 * @param classPath class directories and jars, in order: the project's runtime class path, then
 *     what is only provided
 * @param scanned the directories and jars of {@code classPath} whose entities belong to the model:
 *     this build's classes first, then the named dependencies
 * @param properties Hibernate's settings from the plugin's configuration; they win over all others
 * @param persistenceUnit the unit of persistence.xml to take; null when there is at most one
 * @param postgresMajor the PostgreSQL version that the DDL is for, e.g. 17
 * @param strictValidation whether existing columns, too, get what Bean Validation says
 * @param settings where the application's framework has settings for Hibernate
 */
@API(status = API.Status.EXPERIMENTAL)
public record EntityInput(
    List<Path> classPath,
    List<Path> scanned,
    Map<String, String> properties,
    @Nullable String persistenceUnit,
    int postgresMajor,
    boolean strictValidation,
    SettingsPlaces settings) {
  /** Until a command says for which version it reads. */
  public static final int DEFAULT_MAJOR = 17;

  /** With the application's settings in the scanned directories. */
  public EntityInput(
      List<Path> classPath,
      List<Path> scanned,
      Map<String, String> properties,
      @Nullable String persistenceUnit,
      int postgresMajor,
      boolean strictValidation) {
    this(
        classPath,
        scanned,
        properties,
        persistenceUnit,
        postgresMajor,
        strictValidation,
        SettingsPlaces.of(scanned));
  }

  public EntityInput {
    classPath = List.copyOf(classPath);
    scanned = List.copyOf(scanned);
    properties = Map.copyOf(properties);
  }

  /** The same entities with DDL for another major version of PostgreSQL. */
  public EntityInput forPostgres(int major) {
    return new EntityInput(
        classPath, scanned, properties, persistenceUnit, major, strictValidation, settings);
  }
}
