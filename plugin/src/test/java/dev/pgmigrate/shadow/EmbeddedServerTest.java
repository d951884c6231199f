package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.artifact.FolderArtifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedServerTest {
  @TempDir Path folder;

  @Test
  void isOneConnectionAway() throws Exception {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect()) {
      assertThat(number(connection, "SELECT current_setting('server_version_num')::int"))
          .isBetween(170000, 179999);
    }
  }

  @Test
  void listensOnThisMachineOnlyAndWantsItsPassword() throws Exception {
    try (EmbeddedServer server = EmbeddedServer.throwAway(TestServer.binaries());
        Connection connection = server.connect("postgres")) {
      assertThat(string(connection, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(string(connection, "SHOW unix_socket_directories")).isEmpty();
      String open = server.url("postgres").replaceAll("password=.*", "password=guess");
      assertThatThrownBy(() -> dev.pgmigrate.jdbc.Database.of(open, null, null).connect())
          .hasMessageContaining("refuses the login");
      assertThat(server.database("postgres").toString())
          .doesNotContain(Files.readString(TestServer.binaries().password()));
    }
  }

  /** The password is random: a guess gains nothing from a quick login. */
  @Test
  void aLoginIsQuick() throws Exception {
    try (Connection connection = TestServer.server().connect("postgres")) {
      assertThat(string(connection, "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
          .startsWith("SCRAM-SHA-256$1:");
    }
  }

  @Test
  void leavesNothingBehindWhenClosed() throws Exception {
    Set<Path> before = folders();
    EmbeddedServer server = EmbeddedServer.throwAway(TestServer.binaries());
    assertThat(folders()).hasSize(before.size() + 1);
    int port = server.port();
    server.close();
    server.close();
    assertThat(folders()).isEqualTo(before);
    assertThatThrownBy(() -> new java.net.Socket("127.0.0.1", port).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void oneThatDoesNotStartSaysWhyAndLeavesNothing() throws Exception {
    ServerBinaries good = TestServer.binaries();
    Path home = Files.createDirectory(folder.resolve("broken"));
    for (String name : List.of("bin", "lib", "share", "password")) {
      Files.createSymbolicLink(home.resolve(name), good.home().resolve(name));
    }
    Files.createDirectory(home.resolve("template"));
    Files.writeString(home.resolve("template/PG_VERSION"), "9");
    Seal.put(home);
    open(folder);
    ServerBinaries broken = new ServerBinaries(good.version(), good.platform(), home);
    Set<Path> before = folders();
    assertThatThrownBy(() -> EmbeddedServer.throwAway(broken))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining("did not start; it said:")
        .hasMessageContaining("postgres");
    assertThat(folders()).isEqualTo(before);
  }

  @Test
  void twoProcessesUnpackIntoOneCacheAtOnce() throws Exception {
    open(folder);
    Path cache = folder.resolve("cache");
    try (Fork first = fork("unpack", cache);
        Fork second = fork("unpack", cache)) {
      assertThat(first.said()).isEqualTo(second.said());
      assertThat(first.await()).isZero();
      assertThat(second.await()).isZero();
    }
    ServerBinaries binaries =
        ServerBinaries.of(
            // Not asked any more.
            new FolderArtifacts(folder.resolve("none")), PostgresVersion.DEFAULT, cache);
    try (EmbeddedServer server = EmbeddedServer.throwAway(binaries);
        Connection connection = server.connect("postgres")) {
      assertThat(number(connection, "SELECT 1")).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).noneMatch(f -> f.getFileName().toString().endsWith(".new"));
    }
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143", "HUP,129"})
  @DisabledOnOs(OS.WINDOWS)
  void endsWithItsBuild(String signal, int status) throws Exception {
    try (Fork build = fork("throw-away", cache())) {
      build.said();
      Set<ProcessHandle> servers = build.descendants();
      assertThat(servers).isNotEmpty();
      build.signal(signal);
      assertThat(build.await()).isEqualTo(status);
      Fork.until("no server", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(foldersOf(build.pid())).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsWithItsBuildThoughTheSignalReachesItFirst() throws Exception {
    try (Fork build = fork("throw-away", cache())) {
      build.said();
      Set<ProcessHandle> servers = build.descendants();
      // Ctrl-C in a terminal goes to all of them.
      for (ProcessHandle server : servers) {
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start().waitFor();
      }
      build.signal("INT");
      assertThat(build.await()).isEqualTo(130);
      Fork.until("no server", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(foldersOf(build.pid())).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void endsWithAKilledBuildAndTheNextOneSweepsItsFolder() throws Exception {
    try (Fork build = fork("throw-away", cache())) {
      build.said();
      Set<ProcessHandle> servers = build.descendants();
      assertThat(servers).hasSizeGreaterThan(2);
      build.signal("KILL");
      assertThat(build.await()).isEqualTo(137);
      Fork.until("no server", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(foldersOf(build.pid())).hasSize(1);
      EmbeddedServer.throwAway(TestServer.binaries()).close();
      assertThat(foldersOf(build.pid())).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void runsForAnOrdinaryUser() throws Exception {
    assumeTrue(ServerUser.isRoot(), "only root can become somebody else");
    assumeTrue(
        ServerUser.current().reaches(Path.of(System.getProperty("java.home"))),
        "the ordinary user does not get to the JDK");
    open(folder);
    Path cache = Files.createDirectory(folder.resolve("cache"));
    ServerUser.current().own(cache);
    // The local repository is mostly root's own.
    Path jar =
        TestServer.artifacts()
            .file(PostgresVersion.of(PostgresVersion.DEFAULT).coordinates(Platform.current()));
    Path copy = folder.resolve("repository").resolve(repository().relativize(jar));
    Files.createDirectories(copy.getParent());
    Files.copy(jar, copy);
    try (Fork build =
        Fork.of(
            ServerUser.current().prefix(),
            Fork.copyOfClassPath(folder.resolve("classes")),
            "throw-away",
            folder.resolve("repository").toString(),
            cache.toString())) {
      String url = build.said();
      try (Connection connection = dev.pgmigrate.jdbc.Database.of(url, null, null).connect()) {
        assertThat(number(connection, "SELECT 1")).isEqualTo(1);
      }
      build.signal("TERM");
      assertThat(build.await()).isEqualTo(143);
    }
  }

  @Test
  void persistentDataSurvivesARestart() throws Exception {
    open(folder);
    Path target = folder.resolve("migrate");
    for (int run = 1; run <= 2; run++) {
      try (EmbeddedServer server = persistent(target);
          Connection connection = server.connect("postgres");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS kept (n integer)");
        statement.execute("INSERT INTO kept VALUES (" + run + ")");
        assertThat(number(connection, "SELECT count(*)::int FROM kept")).isEqualTo(run);
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void persistentDataSurvivesAKilledBuildWhosePidIsSomebodyElsesNow() throws Exception {
    open(folder);
    Path target = folder.resolve("migrate");
    try (Fork build =
        Fork.of(
            List.of(),
            Fork.classPath(),
            "persistent",
            repository().toString(),
            target.toString(),
            cache().toString())) {
      build.said();
      Set<ProcessHandle> servers = build.descendants();
      build.signal("KILL");
      build.await();
      Fork.until("no server", () -> servers.stream().noneMatch(ProcessHandle::isAlive));
    }
    // As a server that was killed, too, leaves it, its pid being ours by now.
    Files.writeString(
        target.resolve("data/postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + target.resolve("data") + "\n1\n1\n\n\n\n\n");
    try (EmbeddedServer server = persistent(target);
        Connection connection = server.connect("postgres")) {
      assertThat(number(connection, "SELECT count(*)::int FROM kept")).isEqualTo(1);
    }
  }

  @Test
  void aSecondBuildWaitsForThePersistentOneAndThenSaysSo() throws Exception {
    open(folder);
    Path target = folder.resolve("migrate");
    try (EmbeddedServer first = persistent(target)) {
      assertThat(first.port()).isPositive();
      assertThatThrownBy(
              () ->
                  EmbeddedServer.persistent(TestServer.binaries(), target, Duration.ofMillis(300)))
          .isInstanceOf(ShadowException.class)
          .hasMessageContaining("Another build is using the database in " + target);
    }
    persistent(target).close();
  }

  @Test
  void aDirectoryOfAnotherMajorVersionIsRefused() throws Exception {
    open(folder);
    Path target = folder.resolve("migrate");
    persistent(target).close();
    Files.writeString(target.resolve("data/PG_VERSION"), "16\n");
    assertThatThrownBy(() -> persistent(target))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining("is of PostgreSQL 16")
        .hasMessageContaining("migrate.postgresVersion")
        .hasMessageContaining("delete the folder");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFolderThatTheServersUserDoesNotReachIsUsedAllTheSame() throws Exception {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    Path target = closed.resolve("migrate");
    try (EmbeddedServer server = persistent(target);
        Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept ()");
    }
    try (EmbeddedServer server = persistent(target);
        Connection connection = server.connect("postgres")) {
      assertThat(string(connection, "SELECT to_regclass('kept')::text")).isEqualTo("kept");
    }
    LocalFolder.delete(target);
    try (EmbeddedServer server = persistent(target);
        Connection connection = server.connect("postgres")) {
      assertThat(string(connection, "SELECT to_regclass('kept')::text")).isNull();
    }
  }

  private static EmbeddedServer persistent(Path target) {
    return EmbeddedServer.persistent(TestServer.binaries(), target, Duration.ofSeconds(20));
  }

  private static Fork fork(String what, Path folder) throws IOException {
    return Fork.of(List.of(), Fork.classPath(), what, repository().toString(), folder.toString());
  }

  private static Path cache() {
    return TestServer.binaries().home().getParent();
  }

  private static Path repository() {
    return ((FolderArtifacts) TestServer.artifacts()).repository();
  }

  private static Set<Path> folders() throws IOException {
    return foldersOf(ProcessHandle.current().pid());
  }

  private static Set<Path> foldersOf(long pid) throws IOException {
    try (Stream<Path> all = Files.list(ServerFolder.base())) {
      return all.filter(f -> f.getFileName().toString().startsWith(pid + "-"))
          .collect(java.util.stream.Collectors.toSet());
    }
  }

  /** JUnit's folder is its owner's alone; root's server runs as somebody else. */
  private static void open(Path folder) throws IOException {
    LocalFolder.permissions(folder, "rwxr-xr-x");
  }

  private static int number(Connection connection, String query) throws Exception {
    return Integer.parseInt(string(connection, query));
  }

  private static String string(Connection connection, String query) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
