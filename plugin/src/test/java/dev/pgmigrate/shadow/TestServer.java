package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.artifact.FolderArtifacts;
import dev.pgmigrate.jdbc.Database;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** The PostgreSQL of the tests: one embedded server a JVM, a fresh database whenever asked. */
public final class TestServer {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final class Started {
    static final EmbeddedServer SERVER = EmbeddedServer.throwAway(binaries());

    /** A login takes as long as a database. */
    static final Connection ADMINISTRATION = SERVER.connect("postgres");
  }

  private TestServer() {}

  /** A new and empty database; closing it drops it. */
  public static ShadowDatabase database() {
    String name = "test_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " STRATEGY FILE_COPY");
    return new ShadowDatabase() {
      @Override
      public Database database() {
        return Started.SERVER.database(name);
      }

      @Override
      public boolean ownsServer() {
        return true;
      }

      @Override
      public void close() {
        execute("DROP DATABASE " + name + " WITH (FORCE)");
      }
    };
  }

  /** The server itself; it ends with the JVM. */
  public static EmbeddedServer server() {
    return Started.SERVER;
  }

  /** A URL by another name of this machine, as if it led to a server of its own. */
  public static String asAnother(String url) {
    return url.replace("//127.0.0.1:", "//localhost:");
  }

  /** The server's programs, unpacked. */
  public static ServerBinaries binaries() {
    return ServerBinaries.of(artifacts(), PostgresVersion.DEFAULT);
  }

  /**
   * The local repository that this build runs with: all that the build itself has resolved is
   * there, among it the server's binaries, which are on the test class path.
   */
  public static ArtifactSource artifacts() {
    URI jar = jarOf("postgres-");
    // <repository>/io/zonky/test/postgres/<artifact>/<version>/<jar>
    Path repository = Path.of(jar);
    for (int i = 0; i < 7; i++) {
      repository = repository.getParent();
    }
    return new FolderArtifacts(repository);
  }

  private static URI jarOf(String prefix) {
    String[] archives = {
      "linux-x86_64", "linux-arm_64", "darwin-x86_64", "darwin-arm_64", "windows-x86_64"
    };
    for (String archive : archives) {
      var resource = TestServer.class.getResource("/" + prefix + archive + ".txz");
      if (resource != null) {
        String jar = resource.getPath();
        return URI.create(jar.substring(0, jar.indexOf("!/")));
      }
    }
    throw new AssertionError("No embedded PostgreSQL for this platform on the test class path");
  }

  private static void execute(String sql) {
    try (Statement statement = Started.ADMINISTRATION.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
