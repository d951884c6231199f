package dev.pgmigrate.shadow;

/**
 * Where throw-away databases come from. One of four: an embedded server, the configured server,
 * Testcontainers, a URL.
 */
public interface Shadow extends AutoCloseable {
  /** A new and empty database; the caller closes it. */
  ShadowDatabase create();

  /** What it is, for people, without a password: {@code embedded PostgreSQL 17.11}. */
  String describe();

  /** As server_version_num: 170011. */
  int serverVersion();

  /**
   * Whether the whole server is ours, so that roles may be created in it without touching anybody.
   */
  boolean ownsServer();

  /** Ends what {@link #create} needed: the server, the container. */
  @Override
  void close();
}
