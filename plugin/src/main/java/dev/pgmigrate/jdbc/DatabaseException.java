package dev.pgmigrate.jdbc;

import dev.pgmigrate.EnvironmentException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database cannot be used as we need it; the message says which one, why, and what to do. */
public final class DatabaseException extends EnvironmentException {
  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Reason {
    /** The URL is none of PostgreSQL's. */
    BAD_URL,
    /** Nobody answers at host and port. */
    UNREACHABLE,
    /** Wrong or missing password, unknown user, or a connection that pg_hba.conf does not allow. */
    AUTHENTICATION,
    /** The server has no such database. */
    UNKNOWN_DATABASE,
    /** The user lacks a right. */
    NO_PERMISSION,
    /** The user may not act as the role that migrations run as, or there is none of this name. */
    ROLE,
    /** A pooler lets no transaction through. */
    POOLER,
    /** A person ended the run. */
    STOPPED,
    /** The server is older than we support. */
    TOO_OLD,
    /** Our own tables were written by a newer version of the plugin. */
    NEWER_FORMAT,
    /** Everything else that PostgreSQL refuses. */
    OTHER
  }

  private final Reason reason;

  public DatabaseException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * What stands in the way, and what the user can do.
   *
   * @param advice sentences
   */
  public DatabaseException(Reason reason, String fault, String advice, @Nullable Throwable cause) {
    super(fault, advice, cause);
    this.reason = reason;
  }

  /** The end of a run that a person wanted. */
  public static DatabaseException stopped(String message, @Nullable Throwable cause) {
    return new DatabaseException(Reason.STOPPED, message, cause);
  }

  /** In words, if a pooler refused the transaction; empty if it is something else. */
  public static Optional<DatabaseException> ofPooler(SQLException e) {
    return Jdbc.statementMode(e)
        ? Optional.of(
            new DatabaseException(
                Reason.POOLER,
                "PgBouncer, before the server, is in statement mode (pool_mode = statement), which"
                    + " allows no transaction: "
                    + Jdbc.message(e)
                    + ".",
                "Use pool_mode = transaction or session for this database, or URLs that lead to the"
                    + " server itself: migrate.url, and migrate.directUrl where it is set.",
                e))
        : Optional.empty();
  }

  /** What stands in the way, for callers that act on it. */
  public Reason reason() {
    return reason;
  }
}
