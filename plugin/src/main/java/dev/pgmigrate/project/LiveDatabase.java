package dev.pgmigrate.project;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * The live database of a build that needs none: only one that is named for migrations counts. The
 * application's data source, or PGHOST, may be a developer's own database.
 */
public final class LiveDatabase {
  private static final Set<Origin> NAMED = Set.of(Origin.PARAMETERS, Origin.ENVIRONMENT);

  /** How long an answer is waited for, which may wait for somebody's lock. */
  private static final String SECONDS = "20";

  private LiveDatabase() {}

  /**
   * The project for reading it, with the direct URL if there is a pooler; empty if none is named.
   */
  public static Optional<Project> of(Project project) {
    DatabaseConfig configured = project.target().configured();
    if (configured == null || !NAMED.contains(configured.origin())) {
      return Optional.empty();
    }
    DatabaseConfig direct = project.target().direct();
    DatabaseConfig chosen = direct == null ? configured : direct;
    return Optional.of(
        project.withDatabase(
            new DatabaseConfig(
                chosen.url().with(PGProperty.SOCKET_TIMEOUT, SECONDS),
                chosen.username(),
                chosen.password(),
                chosen.origin(),
                chosen.because())));
  }

  /** Its description. */
  public static String describe(Project live) {
    DatabaseConfig configured = live.target().configured();
    return configured == null ? "" : configured.url().describe(configured.username());
  }
}
