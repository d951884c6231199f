package dev.pgmigrate.config;

import java.util.Collection;
import java.util.List;

/**
 * Whose settings an application has; it decides which file wins and which profile is active.
 *
 * <p>Without a word about it, Quarkus is in the profile that it has on a developer's machine: the
 * same everywhere, so that everybody writes the same revision.
 */
enum Framework {
  SPRING("spring.profiles.active", "default", "yaml yml properties"),
  QUARKUS("quarkus.profile", "dev", "properties yml yaml"),
  MICRONAUT("micronaut.environments", "", "yaml yml properties");

  private final String profileKey;
  private final String defaultProfile;
  private final String extensions;

  Framework(String profileKey, String defaultProfile, String extensions) {
    this.profileKey = profileKey;
    this.defaultProfile = defaultProfile;
    this.extensions = extensions;
  }

  /** By the names of the settings. */
  static Framework of(Collection<String> keys) {
    if (keys.stream().anyMatch(key -> key.startsWith("quarkus.") || key.startsWith("%"))) {
      return QUARKUS;
    }
    boolean spring = keys.stream().anyMatch(key -> key.startsWith("spring."));
    return !spring && keys.stream().anyMatch(k -> k.matches("(micronaut|datasources|jpa)\\..*"))
        ? MICRONAUT
        : SPRING;
  }

  /** The setting that names the active profiles. */
  String profileKey() {
    return profileKey;
  }

  /** The active profiles where nothing names any. */
  List<String> defaultProfiles() {
    return defaultProfile.isEmpty() ? List.of() : List.of(defaultProfile);
  }

  /** Of the files of one folder, the strongest last. */
  List<String> extensions() {
    return List.of(extensions.split(" ", -1));
  }
}
