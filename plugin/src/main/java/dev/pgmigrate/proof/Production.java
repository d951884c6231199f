package dev.pgmigrate.proof;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.role.DeployRights;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a build knows of production.
 *
 * @param drift whether it compares the live database with its history
 * @param role what the deploy role has beyond the ownership of its objects; null: nobody has said
 */
@API(status = API.Status.EXPERIMENTAL)
public record Production(Comparison drift, @Nullable DeployRights role) {
  /** Whether a build compares the live database. */
  public enum Comparison {
    /** Not at all. */
    OFF("false"),
    /** Where it can be reached; else the verdict says that it was not checked. */
    IF_REACHABLE("true"),
    /** A database that cannot be compared is an error. */
    REQUIRED("required");

    private final String word;

    Comparison(String word) {
      this.word = word;
    }

    /** As a POM says it. */
    String word() {
      return word;
    }
  }

  /** What holds where nothing is said. */
  public static final Production UNSAID = new Production(Comparison.IF_REACHABLE, null);

  /**
   * Reads {@code migrate.drift} and {@code migrate.shadowRole}.
   *
   * @param role its rights; none: nobody has said
   * @throws MigrationException when a word is none of those that there are
   */
  public static Production of(String drift, List<String> role) {
    Comparison wanted =
        Stream.of(Comparison.values())
            .filter(value -> value.word().equals(drift))
            .findFirst()
            .orElseThrow(
                () ->
                    new MigrationException(
                        "migrate.drift is "
                            + drift
                            + "; it is "
                            + Stream.of(Comparison.values())
                                .map(Comparison::word)
                                .collect(Collectors.joining(", "))));
    try {
      return new Production(wanted, role.isEmpty() ? null : DeployRights.parse(role));
    } catch (IllegalArgumentException e) {
      throw new MigrationException("migrate.shadowRole: " + e.getMessage());
    }
  }
}
