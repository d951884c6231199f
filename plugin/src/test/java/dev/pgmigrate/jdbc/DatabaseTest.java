package dev.pgmigrate.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.jdbc.DatabaseException.Reason;
import dev.pgmigrate.run.Applying;
import dev.pgmigrate.run.CuttingProxy;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  @Test
  void pinsItsSessions() throws SQLException {
    try (ShadowDatabase shadow = TestServer.database()) {
      Database database = Database.of(shadow.url(), null, null).withNamespace("my app");
      try (Connection connection = database.connect()) {
        assertThat(value(connection, "SHOW search_path")).isEqualTo("\"my app\"");
        assertThat(value(connection, "SHOW timezone")).isEqualTo("UTC");
        assertThat(value(connection, "SHOW application_name")).isEqualTo("migrate-maven-plugin");
      }
      try (Connection connection = database.forRun("0123").connectForReading()) {
        assertThat(value(connection, "SHOW search_path")).isEqualTo("\"\"");
        assertThat(value(connection, "SHOW application_name"))
            .isEqualTo("migrate-maven-plugin 0123");
      }
    }
  }

  @Test
  void aServerThatIsOnlyJustStartingIsWaitedFor() throws Exception {
    try (Applying applying = new Applying();
        CuttingProxy proxy = applying.proxy("", 0)) {
      proxy.starting(3);
      Database starting =
          Database.of(applying.through(proxy).url().reveal() + "&sslmode=disable", null, null);
      try (Connection connection = starting.connect()) {
        assertThat(connection.isValid(10)).isTrue();
      }
      assertThat(proxy.refusalsLeft()).isZero();
    }
  }

  @Test
  void nobodyAnswers() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(failure("jdbc:postgresql://127.0.0.1:" + port + "/app", "u", "s3cret"))
        .hasMessageContaining("database \"app\" at 127.0.0.1:" + port + " (user \"u\")")
        .hasMessageContaining("Is the server running")
        .extracting(DatabaseException::reason)
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void unknownDatabase() {
    try (ShadowDatabase shadow = TestServer.database()) {
      String url = shadow.url().replaceFirst("/test_\\d+", "/no_such_database");
      assertThat(failure(url, null, null))
          .hasMessageContaining("There is no database \"no_such_database\" at ")
          .extracting(DatabaseException::reason)
          .isEqualTo(Reason.UNKNOWN_DATABASE);
    }
  }

  @Test
  void wrongPassword() throws SQLException {
    try (ShadowDatabase shadow = TestServer.database();
        Connection admin = shadow.connect()) {
      execute(admin, "CREATE ROLE locked LOGIN PASSWORD 'right'");
      try {
        // The test server wants passwords (scram-sha-256) from everybody.
        assertThat(failure(shadow.url().replaceFirst("\\?.*", ""), "locked", "s3cret"))
            .hasMessageContaining("The server refuses the login to database")
            .hasMessageContaining("(user \"locked\")")
            .hasMessageContaining("Check user name and password")
            .extracting(DatabaseException::reason)
            .isEqualTo(Reason.AUTHENTICATION);
      } finally {
        execute(admin, "DROP ROLE locked");
      }
    }
  }

  @Test
  void noRightToConnect() throws SQLException {
    try (ShadowDatabase shadow = TestServer.database();
        Connection admin = shadow.connect()) {
      execute(admin, "CREATE ROLE stranger LOGIN PASSWORD 's3cret'");
      execute(admin, "REVOKE CONNECT ON DATABASE " + admin.getCatalog() + " FROM PUBLIC");
      try {
        assertThat(failure(shadow.url().replaceFirst("\\?.*", ""), "stranger", "s3cret"))
            .hasMessageContaining("No permission to connect")
            .extracting(DatabaseException::reason)
            .isEqualTo(Reason.NO_PERMISSION);
      } finally {
        execute(admin, "DROP ROLE stranger");
      }
    }
  }

  @Test
  void allSessionsActAsTheRole() throws SQLException {
    withDeployer(
        shadow -> {
          Database database =
              Database.of(shadow.url().replaceFirst("\\?.*", ""), "deployer", "s3cret");
          Database owner = database.withRole("The Owner");
          for (Connection connection :
              List.of(owner.connect(), owner.connectForReading(), owner.connect(List.of()))) {
            try (connection) {
              assertThat(value(connection, "SELECT current_user")).isEqualTo("The Owner");
              execute(connection, "RESET ROLE");
              assertThat(value(connection, "SELECT current_user")).isEqualTo("The Owner");
              assertThat(value(connection, "SELECT session_user")).isEqualTo("deployer");
            }
          }
          for (String other : List.of("stranger_owner", "nobody_of_this_name")) {
            assertThatThrownBy(() -> database.withRole(other).connect())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("(user \"deployer\") may not act as migrate.role")
                .hasMessageContaining("GRANT " + other + " TO the user")
                .extracting(e -> ((DatabaseException) e).reason())
                .isEqualTo(Reason.ROLE);
          }
          Database options =
              Database.of(shadow.url() + "&options=-c%20geqo=off%20--lock-timeout=9", null, null);
          try (Connection connection = options.withRole("The Owner").connect()) {
            assertThat(value(connection, "SELECT current_user")).isEqualTo("The Owner");
            assertThat(value(connection, "SHOW geqo")).isEqualTo("off");
            assertThat(value(connection, "SHOW lock_timeout")).isEqualTo("0");
          }
          Database other =
              Database.of(shadow.url() + "&options=-c%20role=stranger_owner", null, null);
          try (Connection connection = other.connect()) {
            assertThat(value(connection, "SELECT current_user")).isEqualTo("stranger_owner");
          }
          assertThatThrownBy(() -> other.withRole("The Owner").connect())
              .isInstanceOf(DatabaseException.class)
              .hasMessageContaining("migrate.role is \"The Owner\"")
              .hasMessageContaining("name the role \"stranger_owner\"");
        });
  }

  private static void withDeployer(SqlWork work) throws SQLException {
    try (ShadowDatabase shadow = TestServer.database();
        Connection admin = shadow.connect()) {
      execute(admin, "CREATE ROLE \"The Owner\"");
      execute(admin, "CREATE ROLE stranger_owner");
      execute(
          admin, "CREATE ROLE deployer LOGIN NOINHERIT PASSWORD 's3cret' IN ROLE \"The Owner\"");
      try {
        work.on(shadow);
      } finally {
        execute(admin, "DROP ROLE deployer, stranger_owner, \"The Owner\"");
      }
    }
  }

  private interface SqlWork {
    void on(ShadowDatabase shadow) throws SQLException;
  }

  @Test
  void notPostgresAtAll() {
    assertThat(failure("jdbc:mysql://u:s3cret@db/x", null, null).reason())
        .isEqualTo(Reason.BAD_URL);
  }

  @Test
  void aUrlThatTheDriverRefusesIsNotRepeated() {
    assertThat(failure("jdbc:postgresql://db:port/x?password=s3cret", null, null).reason())
        .isEqualTo(Reason.BAD_URL);
  }

  @Test
  void aPasswordWhereTheHostShouldBeIsNotShown() {
    assertThat(failure("jdbc:postgresql://u:s3cret@127.0.0.1:1/x", null, null))
        .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x")
        .hasMessageContaining("migrate.password");
  }

  @Test
  void tooOld() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> speakAsVersion12(socket));
      assertThat(
              failure(
                  "jdbc:postgresql://127.0.0.1:" + socket.getLocalPort() + "/app?sslmode=disable",
                  "u",
                  null))
          .hasMessageContaining("is PostgreSQL 12.22; version 14 or newer is needed")
          .extracting(DatabaseException::reason)
          .isEqualTo(Reason.TOO_OLD);
      server.get();
    }
  }

  /** As much of the protocol as a login needs: there is no server that old to be had. */
  private static void speakAsVersion12(ServerSocket listening) {
    try (Socket socket = listening.accept();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      in.skipNBytes(in.readInt() - 4L);
      send(out, 'R', new byte[4]);
      send(out, 'S', "server_version\00012.22\000".getBytes(StandardCharsets.UTF_8));
      send(out, 'S', "client_encoding\000UTF8\000".getBytes(StandardCharsets.UTF_8));
      send(out, 'S', "standard_conforming_strings\000on\000".getBytes(StandardCharsets.UTF_8));
      send(out, 'Z', new byte[] {'I'});
      for (int type = in.read(); type == 'Q'; type = in.read()) {
        in.skipNBytes(in.readInt() - 4L);
        send(out, 'C', "SET\000".getBytes(StandardCharsets.UTF_8));
        send(out, 'Z', new byte[] {'I'});
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void send(DataOutputStream out, char type, byte[] body) throws IOException {
    out.write(type);
    out.writeInt(body.length + 4);
    out.write(body);
    out.flush();
  }

  private static DatabaseException failure(String url, String user, String password) {
    Database database = Database.of(url, user, password);
    DatabaseException failure =
        catchThrowableOfType(DatabaseException.class, () -> database.connect().close());
    assertThat(failure + " " + database).doesNotContain("s3cret");
    return failure;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
