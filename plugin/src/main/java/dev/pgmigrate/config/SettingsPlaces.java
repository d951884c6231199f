package dev.pgmigrate.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings of an application are looked for.
 *
 * @param classPath directories of resources or classes; the first one wins
 * @param root the folder that the application is started in, whose {@code config} folder wins over
 *     the class path; null: none
 * @param variables the environment, and properties of the command line: they win over all files
 * @param placeholders what Maven puts in place of {@code @name@} and {@code ${name}} in resources
 * @param profiles the active profiles; empty: those of the variables and the files, else the
 *     framework's default
 */
@API(status = API.Status.EXPERIMENTAL)
public record SettingsPlaces(
    List<Path> classPath,
    @Nullable Path root,
    Map<String, String> variables,
    Map<String, String> placeholders,
    List<String> profiles) {
  public SettingsPlaces {
    classPath = List.copyOf(classPath);
    variables = Map.copyOf(variables);
    placeholders = Map.copyOf(placeholders);
    profiles = List.copyOf(profiles);
  }

  /** These directories alone. */
  public static SettingsPlaces of(List<Path> classPath) {
    return new SettingsPlaces(classPath, null, Map.of(), Map.of(), List.of());
  }

  /** The same with what a command line sets on top of the environment. */
  public SettingsPlaces withVariables(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return new SettingsPlaces(classPath, root, all, placeholders, profiles);
  }

  /** Variables may be secret. */
  @Override
  public String toString() {
    return "SettingsPlaces" + classPath;
  }
}
