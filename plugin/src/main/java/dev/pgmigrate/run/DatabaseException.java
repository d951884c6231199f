package dev.pgmigrate.run;

import org.jspecify.annotations.Nullable;

/** The database cannot be used as we need it; the message says which one, why, and what to do. */
public final class DatabaseException extends RuntimeException {
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

  /** What stands in the way, for callers that act on it. */
  public Reason reason() {
    return reason;
  }
}
