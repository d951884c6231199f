package dev.pgmigrate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderArtifactsTest {
  @TempDir Path repository;

  @ParameterizedTest
  @CsvSource({
    "org.acme:tool:1.2, org/acme/tool/1.2/tool-1.2.jar",
    "org.acme:tool:zip:1.2, org/acme/tool/1.2/tool-1.2.zip",
    "org.acme:tool:zip:bin:1.2, org/acme/tool/1.2/tool-1.2-bin.zip"
  })
  void findsAFileWhereALocalRepositoryHasIt(String coordinates, String path) throws Exception {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createFile(file);
    ArtifactSource artifacts = new FolderArtifacts(repository);
    assertThat(artifacts.file(coordinates)).isEqualTo(file);
    assertThat(artifacts.classPath(coordinates)).containsExactly(file);
  }

  @Test
  void saysWhereAMissingFileBelongs() {
    assertThatThrownBy(() -> new FolderArtifacts(repository).file("org.acme:tool:1.2"))
        .isInstanceOf(ArtifactNotFoundException.class)
        .hasMessageContaining("org.acme:tool:1.2")
        .hasMessageContaining(repository.resolve("org/acme/tool/1.2/tool-1.2.jar").toString());
  }

  @Test
  void refusesWhatAreNoCoordinates() {
    assertThatThrownBy(() -> new FolderArtifacts(repository).file("tool-1.2.jar"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tool-1.2.jar");
  }
}
