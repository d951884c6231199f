package dev.pgmigrate.shadow;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the unpacked server is kept from one build to the next. */
final class CacheFolder {
  private static final String NAME = "migrate-maven-plugin";

  private CacheFolder() {}

  /**
   * This user's cache. Root's own is mostly closed to the user that the server runs as; then it is
   * the machine's.
   */
  static Path ofUser() {
    Path cache =
        of(
            System.getProperty("os.name"),
            Path.of(System.getProperty("user.home")),
            System.getenv());
    return ServerUser.current().reaches(cache) ? cache : Path.of("/var/cache", NAME);
  }

  static Path of(String osName, Path home, Map<String, String> environment) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local")).resolve(NAME);
    }
    if (os.startsWith("mac")) {
      return home.resolve("Library/Caches").resolve(NAME);
    }
    return absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME);
  }

  /** A relative path in XDG_CACHE_HOME is to be ignored, says its specification. */
  private static Path absolute(@Nullable String path, Path otherwise) {
    return path != null && Path.of(path).isAbsolute() ? Path.of(path) : otherwise;
  }
}
