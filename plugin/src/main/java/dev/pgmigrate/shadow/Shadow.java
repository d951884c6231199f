package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.NewerServer;
import org.jspecify.annotations.Nullable;

/**
 * Where throw-away databases come from. One of four: an embedded server, the configured server,
 * Testcontainers, a URL.
 */
public interface Shadow extends AutoCloseable {
  /** The choice that needs nothing but this plugin. */
  String EMBEDDED = "embedded";

  /** Temporary databases on the configured server: same version, same extensions. */
  String SAME_SERVER = "same-server";

  /** A container. */
  String TESTCONTAINERS = "testcontainers";

  /**
   * The shadow that was chosen; nothing is started before {@link #create} needs it.
   *
   * @param choice {@link #EMBEDDED}, {@link #SAME_SERVER}, {@link #TESTCONTAINERS} or a JDBC URL
   * @param artifacts where the embedded server's binaries come from
   * @param postgresVersion of an embedded server or a container: {@code 17} or {@code 17.11.0}
   * @param configured the database that the build is configured with, if it is
   * @param newer hears of a server of the user's that is newer than every tested one
   */
  static Shadow open(
      String choice,
      ArtifactSource artifacts,
      String postgresVersion,
      @Nullable Database configured,
      NewerServer newer) {
    if (choice.startsWith("jdbc:")) {
      return new UrlShadow(Database.of(choice, null, null).heardBy(newer).forWriting());
    }
    return switch (choice) {
      case EMBEDDED -> new EmbeddedShadow(artifacts, postgresVersion);
      case SAME_SERVER -> {
        if (configured == null) {
          throw new ShadowException(
              "The shadow database should be on the configured server, but none is"
                  + " configured.",
              "Set migrate.url, or leave migrate.shadow out to use an embedded one.");
        }
        yield new SameServerShadow(configured.forWriting());
      }
      case TESTCONTAINERS -> TestcontainersShadow.of(postgresVersion);
      default ->
          throw new ShadowException(
              "migrate.shadow is \""
                  + JdbcUrl.of(choice)
                  + "\"; it must be "
                  + String.join(", ", EMBEDDED, SAME_SERVER, TESTCONTAINERS)
                  + " or a JDBC URL.");
    };
  }

  /**
   * Starts the server if it is one of ours, so that {@link #create} need not. A failure is left to
   * {@link #create} to meet again.
   */
  default void start() {}

  /** A new and empty database; the caller closes it. */
  ShadowDatabase create();

  /** What it is, for people, without a password: {@code embedded PostgreSQL 17.11}. */
  String describe();

  /** As server_version_num: 170011. */
  int serverVersion();

  /** Ends what {@link #create} needed: the server, the container. */
  @Override
  void close();
}
