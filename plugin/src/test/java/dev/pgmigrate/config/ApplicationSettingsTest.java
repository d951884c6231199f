package dev.pgmigrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationSettingsTest {
  @TempDir Path root;
  private final Map<String, String> variables = new HashMap<>();
  private List<String> profiles = List.of();

  @Test
  void theConfigFoldersWinAndProfilesWinOverThem() throws IOException {
    write("classes/application.yaml", "{spring: {a: 1, b: 1, c: 1, d: 1, e: 1}}");
    write("classes/application.properties", "spring.b=2\nspring.c=2\nspring.d=2\nspring.e=2");
    write("classes/config/application.yml", "{spring: {c: 3, d: 3, e: 3}}");
    write("classes/application-dev.yml", "{spring: {d: 4, e: 4}}");
    write("config/application.yml", "spring.e: 5");
    profiles = List.of("dev");
    assertThat(values("spring.a", "spring.b", "spring.c", "spring.d", "spring.e"))
        .containsExactly("1", "2", "3", "4", "5");
  }

  /** Quarkus: YAML wins over the properties file, and the root's config folder over both. */
  @Test
  void quarkusHasAnOrderOfItsOwn() throws IOException {
    write("classes/META-INF/microprofile-config.properties", "a=1\nb=1\nc=1\nd=1");
    write("classes/application.properties", "quarkus.x=1\nb=2\nc=2\nd=2");
    write("classes/application.yaml", "{c: 3, d: 3}");
    write("config/application.properties", "d=4");
    assertThat(values("a", "b", "c", "d")).containsExactly("1", "2", "3", "4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ''        ; dev & !cloud ; false
          dev       ; dev & !cloud ; true
          dev,cloud ; dev & !cloud ; false
          cloud     ; (dev | test) & cloud ; false
          test,cloud; (dev | test) & cloud ; true
          ''        ; !prod ; true
          ''        ; default ; true
          x         ; default ; false
          b         ; a, b ; true
          group     ; member ; true
          """)
  void documentsHaveConditions(String active, String condition, boolean holds) throws IOException {
    write(
        "classes/application.yml",
        """
        spring.profiles.group.group: [member]
        ---
        spring.config.activate.on-profile: "%s"
        spring.a: 1
        """
            .formatted(condition));
    variables.put("SPRING_PROFILES_ACTIVE", active);
    assertThat(read().value("spring.a").isPresent()).isEqualTo(holds);
  }

  @Test
  void theFilesNameProfilesToo() throws IOException {
    write("classes/application.properties", "spring.profiles.active=${STAGE:dev}\nspring.a=1");
    write("classes/application-dev.properties", "spring.a=2");
    write("classes/application-test.properties", "spring.a=3");
    assertThat(values("spring.a")).containsExactly("2");
    variables.put("STAGE", "test");
    assertThat(values("spring.a")).containsExactly("3");
    assertThat(read().inactive()).containsKey("spring.a");
  }

  @ParameterizedTest
  @CsvSource({
    "%dev.a=1, 1",
    "'%{test,dev}.a=1', 1",
    "%prod.a=1, ''",
    "a=${b:${C:x}}, x",
    "a=${b:${c.d}}, y",
    "a=${${e}}, y",
    "a=@version@, 7",
    "a=p@ss@word, p@ss@word",
    "A_B=1, ''"
  })
  void valuesAsQuarkusReadsThem(String line, String value) throws IOException {
    write("classes/application.properties", "quarkus.x=1\nc.d=y\ne=c.d\n" + line);
    assertThat(read().value("a").orElse("")).isEqualTo(value);
  }

  @Test
  void variablesWinOverFilesAndNamesAreComparedLoosely() throws IOException {
    write("classes/application.properties", "spring.jpa.databasePlatform=x\nspring.b=1");
    assertThat(values("spring.jpa.database-platform", "spring.b")).containsExactly("x", "1");
    variables.putAll(Map.of("SPRING_JPA_DATABASEPLATFORM", "y", "spring.b", "2"));
    assertThat(values("spring.jpa.database-platform", "spring.b")).containsExactly("y", "2");
  }

  @Test
  void springImportsFilesAndQuarkusReadsItsEnvironment() throws IOException {
    write(
        "classes/application.yml",
        """
        spring:
          config.import: "optional:file:.env[.properties],classpath:db.yml,optional:file:no.yml,optional:configserver:http://c,file:gone.yml"
          a: ${A:none}
          b: 1
        """);
    write("classes/db.yml", "spring.b: 2");
    write(".env", "A=3");
    assertThat(values("spring.a", "spring.b")).containsExactly("3", "2");
    assertThat(read().unread())
        .containsExactly(
            "optional:configserver:http://c of spring.config.import is not read: it is not a file.",
            "file:gone.yml of spring.config.import is not read: it does not exist.");
    write("classes/application.yml", "{quarkus: {a: '${A:none}'}}");
    assertThat(values("quarkus.a")).containsExactly("3");
  }

  /** A template of Helm is no YAML; another profile's settings do not matter. */
  @ParameterizedTest
  @ValueSource(strings = {"{{- if .Values.db }}\nspring.b: 1", "spring.b: !Ref Db"})
  void aFileThatCannotBeReadCountsWhereItsProfileIsActive(String text) throws IOException {
    write("classes/application.yml", "spring.a: 1");
    write("classes/application-k8s.yml", text);
    assertThat(values("spring.a")).containsExactly("1");
    assertThat(read().unread())
        .singleElement()
        .asString()
        .contains("application-k8s.yml cannot be read");
    profiles = List.of("k8s");
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("application-k8s.yml cannot be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"include", "default", "group.default", "active"})
  void profilesThatNobodyNamesYetAreNone(String key) throws IOException {
    write("classes/application.properties", "spring.a=1\nspring.profiles." + key + "=${EXTRA}");
    write("classes/application-more.properties", "spring.a=2");
    assertThat(values("spring.a")).containsExactly("1");
    assertThat(read().unread()).singleElement().asString().contains("spring.profiles." + key);
    variables.put("EXTRA", "more");
    assertThat(values("spring.a")).containsExactly("2");
  }

  private List<String> values(String... keys) {
    ApplicationSettings settings = read();
    return List.of(keys).stream().map(key -> settings.value(key).orElse("")).toList();
  }

  private ApplicationSettings read() {
    return ApplicationSettings.read(
        new SettingsPlaces(
            List.of(root.resolve("classes")), root, variables, Map.of("version", "7"), profiles));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
