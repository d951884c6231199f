package dev.pgmigrate.command;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.run.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The database that a project's migrations are for, and how it is used.
 *
 * @param configured the configured database; null for the embedded one
 * @param direct the same database without a pooler between; null when {@code configured} is direct
 * @param role whom sessions on the configured database act as, so that new objects are its own;
 *     null: the user
 * @param embeddedAllowed whether a writing command may use the embedded one without being asked to
 * @param historySchema the namespace of the journal and the lease
 * @param limits how long a step may be in the way of others, and how often it is tried
 */
public record Target(
    @Nullable DatabaseConfig configured,
    @Nullable DatabaseConfig direct,
    @Nullable String role,
    boolean embeddedAllowed,
    String historySchema,
    Limits limits) {
  /** The embedded development database. */
  public static final Target EMBEDDED =
      new Target(null, null, null, true, "public", Limits.DEFAULT);

  /** The same for another database, to which we connect directly. */
  public Target withDatabase(DatabaseConfig database) {
    return new Target(database, null, role, embeddedAllowed, historySchema, limits);
  }
}
