package dev.pgmigrate.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One location of {@code spring.config.import}: {@code optional:file:.env[.properties]}.
 *
 * @param file null: it is no file, but a server's answer or a folder of secrets
 */
record SettingsImport(String location, boolean optional, @Nullable Path file, boolean properties) {
  private static final Pattern LOCATION =
      Pattern.compile("(optional:)?(file:|classpath:/?)?([^:\\[]+)(?:\\[(\\.\\w+)])?");

  /** The file that is meant; it need not be there. */
  static SettingsImport of(String location, SettingsPlaces places) {
    Matcher parts = LOCATION.matcher(location);
    if (!parts.matches()) {
      return new SettingsImport(location, location.startsWith("optional:"), null, false);
    }
    String path = parts.group(3);
    boolean onClassPath = parts.group(2) == null || parts.group(2).startsWith("classpath");
    Path root = places.root() == null ? Path.of("") : places.root();
    Path outside = root.resolve(path);
    Path file =
        onClassPath
            ? places.classPath().stream()
                .map(place -> place.resolve(path))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(outside)
            : outside;
    String kind = parts.group(4) == null ? path : parts.group(4);
    return new SettingsImport(location, parts.group(1) != null, file, kind.endsWith(".properties"));
  }

  /** Its settings; empty: there are none to be had. */
  Optional<SettingsFile> read(SettingsPlaces places) {
    return file == null || !Files.isRegularFile(file)
        ? Optional.empty()
        : Optional.of(
            SettingsFile.read(file.normalize(), properties, places.placeholders().keySet()));
  }

  /** Why it was not read, for a person; empty: that is as it should be. */
  Optional<String> unread() {
    String why = file == null ? "it is not a file" : "it does not exist";
    return optional && file != null
        ? Optional.empty()
        : Optional.of("%s of spring.config.import is not read: %s.".formatted(location, why));
  }

  /** What Quarkus takes for variables of the environment. */
  static List<SettingsImport> ofEnvironment(SettingsPlaces places) {
    return places.root() == null
        ? List.of()
        : List.of(of("optional:file:.env[.properties]", places));
  }
}
