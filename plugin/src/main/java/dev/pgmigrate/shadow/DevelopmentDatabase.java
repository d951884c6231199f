package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.jdbc.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The database that goals act on when none is configured: embedded, kept in the build folder, there
 * while a goal runs.
 */
public final class DevelopmentDatabase implements AutoCloseable {
  private static final String NAME = "migrate";

  /** An upgrade on this machine's own little database is over by then. */
  private static final Duration WAIT = Duration.ofSeconds(60);

  private final EmbeddedServer server;

  private DevelopmentDatabase(EmbeddedServer server) {
    this.server = server;
  }

  /**
   * Starts its server; makes it when it is not there yet.
   *
   * @param folder {@code target/migrate}
   * @param postgresVersion {@code 17} or {@code 17.11.0}
   * @throws ShadowException when another build has it for a minute, or it is of another major
   *     version
   */
  public static DevelopmentDatabase open(
      Path folder, ArtifactSource artifacts, String postgresVersion) {
    EmbeddedServer server =
        EmbeddedServer.persistent(ServerBinaries.of(artifacts, postgresVersion), folder, WAIT);
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement)) {
        statement.execute("CREATE DATABASE " + NAME);
      }
      try (Connection own = server.connect(NAME)) {
        MissingSchema.create(own);
      }
      return new DevelopmentDatabase(server);
    } catch (SQLException e) {
      server.close();
      throw new ShadowException("Cannot create the development database in " + folder, e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Whether it was ever made. */
  public static boolean exists(Path folder) {
    return PersistentFolder.exists(folder);
  }

  /** How to reach it, as its superuser. */
  public Database database() {
    return server.database(NAME);
  }

  /** Its server, for databases beside it. */
  public EmbeddedServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  private static boolean exists(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
      return found.next();
    }
  }
}
