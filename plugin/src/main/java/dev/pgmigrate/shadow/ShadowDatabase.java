package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import java.sql.Connection;
import java.util.Optional;

/** One throw-away database. */
public interface ShadowDatabase extends AutoCloseable {
  /** How to reach it, as its owner. */
  Database database();

  /**
   * Whether the whole server is ours, so that roles may be made in it without touching anybody's.
   */
  boolean ownsServer();

  /** A new session in auto-commit, settings pinned for writing; the caller closes it. */
  default Connection connect() {
    return database().connect();
  }

  /** Its JDBC URL; on a server of ours with user and password in it. */
  default String url() {
    return database().url().reveal();
  }

  /**
   * Another one that holds the same, while nobody is connected to this one; the caller closes it.
   * Empty where none can be had.
   */
  default Optional<ShadowDatabase> copy() {
    return Optional.empty();
  }

  /** Drops it, whoever is still connected. */
  @Override
  void close();
}
