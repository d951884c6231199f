package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;

/**
 * Temporary databases on the configured server: its version, its extensions. Dropped on close;
 * those of killed runs are dropped by the next one.
 */
public final class SameServerShadow implements Shadow {
  private final Database configured;
  private final TemporaryDatabases databases;
  private boolean swept;

  public SameServerShadow(Database configured) {
    this.configured = configured;
    this.databases = new TemporaryDatabases(configured, false);
  }

  @Override
  public synchronized ShadowDatabase create() {
    if (!swept) {
      databases.sweep();
      swept = true;
    }
    return databases.create();
  }

  @Override
  public String describe() {
    return "temporary databases on the server of " + configured.describe();
  }

  @Override
  public int serverVersion() {
    return ServerVersion.of(configured);
  }

  /** Nothing: each database is dropped by its own close. */
  @Override
  public void close() {}
}
