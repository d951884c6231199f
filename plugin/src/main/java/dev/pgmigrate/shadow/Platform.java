package dev.pgmigrate.shadow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The platforms that the server's binaries are published for. */
enum Platform {
  LINUX_AMD64("linux-amd64"),
  LINUX_AMD64_ALPINE("linux-amd64-alpine"),
  LINUX_ARM64("linux-arm64v8"),
  MAC_AMD64("darwin-amd64"),
  MAC_ARM64("darwin-arm64v8"),
  WINDOWS_AMD64("windows-amd64");

  private final String classifier;

  Platform(String classifier) {
    this.classifier = classifier;
  }

  /** This machine's. */
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"), musl());
  }

  /**
   * The platform of these system properties.
   *
   * @param musl whether the C library is musl, as on Alpine
   */
  static Platform of(String osName, String osArch, boolean musl) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
    boolean amd = osArch.equals("amd64") || osArch.equals("x86_64");
    if (os.startsWith("linux") && amd) {
      return musl ? LINUX_AMD64_ALPINE : LINUX_AMD64;
    }
    if (os.startsWith("linux") && arm && !musl) {
      return LINUX_ARM64;
    }
    if (os.startsWith("mac") && (amd || arm)) {
      return arm ? MAC_ARM64 : MAC_AMD64;
    }
    if (os.startsWith("windows") && amd) {
      return WINDOWS_AMD64;
    }
    throw new ShadowException(
        "There is no embedded PostgreSQL for "
            + osName
            + " on "
            + osArch
            + (musl ? " with musl" : "")
            + ".",
        "Use your own server instead: set migrate.url for the database, and"
            + " migrate.shadow to same-server, to testcontainers or to a JDBC URL.");
  }

  /** Alpine's C library; glibc's loader may lie beside it, as a compatibility package. */
  private static boolean musl() {
    return (Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
            || Files.exists(Path.of("/lib/ld-musl-aarch64.so.1")))
        && Files.exists(Path.of("/etc/alpine-release"));
  }

  /** As in the artifact's name: {@code linux-amd64}. */
  String classifier() {
    return classifier;
  }

  boolean windows() {
    return this == WINDOWS_AMD64;
  }
}
