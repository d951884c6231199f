package dev.pgmigrate.project;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.sql.DefaultNamespace;
import java.util.function.Consumer;
import org.apiguardian.api.API;
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
@API(status = API.Status.EXPERIMENTAL)
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
      new Target(null, null, null, true, DefaultNamespace.USUAL, null, Limits.DEFAULT);

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
    return with(draft -> draft.aheadAllowed = true);
  }

  /** The same with a plan approved. */
  public Target approved(Approval digest) {
    return with(draft -> draft.approval = digest);
  }

  /** The same for the embedded development database. */
  Target embedded() {
    return with(
        draft -> {
          draft.configured = null;
          draft.direct = null;
          draft.role = null;
          draft.embeddedAllowed = true;
          draft.approval = null;
        });
  }

  /** The same for another database, to which we connect directly. */
  public Target withDatabase(DatabaseConfig database) {
    return with(
        draft -> {
          draft.configured = database;
          draft.direct = null;
        });
  }

  private Target with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    @Nullable DatabaseConfig configured = Target.this.configured;
    @Nullable DatabaseConfig direct = Target.this.direct;
    @Nullable String role = Target.this.role;
    boolean embeddedAllowed = Target.this.embeddedAllowed;
    String historySchema = Target.this.historySchema;
    @Nullable Approval approval = Target.this.approval;
    SharedServer sharedServer = Target.this.sharedServer;
    Limits limits = Target.this.limits;
    NewerServer newer = Target.this.newer;
    boolean aheadAllowed = Target.this.aheadAllowed;

    Target done() {
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
          aheadAllowed);
    }
  }
}
