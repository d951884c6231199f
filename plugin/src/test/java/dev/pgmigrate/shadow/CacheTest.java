package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.artifact.ArtifactSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a revision of one project can do to the server of the next one. */
@EnabledOnOs(OS.LINUX)
class CacheTest {
  /** To unpack takes seconds: each test leaves it as it found it. */
  @TempDir static Path shared;

  private static final Hearing HEARD = new Hearing(() -> {});
  static ServerBinaries binaries;
  @TempDir Path folder;

  @BeforeAll
  static void unpack() throws Exception {
    // JUnit's folder is its owner's alone; root's server runs as somebody else.
    LocalFolder.permissions(shared, "rwxr-xr-x");
    for (int i = 1; i <= 2; i++) {
      binaries = ServerBinaries.of(HEARD, PostgresVersion.DEFAULT, shared.resolve("cache"));
    }
  }

  @Test
  void whatTakesAWhileIsReportedAndDoneOnce() {
    assertThat(HEARD.lines)
        .singleElement()
        .asString()
        .contains("PostgreSQL " + binaries.version().full(), shared.toString(), "once");
  }

  @Test
  void whoeverWaitsForAnotherBuildHearsIt() throws Exception {
    Path cache = Files.createDirectory(shared.resolve("waiting"));
    String name = binaries.home().getFileName().toString();
    Path unpacked = cache.resolve(name);
    CountDownLatch waits = new CountDownLatch(1);
    Hearing hearing = new Hearing(waits::countDown);
    try (Fork other =
        Fork.of(
            List.of(), Fork.classPath(), "lock", "", cache.resolve(name + ".lock").toString())) {
      other.said();
      FutureTask<ServerBinaries> waiting =
          new FutureTask<>(() -> ServerBinaries.of(hearing, PostgresVersion.DEFAULT, cache));
      Thread thread = new Thread(waiting, "waiting");
      thread.start();
      assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();
      Files.move(binaries.home(), unpacked);
      other.close();
      assertThat(waiting.get(60, TimeUnit.SECONDS).home()).isEqualTo(unpacked);
    } finally {
      if (Files.exists(unpacked)) {
        Files.move(unpacked, binaries.home());
      }
    }
    assertThat(hearing.lines)
        .singleElement()
        .asString()
        .startsWith("Waiting for another build")
        .contains("PostgreSQL " + binaries.version().full(), cache.toString(), "once");
  }

  @AfterEach
  void isAsItWas() throws Exception {
    Seal.check(binaries.home());
  }

  @Test
  void theCacheBelongsToWhoUnpackedIt() throws Exception {
    var self = Files.getOwner(Files.createTempFile(folder, "self", null));
    try (Stream<Path> all = Files.walk(binaries.home())) {
      assertThat(all.toList())
          .hasSizeGreaterThan(1000)
          .allSatisfy(
              path -> assertThat(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)).isEqualTo(self))
          .filteredOn(path -> !Files.isSymbolicLink(path))
          .noneMatch(path -> mode(path).matches("....w....|.......w."));
    }
    assertThat(mode(binaries.home().resolve("template"))).isEqualTo("rwx------");
    assertThat(mode(binaries.home().resolve("password"))).isEqualTo("rw-------");
    try (Stream<Path> top = Files.list(binaries.home())) {
      assertThat(top.map(path -> path.getFileName().toString()))
          .doesNotContain("initdb", "initdb.password");
    }
  }

  /** COPY .. TO PROGRAM is what a revision can do as the superuser of its embedded server. */
  @Test
  void aRevisionWritesNothingIntoTheCacheAndReadsNoTemplate() throws Exception {
    assumeTrue(ServerUser.isRoot(), "else the revision runs as the user whose cache it is");
    Path home = binaries.home();
    try (EmbeddedServer server = EmbeddedServer.throwAway(binaries);
        Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String command :
          List.of(
              "ln -s /etc/shadow " + home + "/template/base/1/link",
              "touch " + home + "/template/global/more",
              "touch " + home + "/bin/more",
              "cat " + home + "/template/PG_VERSION",
              "cat " + home + "/password",
              "rm -f " + home + "/seal",
              // What lies beside its own data directory is not its own either.
              "touch $PWD/../log2",
              "ln -s /etc/shadow $PWD/../link")) {
        assertThatThrownBy(() -> statement.execute("COPY (SELECT 1) TO PROGRAM '" + command + "'"))
            .as(command)
            .hasMessageContaining("failed");
      }
      statement.execute("COPY (SELECT 1) TO PROGRAM 'touch $PWD/own'");
    }
  }

  @Test
  void aLinkInTheTemplateIsRefused() throws Exception {
    Path link = binaries.home().resolve("template/base/1/planted");
    Files.createSymbolicLink(link, Path.of("/etc/shadow"));
    try {
      isRefused("planted was not there");
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void aFileThatBecameALinkIsRefused() throws Exception {
    Path version = binaries.home().resolve("template/PG_VERSION");
    Path elsewhere = Files.move(version, binaries.home().resolveSibling("PG_VERSION"));
    Files.createSymbolicLink(version, elsewhere);
    try {
      isRefused("PG_VERSION has another size");
    } finally {
      Files.move(elsewhere, version, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void anotherContentOfTheSameSizeIsRefused() throws Exception {
    for (Path file :
        List.of(
            binaries.home().resolve("template/PG_VERSION"),
            binaries.home().resolve("lib/postgresql/plpgsql.so"),
            binaries.program("postgres"))) {
      changeAByte(file);
      try {
        isRefused(file.getFileName() + " has other content");
      } finally {
        changeAByte(file);
      }
    }
  }

  @Test
  void aDatabaseThatIsThereIsNotStartedByOtherProgramsEither() throws Exception {
    Path database = folder.resolve("development");
    EmbeddedServer.persistent(binaries, database, Duration.ofSeconds(10)).close();
    changeAByte(binaries.program("postgres"));
    try {
      assertThatThrownBy(
              () -> EmbeddedServer.persistent(binaries, database, Duration.ofSeconds(10)).close())
          .hasMessageContaining("postgres has other content");
    } finally {
      changeAByte(binaries.program("postgres"));
    }
    EmbeddedServer.persistent(binaries, database, Duration.ofSeconds(10)).close();
  }

  @Test
  void aMissingFileIsRefused() throws Exception {
    Path lost = binaries.home().resolve("template/base/1/PG_VERSION");
    Path elsewhere = Files.move(lost, binaries.home().resolveSibling("lost"));
    try {
      isRefused("lacks files");
    } finally {
      Files.move(elsewhere, lost);
    }
  }

  @Test
  void aCacheThatEverybodyCanWriteIsRefused() throws Exception {
    Path lib = binaries.home().resolve("lib");
    LocalFolder.permissions(lib, "rwxrwxrwx");
    try {
      isRefused("lib can be written by everybody");
    } finally {
      LocalFolder.permissions(lib, "rwxr-xr-x");
    }
  }

  @Test
  void aCacheOfTheServersUserIsRefused() throws Exception {
    assumeTrue(ServerUser.isRoot(), "only root can give files away");
    for (Path given : List.of(binaries.home().resolve("template/global"), binaries.home())) {
      give(given, ServerUser.current().uid());
      try {
        isRefused(given.getFileName() + " belongs to ");
      } finally {
        give(given, 0);
      }
    }
  }

  @Test
  void aLinkIsNeitherCopiedNorFollowedByADeletion() throws Exception {
    Path from = Files.createDirectory(folder.resolve("from"));
    Path kept = Files.writeString(folder.resolve("kept"), "secret");
    Files.createSymbolicLink(from.resolve("link"), kept);
    assertThatThrownBy(() -> LocalFolder.copy(from, folder.resolve("to")))
        .hasMessageContaining("link is a link");
    Files.delete(from.resolve("link"));
    Files.createLink(from.resolve("hard"), kept);
    assertThatThrownBy(() -> LocalFolder.copy(from, folder.resolve("to2")))
        .hasMessageContaining("hard is a link");

    Path others = Files.createDirectory(folder.resolve("others"));
    Files.writeString(others.resolve("file"), "theirs");
    Files.createSymbolicLink(from.resolve("folder"), others);
    Files.createDirectories(from.resolve("deep/deeper"));
    LocalFolder.delete(from);
    assertThat(from).doesNotExist();
    assertThat(others.resolve("file")).hasContent("theirs");
    assertThat(kept).hasContent("secret");
    LocalFolder.delete(from);
  }

  private static void give(Path path, int uid) throws IOException {
    Files.setAttribute(path, "unix:uid", uid);
  }

  private static void changeAByte(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static void isRefused(String how) {
    assertThatThrownBy(() -> EmbeddedServer.throwAway(binaries).close())
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining(how)
        .hasMessageContaining("Nothing was started")
        .hasMessageContaining("Delete " + binaries.home());
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The tests' own artifacts. */
  private static final class Hearing implements ArtifactSource {
    private final List<String> lines = new ArrayList<>();
    private final Runnable heard;

    Hearing(Runnable heard) {
      this.heard = heard;
    }

    @Override
    public Path file(String coordinates) {
      return TestServer.artifacts().file(coordinates);
    }

    @Override
    public List<Path> classPath(String coordinates) {
      return TestServer.artifacts().classPath(coordinates);
    }

    @Override
    public void notice(String line) {
      lines.add(line);
      heard.run();
    }
  }
}
