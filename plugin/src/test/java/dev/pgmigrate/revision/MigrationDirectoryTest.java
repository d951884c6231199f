package dev.pgmigrate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pgmigrate.revision.Revision.Phase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationDirectoryTest {
  @TempDir Path folder;

  @Test
  void aMissingDirectoryIsEmptyUntilSomethingIsWritten() {
    MigrationDirectory directory = new MigrationDirectory(folder.resolve("src/migrations"));
    assertThat(directory.read()).isEmpty();
    assertThat(directory.readText("model.lock")).isEmpty();
    Revision revision = revision("3f9c1a7be204", "add user.phone_number");
    Path file = directory.write(revision);
    assertThat(file.getFileName())
        .hasToString("202611221030_3f9c1a7be204_add_user_phone_number.sql");
    assertThat(directory.read()).containsExactly(new MigrationFile(file, revision));
  }

  @Test
  void revisionsComeSortedByFileAndOtherFilesAreNone() throws IOException {
    MigrationDirectory directory = new MigrationDirectory(folder);
    directory.write(revision("bbbbbbbbbbbb", "b"));
    directory.write(revision("aaaaaaaaaaaa", "a"));
    directory.writeText("model.lock", List.of("stated table public.a"));
    Files.createDirectory(folder.resolve("folder.sql"));
    assertThat(directory.read())
        .extracting(file -> file.revision().id())
        .containsExactly("aaaaaaaaaaaa", "bbbbbbbbbbbb");
  }

  @Test
  void twoFilesWithOneIdAreRefused() throws IOException {
    MigrationDirectory directory = new MigrationDirectory(folder);
    Path file = directory.write(revision("aaaaaaaaaaaa", "a"));
    Path copy = Files.copy(file, folder.resolve("copy.sql"));
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(directory::read)
        .withMessageContaining(file.toString())
        .withMessageContaining(copy.toString());
  }

  /** Many are read in two threads. */
  @Test
  void manyFilesAreReadLikeFew() throws IOException {
    MigrationDirectory directory = new MigrationDirectory(folder);
    List<Path> written = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      written.add(directory.write(revision(String.format(Locale.ROOT, "%012x", i), "m" + i)));
    }
    assertThat(directory.read()).extracting(MigrationFile::path).isEqualTo(written);

    Files.copy(written.get(3), folder.resolve("copy.sql"));
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(directory::read)
        .withMessageContaining("000000000003 is also in " + written.get(3));

    Files.writeString(written.get(190), "SELECT 1;\n");
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(directory::read)
        .withMessageContaining(written.get(190) + ":1: a statement is outside of any block");
    Files.writeString(written.get(10), "SELECT 1;\n");
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(directory::read)
        .withMessageContaining(written.get(10) + ":1: a statement is outside of any block");
  }

  @Test
  void aFileThatIsNotUtf8IsRefused() throws IOException {
    Files.write(
        folder.resolve("a.sql"), "-- gr\u00fc\u00dfe".getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(RevisionFormatException.class)
        .isThrownBy(new MigrationDirectory(folder)::read)
        .withMessageContaining("a.sql")
        .withMessageContaining("UTF-8");
  }

  @Test
  void textIsReplacedWhole() throws IOException {
    MigrationDirectory directory = new MigrationDirectory(folder);
    directory.writeText("model.lock", List.of("one", "two"));
    directory.writeText("model.lock", List.of("three"));
    assertThat(directory.readText("model.lock")).contains("three\n");
    assertThat(files()).containsExactly("model.lock");
  }

  @Test
  void nothingAppearsWhenOneOfSeveralFilesCannotBeWritten() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.sql", "text");
    files.put("missing/b.sql", "text");
    assertThatExceptionOfType(MigrationDirectoryException.class)
        .isThrownBy(() -> new MigrationDirectory(folder).writeAll(files))
        .withMessageContaining(folder.resolve("missing/b.sql").toString());
    assertThat(files()).isEmpty();
  }

  @Test
  void whenOneFileCannotBeReplacedTheOthersAreAsTheyWere() throws IOException {
    Files.writeString(folder.resolve("a.sql"), "before");
    Files.createDirectories(folder.resolve("model.lock/in-the-way"));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.sql", "after");
    files.put("b.sql", "new");
    files.put("model.lock", "new");
    assertThatExceptionOfType(MigrationDirectoryException.class)
        .isThrownBy(() -> new MigrationDirectory(folder).writeAll(files))
        .withMessageContaining(folder.resolve("model.lock").toString());
    assertThat(files()).containsExactlyInAnyOrder("a.sql", "model.lock");
    assertThat(folder.resolve("a.sql")).hasContent("before");
  }

  @Test
  void whenOthersCannotBeReplacedTheyAreBack() throws IOException {
    Path old = Files.writeString(folder.resolve("old.sql"), "old");
    Files.createDirectories(folder.resolve("model.lock/in-the-way"));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("new.sql", "new");
    files.put("model.lock", "new");
    Path kept = folder.resolve("kept");
    MigrationDirectory directory = new MigrationDirectory(folder);
    assertThatExceptionOfType(MigrationDirectoryException.class)
        .isThrownBy(() -> directory.replaceAll(List.of(old), kept, files));
    assertThat(files()).containsExactlyInAnyOrder("old.sql", "model.lock", "kept");
    assertThat(old).hasContent("old");

    files.remove("model.lock");
    assertThat(directory.replaceAll(List.of(old), kept, files))
        .containsExactly(kept.resolve("old.sql"));
    assertThat(files()).containsExactlyInAnyOrder("new.sql", "model.lock", "kept");
    assertThat(kept.resolve("old.sql")).hasContent("old");
  }

  @Test
  void aFailureNamesThePathAndTheCause() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    MigrationDirectory directory = new MigrationDirectory(file.resolve("migrations"));
    assertThatExceptionOfType(MigrationDirectoryException.class)
        .isThrownBy(() -> directory.write(revision("aaaaaaaaaaaa", "a")))
        .withMessageContaining(directory.path().toString())
        .withCauseInstanceOf(IOException.class);
    assertThat(files()).containsExactly("file");
  }

  @Test
  void aReadOnlyFolderIsLeftAsItWas() throws IOException {
    assumeFalse(System.getProperty("user.name").equals("root"), "root may write anywhere");
    assertThat(folder.toFile().setWritable(false)).isTrue();
    try {
      assertThatExceptionOfType(MigrationDirectoryException.class)
          .isThrownBy(() -> new MigrationDirectory(folder).writeText("model.lock", List.of("a")))
          .withMessageContaining("model.lock");
      assertThat(files()).isEmpty();
    } finally {
      assertThat(folder.toFile().setWritable(true)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'Straße, \"Größe\" / naïve', strasse_grosse_naive",
    "Добавить адрес заказчика, dobavit_adres_zakazchika",
    "Κωδικός πελάτη, kodikos_pelati",
    "😀, revision",
    "'', revision",
    "../../etc/passwd, etc_passwd",
    "one two three four five six seven eight nine ten, one_two_three_four_five_six_seven_eight",
    "rename customer.telephone_number to mobile (expand), rename_customer_telephone_number_expand",
    "rename customer.telephone_number to mobile (contract), rename_customer_telephone_numbe_contract",
    "rename a.b (contract), rename_a_b_contract",
    "(expand), expand"
  })
  void theFileNameIsPlain(String message, String slug) {
    assertThat(MigrationDirectory.fileName(revision("aaaaaaaaaaaa", message)))
        .isEqualTo("202611221030_aaaaaaaaaaaa_" + slug + ".sql");
  }

  /** Letters without a Latin form are hashed: two such files can be told apart. */
  @Test
  void theFileNameOfAnyScriptIsItsOwn() {
    String phone = slug("添加电话号码");
    String address = slug("添加地址");
    assertThat(phone).matches("message_[0-9a-f]{8}").isNotEqualTo(address);
    assertThat(slug("添加 customer.phone")).matches("customer_phone_[0-9a-f]{8}");
    assertThat(slug("添加 customer.phone")).isNotEqualTo(slug("删除 customer.phone"));
    assertThat(slug("添加 a".repeat(100))).hasSizeLessThanOrEqualTo(40);
  }

  private static String slug(String message) {
    String name = MigrationDirectory.fileName(revision("aaaaaaaaaaaa", message));
    return name.substring("202611221030_aaaaaaaaaaaa_".length(), name.length() - ".sql".length());
  }

  @Test
  void idsAreTwelveDigits() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(Stream.generate(() -> RevisionId.random(random)).limit(1000))
        .allMatch(RevisionId::isValid)
        .doesNotHaveDuplicates();
    assertThat(RevisionId.isValid("3F9C1A7BE204")).isFalse();
    assertThat(RevisionId.isValid("3f9c1a7be20")).isFalse();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Revision revision(String id, String message) {
    return new Revision(
        id,
        message,
        List.of(),
        List.of(),
        List.of(),
        Instant.parse("2026-11-22T10:30:00Z"),
        Phase.EXPAND,
        null,
        Map.of(),
        List.of(),
        List.of());
  }
}
