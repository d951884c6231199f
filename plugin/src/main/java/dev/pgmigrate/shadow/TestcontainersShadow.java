package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Databases in a container of the official image; needs Docker and Testcontainers. */
public final class TestcontainersShadow implements Shadow {
  private final String image;
  private @Nullable PostgreSQLContainer container;
  private @Nullable TemporaryDatabases databases;

  private TestcontainersShadow(String image) {
    this.image = image;
  }

  /**
   * Containers of this version.
   *
   * @param postgresVersion {@code 17} or {@code 17.11.0}
   * @throws ShadowException when Testcontainers is not among the plugin's dependencies
   */
  static Shadow of(String postgresVersion) {
    PostgresVersion version = PostgresVersion.of(postgresVersion);
    boolean majorOnly = version.major().equals(postgresVersion);
    try {
      Class.forName(
          "org.testcontainers.postgresql.PostgreSQLContainer",
          false,
          TestcontainersShadow.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new ShadowException(
          "migrate.shadow is testcontainers, which the plugin does not include.",
          """
          Add to the plugin:
            <dependencies>
              <dependency>
                <groupId>org.testcontainers</groupId>
                <artifactId>testcontainers-postgresql</artifactId>
                <version>2.0.5</version>
              </dependency>
            </dependencies>""",
          e);
    }
    return new TestcontainersShadow("postgres:" + (majorOnly ? postgresVersion : version));
  }

  @Override
  public synchronized ShadowDatabase create() {
    return databases().create();
  }

  @Override
  public String describe() {
    return "container of " + image;
  }

  @Override
  public synchronized int serverVersion() {
    return ServerVersion.of(databases().administration());
  }

  @Override
  public synchronized void close() {
    if (container != null) {
      container.stop();
      container = null;
      databases = null;
    }
  }

  private TemporaryDatabases databases() {
    if (databases == null) {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        throw new ShadowException(
            "migrate.shadow is testcontainers, but Docker does not answer.",
            "Start it, or set migrate.shadow to embedded.");
      }
      PostgreSQLContainer fresh = new PostgreSQLContainer(image);
      fresh.start();
      container = fresh;
      databases =
          new TemporaryDatabases(
              Database.of(fresh.getJdbcUrl(), fresh.getUsername(), fresh.getPassword()), true);
    }
    return databases;
  }
}
