package dev.pgmigrate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings files of some folders.
 *
 * @param folders the files of each folder, the nearest folder first
 */
record SettingsFiles(List<List<SettingsFile>> folders) {
  private static final String APPLICATION = "application(-.+)?\\.(properties|ya?ml)";
  private static final String MICROPROFILE = "microprofile-config\\.properties";

  /** Those of the class path, and of its config folder. */
  static SettingsFiles onClassPath(SettingsPlaces places) {
    List<List<SettingsFile>> all = new ArrayList<>();
    for (Path place : places.classPath()) {
      all.add(read(place.resolve("config"), APPLICATION, places));
      all.add(read(place, APPLICATION, places));
      all.add(read(place.resolve("META-INF"), MICROPROFILE, places));
    }
    return new SettingsFiles(all);
  }

  /** Those of the folder that the application is started in, and of its config folder. */
  static SettingsFiles atRoot(SettingsPlaces places) {
    Path root = places.root();
    return new SettingsFiles(
        root == null
            ? List.of()
            : List.of(
                read(root.resolve("config"), APPLICATION, places),
                read(root, APPLICATION, places)));
  }

  /** The names of all settings. */
  Stream<String> keys() {
    return folders.stream()
        .flatMap(List::stream)
        .flatMap(file -> file.documents().stream())
        .flatMap(document -> document.keySet().stream());
  }

  /**
   * In the order in which they are read, so that the last one wins: a file for a profile over those
   * for all, whatever folder it is in, and the last of the active profiles.
   */
  List<SettingsFile> ordered(Framework framework, Set<String> profiles) {
    List<List<SettingsFile>> farthestFirst = new ArrayList<>(folders);
    Collections.reverse(farthestFirst);
    List<String> ranks = List.copyOf(profiles);
    return farthestFirst.stream()
        .flatMap(
            folder -> folder.stream().sorted(Comparator.comparing(f -> extension(framework, f))))
        .sorted(Comparator.comparing(file -> rank(file, ranks)))
        .toList();
  }

  private static int extension(Framework framework, SettingsFile file) {
    String name = file.file().toString();
    return framework.extensions().indexOf(name.substring(name.lastIndexOf('.') + 1));
  }

  private static int rank(SettingsFile file, List<String> profiles) {
    String profile = file.profile();
    return profile == null ? -1 : profiles.indexOf(profile) + 1;
  }

  private static List<SettingsFile> read(Path folder, String names, SettingsPlaces places) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(names))
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> SettingsFile.readable(file, places.placeholders().keySet()))
          .toList();
    } catch (IOException e) {
      throw new ConfigException("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }
}
