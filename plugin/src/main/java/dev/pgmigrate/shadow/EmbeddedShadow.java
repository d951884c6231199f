package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactSource;
import org.jspecify.annotations.Nullable;

/** Databases on an embedded server, started for the first of them. */
public final class EmbeddedShadow implements Shadow {
  private final ArtifactSource artifacts;
  private final String asked;
  private PostgresVersion version;
  private @Nullable EmbeddedServer server;
  private @Nullable TemporaryDatabases databases;

  /**
   * A server of this version.
   *
   * @param postgresVersion {@code 17} or {@code 17.11.0}
   */
  public EmbeddedShadow(ArtifactSource artifacts, String postgresVersion) {
    this.artifacts = artifacts;
    this.asked = postgresVersion;
    this.version = PostgresVersion.of(postgresVersion);
  }

  @Override
  public synchronized void start() {
    databases();
  }

  @Override
  public ShadowDatabase create() {
    return databases().create();
  }

  private synchronized TemporaryDatabases databases() {
    TemporaryDatabases made = databases;
    if (made == null) {
      ServerBinaries binaries = ServerBinaries.of(artifacts, asked);
      EmbeddedServer started = EmbeddedServer.throwAway(binaries);
      server = started;
      version = binaries.version();
      made = new TemporaryDatabases(started.database("postgres"), true);
      databases = made;
    }
    return made;
  }

  @Override
  public synchronized String describe() {
    return "embedded PostgreSQL " + version;
  }

  @Override
  public synchronized int serverVersion() {
    return version.number();
  }

  @Override
  public synchronized void close() {
    if (server != null) {
      server.close();
      server = null;
      databases = null;
    }
  }
}
