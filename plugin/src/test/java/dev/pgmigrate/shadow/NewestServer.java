package dev.pgmigrate.shadow;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An embedded server of the newest major version that is tested: one a JVM, started when first
 * asked for. The build resolves its binaries where they are published for the platform.
 */
public final class NewestServer {
  /** The newest minor version first; some platforms lag behind. */
  private static final List<String> VERSIONS = List.of("18.6.0", "18.4.0");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final class Started {
    static final Optional<OtherServer> SERVER =
        VERSIONS.stream().flatMap(version -> OtherServer.embedded(version).stream()).findFirst();
  }

  private NewestServer() {}

  /** Whether this build has resolved one. */
  public static boolean isPresent() {
    return Started.SERVER.isPresent();
  }

  /** A new and empty database; closing it drops it. Skips the test where there is no server. */
  public static ShadowDatabase database() {
    assumeTrue(isPresent(), "this build has resolved no embedded PostgreSQL 18");
    OtherServer server = Started.SERVER.orElseThrow();
    String name = "test_" + NUMBER.incrementAndGet();
    execute(server, "CREATE DATABASE " + name + " STRATEGY FILE_COPY");
    return new ShadowDatabase() {
      @Override
      public Database database() {
        return server.database(name);
      }

      @Override
      public boolean ownsServer() {
        return true;
      }

      @Override
      public void close() {
        execute(server, "DROP DATABASE " + name + " WITH (FORCE)");
      }
    };
  }

  private static void execute(OtherServer server, String sql) {
    try (Connection connection = server.database("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
