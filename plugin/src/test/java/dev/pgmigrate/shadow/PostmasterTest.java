package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.artifact.FolderArtifacts;
import dev.pgmigrate.shadow.Postmaster.Evidence;
import dev.pgmigrate.shadow.Postmaster.Verdict;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whose process a stale postmaster.pid names, with real processes. */
@EnabledOnOs(OS.LINUX)
class PostmasterTest {
  @TempDir Path folder;

  @BeforeEach
  void open() throws Exception {
    // JUnit's folder is its owner's alone; root's server runs as somebody else.
    LocalFolder.permissions(folder, "rwxr-xr-x");
  }

  @Test
  void anotherServerWhoseNumberAStalePidFileNamesLives() throws Exception {
    Path target = folder.resolve("migrate");
    persistent(target).close();
    ProcessHandle other = serverOf(TestServer.server());
    stale(target.resolve("data"), other);

    try (EmbeddedServer server = persistent(target);
        Connection connection = server.connect("postgres")) {
      assertThat(connection.isValid(10)).isTrue();
    }
    assertThat(other.isAlive()).isTrue();
    try (Connection connection = TestServer.server().connect("postgres")) {
      assertThat(connection.isValid(10)).isTrue();
    }
  }

  @Test
  void aDumpWhoseNumberAStalePidFileNamesLives() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/pg_dump")), "there is no pg_dump here");
    Path target = folder.resolve("migrate");
    persistent(target).close();
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // It waits for an answer to its login. The folder it works in says nothing of it.
      Process dump =
          new ProcessBuilder(
                  "pg_dump", "-h", "127.0.0.1", "-p", Integer.toString(silent.getLocalPort()))
              .directory(target.resolve("data").toFile())
              .start();
      try {
        silent.accept();
        stale(target.resolve("data"), dump.toHandle());
        assertThat(Postmaster.of(target.resolve("data")).verdict()).isEqualTo(Verdict.GONE);
        persistent(target).close();
        assertThat(dump.isAlive()).isTrue();
      } finally {
        dump.destroyForcibly();
      }
    }
  }

  @Test
  void theSweepOfADeadBuildsFolderEndsNobodyElsesServer() throws Exception {
    ProcessHandle other = serverOf(TestServer.server());
    // No process has this number, as the highest is 4194304.
    Path dead =
        Files.createDirectories(
            ServerFolder.base().resolve("2000000000-1-" + Long.toHexString(System.nanoTime())));
    Path data = Files.createDirectory(dead.resolve("data"));
    stale(data, other);
    EmbeddedServer.throwAway(TestServer.binaries()).close();
    assertThat(dead).doesNotExist();
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void theSweepLeavesABuildWhoseClockWasSet() throws Exception {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().orElseThrow().toEpochMilli();
    Path living =
        Files.createDirectories(
            ServerFolder.base()
                .resolve(
                    self.pid()
                        + "-"
                        + (started - 5000)
                        + "-"
                        + Long.toHexString(System.nanoTime())));
    EmbeddedServer.throwAway(TestServer.binaries()).close();
    assertThat(living).exists();
    Files.delete(living);
  }

  @Test
  void aServerThatLostItsBuildIsEnded() throws Exception {
    Path target = folder.resolve("migrate");
    try (Fork build =
        Fork.of(
            List.of(),
            Fork.classPath(),
            "persistent",
            ((FolderArtifacts) TestServer.artifacts()).repository().toString(),
            target.toString(),
            TestServer.binaries().home().getParent().toString())) {
      build.said();
      ProcessHandle lost = Postmaster.of(target.resolve("data")).process().orElseThrow();
      // Its watchers first: nobody ends it then.
      build.descendants().stream()
          .filter(p -> p.info().command().orElse("").matches(".*/(ba|da)?sh|.*/busybox"))
          .forEach(ProcessHandle::destroyForcibly);
      build.signal("KILL");
      build.await();
      assertThat(lost.isAlive()).isTrue();
      assertThat(Postmaster.of(target.resolve("data")).verdict()).isEqualTo(Verdict.RUNS);

      persistent(target).close();

      assertThat(lost.isAlive()).isFalse();
    }
  }

  @Test
  void oneThatBeganAtAnotherTimeIsNotEndedButNamed() throws Exception {
    Path target = folder.resolve("migrate");
    Path data = target.resolve("data");
    try (EmbeddedServer server = persistent(target)) {
      ProcessHandle running = Postmaster.of(data).process().orElseThrow();
      String file = Files.readString(data.resolve("postmaster.pid"));
      Files.writeString(
          data.resolve("postmaster.pid"), file.replaceFirst("\n\\d+\n(\\d+\n)", "\n1000\n$1"));
      assertThat(Postmaster.of(data).verdict()).isEqualTo(Verdict.UNCLEAR);
      // As the lock of the folder tells: a copy of it shall do.
      Path copy = Files.createDirectory(folder.resolve("copy"));
      Files.createSymbolicLink(copy.resolve("data"), data);
      assertThatThrownBy(() -> persistent(copy))
          .isInstanceOf(ShadowException.class)
          .hasMessageContaining("Process " + running.pid())
          .hasMessageContaining("Nothing was ended")
          .hasMessageContaining("delete " + copy.resolve("data/postmaster.pid"));
      assertThat(running.isAlive()).isTrue();
      assertThat(server.port()).isPositive();
      Files.writeString(data.resolve("postmaster.pid"), file);
    }
  }

  @Test
  void withoutProofNothingIsEnded() {
    Path data = Path.of("/build/target/migrate/data");
    Instant start = Instant.ofEpochSecond(1_800_000_000);
    Optional<Path> here = Optional.of(data);
    Optional<List<String>> dashD = Optional.of(List.of("-D", data.toString(), "-p", "1"));
    Optional<List<String>> other = Optional.of(List.of("-D", "/var/lib/postgresql/17/main"));
    String server = "/opt/bin/postgres";
    Optional<Instant> now = Optional.of(start.plusSeconds(1));
    Optional<Instant> later = Optional.of(start.plusSeconds(3600));

    // Linux; Linux where the folder of somebody else's process is closed; macOS.
    assertThat(verdict(data, start, server, here, Optional.empty(), now)).isEqualTo(Verdict.RUNS);
    assertThat(verdict(data, start, server, Optional.empty(), dashD, now)).isEqualTo(Verdict.RUNS);
    assertThat(verdict(data, start, server, Optional.empty(), other, now)).isEqualTo(Verdict.GONE);
    assertThat(verdict(data, start, server, Optional.empty(), dashD, later))
        .isEqualTo(Verdict.UNCLEAR);
    // Windows: neither folder nor arguments.
    assertThat(
            verdict(data, start, "C:\\pg\\postgres.exe", Optional.empty(), Optional.empty(), now))
        .isEqualTo(Verdict.UNCLEAR);
    assertThat(
            verdict(data, start, "C:\\pg\\postgres.exe", Optional.empty(), Optional.empty(), later))
        .isEqualTo(Verdict.GONE);
    assertThat(
            verdict(data, start, "/usr/lib/postgresql/17/bin/pg_dump", here, Optional.empty(), now))
        .isEqualTo(Verdict.GONE);
    assertThat(verdict(data, start, null, here, Optional.empty(), now)).isEqualTo(Verdict.UNCLEAR);
  }

  private static Verdict verdict(
      Path data,
      Instant recorded,
      String program,
      Optional<Path> folder,
      Optional<List<String>> arguments,
      Optional<Instant> started) {
    return Postmaster.verdict(
        data,
        Optional.of(recorded),
        new Evidence(Optional.ofNullable(program), folder, arguments, started));
  }

  /** As a killed server left it, its number being this process's by now, and its start, too. */
  private static void stale(Path data, ProcessHandle process) throws Exception {
    long start = process.info().startInstant().orElseThrow().getEpochSecond();
    Files.writeString(
        data.resolve("postmaster.pid"),
        process.pid() + "\n" + data + "\n" + start + "\n1\n\n\n\n\n");
  }

  private static ProcessHandle serverOf(EmbeddedServer server) throws Exception {
    try (Connection connection = server.connect("postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      return Postmaster.of(Path.of(row.getString(1))).process().orElseThrow();
    }
  }

  private static EmbeddedServer persistent(Path target) {
    return EmbeddedServer.persistent(TestServer.binaries(), target, Duration.ofSeconds(20));
  }
}
