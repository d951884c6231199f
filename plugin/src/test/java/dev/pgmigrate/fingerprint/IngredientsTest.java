package dev.pgmigrate.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngredientsTest {
  @TempDir Path folder;

  @Test
  void aListIsNoOtherList() {
    assertThat(new Ingredients().add("a", "bc", "d").digest())
        .isNotEqualTo(new Ingredients().add("a", "b", "cd").digest())
        .isEqualTo(new Ingredients().add("a", List.of("bc", "d")).digest());
    assertThat(new Ingredients().add("a", "").digest())
        .isNotEqualTo(new Ingredients().add("a", (String) null).digest());
    assertThat(new Ingredients().add("a", "1").add("b", "2").digest())
        .isNotEqualTo(new Ingredients().add("b", "2").add("a", "1").digest());
  }

  @Test
  void aFolderIsItsFiles() throws IOException {
    Path file = folder.resolve("a/b/c.txt");
    String nothing = new Ingredients().place(folder.resolve("a")).digest();
    Files.createDirectories(file.getParent());
    Files.writeString(file, "1");
    String one = new Ingredients().place(folder.resolve("a")).digest();
    Files.writeString(file, "2");
    String two = new Ingredients().place(folder.resolve("a")).digest();
    Files.move(file, file.resolveSibling("d.txt"));
    String renamed = new Ingredients().place(folder.resolve("a")).digest();
    Files.move(file.resolveSibling("d.txt"), file);
    Files.writeString(file, "1");

    assertThat(List.of(nothing, one, two, renamed)).doesNotHaveDuplicates();
    assertThat(new Ingredients().place(folder.resolve("a")).digest()).isEqualTo(one);
  }

  @Test
  void aLinkedFileCountsByContent() throws IOException {
    Path real = Files.writeString(Files.createDirectory(folder.resolve("real")).resolve("x"), "1");
    Path path = Files.createDirectory(folder.resolve("path"));
    Files.createSymbolicLink(path.resolve("folder"), real.getParent());
    String one = new Ingredients().place(path).digest();
    Files.writeString(real, "2");

    assertThat(new Ingredients().place(path).digest()).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"large.sql", "large.jar"})
  void aLargeFileCountsByContent(String name) throws IOException {
    byte[] bytes = new byte[1 << 20];
    Path file = Files.write(folder.resolve(name), bytes);
    String one = new Ingredients().place(file).digest();
    bytes[1 << 19] = 1;
    Files.write(file, bytes);

    assertThat(new Ingredients().place(file).digest()).isNotEqualTo(one);
  }

  @Test
  void whatIsNoArchiveCountsBySha256() throws IOException {
    byte[] bytes = new byte[1 << 20];
    Path text = Files.write(folder.resolve("large.sql"), bytes);
    Path archive = Files.write(folder.resolve("small.ZIP"), new byte[] {1});

    Map<String, String> digests = new Ingredients().places("p", List.of(text, archive)).digests();
    assertThat(digests)
        .containsEntry(text.toString(), new Digest().bytes(bytes, bytes.length).hex())
        .doesNotContainEntry(archive.toString(), new Digest().bytes(new byte[] {1}, 1).hex());
  }

  @Test
  void theOrderOfPlacesCounts() throws IOException {
    Path one = Files.writeString(folder.resolve("1"), "x");
    Path two = Files.writeString(folder.resolve("2"), "x");

    assertThat(new Ingredients().places("p", List.of(one, two)).digest())
        .isNotEqualTo(new Ingredients().places("p", List.of(two, one)).digest())
        .isEqualTo(new Ingredients().places("p", List.of(one, two)).digest());
  }

  @Test
  void whatDiffersInEachProcessDoesNotCount() {
    Map<String, String> all =
        Map.of(
            "SHLVL",
            "1",
            "_",
            "/bin/mvn",
            "JAVA_MAIN_CLASS_4711",
            "x",
            "org.slf4j.simpleLogger.defaultLogLevel",
            "debug",
            "migrate.message",
            "a message",
            "migrate.tenant",
            "shop",
            "MIGRATE_URL",
            "jdbc:",
            "HOME",
            "/root");

    assertThat(Surroundings.lasting(all)).containsOnlyKeys("migrate.tenant", "MIGRATE_URL", "HOME");
  }

  @Test
  void thePluginsOwnCodeCounts() {
    Ingredients ingredients = new Ingredients();
    Surroundings.addTo(ingredients);

    assertThat(ingredients.digests().keySet())
        .anySatisfy(name -> assertThat(name).endsWith("fingerprint/Surroundings.class"))
        .anySatisfy(name -> assertThat(name).contains("postgresql-42"))
        .contains("the environment", "the system properties", "locale and time zone");
  }
}
