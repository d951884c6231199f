package dev.pgmigrate.project;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.jdbc.NewerServer;
import org.jspecify.annotations.Nullable;

/**
 * The database of a project's migrations, and how it is used.
 *
 * @param configured the configured database; null for the embedded one
 * @param direct the same database without a pooler between; null if {@code configured} is direct
 * @param role the role that sessions on the configured database act as, and that owns new objects;
 *     null for the user
 * @param embeddedAllowed whether a writing command may use the embedded one without an explicit
 *     request
 * @param historySchema the namespace of the journal and the lease
 * @param approval the digest of the plan that a person approved for this run, see {@link Approval};
 *     null for none: then a protected database is not changed
 * @param sharedServer whether throw-away databases may be on the same server
 * @param limits how long a step may block others, and how often it is tried
 * @param newer gets a server that is newer than every tested one
 * @param aheadAllowed whether an upgrade accepts a database with revisions that the checkout lacks
 */
public record Target(
    @Nullable DatabaseConfig configured,
    @Nullable DatabaseConfig direct,
    @Nullable String role,
    boolean embeddedAllowed,
    String historySchema,
    @Nullable Approval approval,
    SharedServer sharedServer,
    Limits limits,
    NewerServer newer,
    boolean aheadAllowed) {
  /** The embedded development database. */
  public static final Target EMBEDDED =
      new Target(null, null, null, true, "public", null, Limits.DEFAULT);

  /**
   * The same; throw-away databases on the same server only as {@link SharedServer#strict} allows.
   */
  public Target(
      @Nullable DatabaseConfig configured,
      @Nullable DatabaseConfig direct,
      @Nullable String role,
      boolean embeddedAllowed,
      String historySchema,
      @Nullable Approval approval,
      Limits limits) {
    this(
        configured,
        direct,
        role,
        embeddedAllowed,
        historySchema,
        approval,
        SharedServer.strict(),
        limits,
        NewerServer.UNHEARD);
  }

  /** The same; a database that is ahead of the checkout is refused. */
  public Target(
      @Nullable DatabaseConfig configured,
      @Nullable DatabaseConfig direct,
      @Nullable String role,
      boolean embeddedAllowed,
      String historySchema,
      @Nullable Approval approval,
      SharedServer sharedServer,
      Limits limits,
      NewerServer newer) {
    this(
        configured,
        direct,
        role,
        embeddedAllowed,
        historySchema,
        approval,
        sharedServer,
        limits,
        newer,
        false);
  }

  /** The same with an upgrade accepting a database that is ahead of the checkout. */
  Target allowingAhead() {
    return new Target(
        configured,
        direct,
        role,
        embeddedAllowed,
        historySchema,
        approval,
        sharedServer,
        limits,
        newer,
        true);
  }

  /** The same with a plan approved. */
  public Target approved(Approval digest) {
    return new Target(
        configured,
        direct,
        role,
        embeddedAllowed,
        historySchema,
        digest,
        sharedServer,
        limits,
        newer,
        aheadAllowed);
  }

  /** The same for the embedded development database. */
  Target embedded() {
    return new Target(
        null, null, null, true, historySchema, null, sharedServer, limits, newer, aheadAllowed);
  }

  /** The same for another database, to which we connect directly. */
  public Target withDatabase(DatabaseConfig database) {
    return new Target(
        database,
        null,
        role,
        embeddedAllowed,
        historySchema,
        approval,
        sharedServer,
        limits,
        newer,
        aheadAllowed);
  }
}
