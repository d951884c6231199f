package dev.pgmigrate.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Artifacts in a folder laid out as a Maven local repository, for users of the library and for
 * tests. Nothing is downloaded and no POM is read.
 *
 * @param repository such as {@code ~/.m2/repository}
 */
public record FolderArtifacts(Path repository) implements ArtifactSource {
  @Override
  public Path file(String coordinates) {
    String[] parts = coordinates.split(":", -1);
    if (parts.length < 3 || parts.length > 5) {
      throw new IllegalArgumentException(
          "Not groupId:artifactId[:extension[:classifier]]:version: " + coordinates);
    }
    String version = parts[parts.length - 1];
    String extension = parts.length > 3 ? parts[2] : "jar";
    String classifier = parts.length > 4 ? "-" + parts[3] : "";
    Path file =
        repository
            .resolve(parts[0].replace('.', '/'))
            .resolve(parts[1])
            .resolve(version)
            .resolve(parts[1] + "-" + version + classifier + "." + extension);
    if (!Files.isRegularFile(file)) {
      throw new ArtifactNotFoundException(
          "There is no " + coordinates + " in " + repository + ".",
          "Put it there as " + file,
          null);
    }
    return file;
  }

  /** The one file: a folder does not tell what it needs at run time. */
  @Override
  public List<Path> classPath(String coordinates) {
    return List.of(file(coordinates));
  }
}
