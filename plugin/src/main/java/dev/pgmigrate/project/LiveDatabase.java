package dev.pgmigrate.project;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGProperty;

/**
 * The live database of a build that needs none: only one that was named for migrations counts. The
 * data source of the application, or PGHOST, may lead to a developer's own.
 */
public final class LiveDatabase {
  private static final Set<Origin> NAMED = Set.of(Origin.PARAMETERS, Origin.ENVIRONMENT);

  /** How long an answer is waited for, which may wait for somebody's lock. */
  private static final String SECONDS = "20";

  private LiveDatabase() {}

  /** The project for reading it, past a pooler where that is known; empty when none is named. */
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

  /** Which one, in words. */
  public static String describe(Project live) {
    DatabaseConfig configured = live.target().configured();
    return configured == null ? "" : configured.url().describe(configured.username());
  }
}
