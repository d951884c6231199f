package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of its own that can be killed and started again, at the same port. */
public final class MortalServer implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  /** Mounts a small file system that only the server sees; $1 is where, $2 how. */
  private static final String SMALL_DISK =
      """
      mount -t tmpfs -o $2 tmpfs "$1" || exit 1
      shift 2
      exec "$@"
      """;

  private final ServerBinaries binaries = TestServer.binaries();
  private final ServerFolder folder = ServerFolder.create();
  private final int port;
  private final List<String> prefix;
  private final List<String> wal;
  private Process process;

  private MortalServer(String diskSize, String... wal) throws Exception {
    this.wal = List.of(wal);
    binaries.copyTemplate(folder.path().resolve("data"));
    Files.createDirectories(disk());
    ServerUser.current().own(disk());
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    prefix = diskSize == null ? ServerUser.current().prefix() : withDisk(diskSize);
    start();
  }

  /** Running. */
  public static MortalServer started() throws Exception {
    return new MortalServer(null, "wal_level=minimal", "max_wal_senders=0");
  }

  /** Running; its databases can be replicated. */
  public static MortalServer replicating() throws Exception {
    return new MortalServer(null, "wal_level=logical", "max_wal_senders=4");
  }

  /** Running, with a file system of this size, such as {@code 30m}, at {@link #disk}. */
  public static MortalServer withSmallDisk(String size) throws Exception {
    return new MortalServer(size, "wal_level=minimal", "max_wal_senders=0");
  }

  /** Whether this machine lets us mount a file system of our own. */
  public static boolean canHaveSmallDisk() throws Exception {
    Path place = Files.createTempDirectory("disk");
    List<String> probe = new ArrayList<>(mounting());
    probe.addAll(List.of("sh", "-c", SMALL_DISK, "sh", place.toString(), "size=1m", "true"));
    try {
      return new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } finally {
      Files.delete(place);
    }
  }

  private static List<String> mounting() {
    return ServerUser.isRoot() ? List.of("unshare", "-m") : List.of("unshare", "-U", "-r", "-m");
  }

  private static String options(String size) {
    int uid = Math.max(0, ServerUser.current().uid());
    return "size=" + size + ",mode=700,uid=" + uid + ",gid=" + uid;
  }

  private List<String> withDisk(String size) {
    List<String> words = new ArrayList<>(mounting());
    words.addAll(List.of("sh", "-c", SMALL_DISK, "sh", disk().toString(), options(size)));
    // PostgreSQL does not run as root, which we are in a name space of our own.
    words.addAll(
        ServerUser.isRoot()
            ? ServerUser.current().prefix()
            : List.of("unshare", "-U", "--map-user=1000"));
    return words;
  }

  /** The small file system. */
  public Path disk() {
    return folder.path().resolve("disk");
  }

  /** Starts it again. */
  public void start() throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (true) {
      launch();
      while (process.isAlive()) {
        try (Connection connection = database("postgres").connect()) {
          return;
        } catch (RuntimeException | SQLException notYet) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
      // What a killed postmaster leaves behind takes a moment to end.
      if (System.nanoTime() > deadline) {
        throw new AssertionError(Files.readString(folder.path().resolve("log")));
      }
    }
  }

  private void launch() throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(
        List.of(
            binaries.program("postgres").toString(),
            "-D",
            folder.path().resolve("data").toString(),
            "-p",
            Integer.toString(port)));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "dynamic_shared_memory_type=mmap"));
    settings.addAll(wal);
    for (String setting : settings) {
      command.addAll(List.of("-c", setting));
    }
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.path().resolve("log").toFile()))
            .start();
  }

  /** SIGKILL of the postmaster: its backends follow. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.waitFor();
  }

  /** A new database. */
  public ShadowDatabase create(String name, String options) throws SQLException {
    try (Connection connection = database("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " " + options);
    }
    return new ShadowDatabase() {
      @Override
      public Database database() {
        return MortalServer.this.database(name);
      }

      @Override
      public boolean ownsServer() {
        return true;
      }

      @Override
      public void close() {
        // Goes with its server.
      }
    };
  }

  /** One of its databases, as superuser. */
  public Database database(String name) {
    try {
      String password = Files.readString(binaries.password(), StandardCharsets.US_ASCII);
      return Database.of(
          "jdbc:postgresql://127.0.0.1:"
              + port
              + "/"
              + name
              + "?user=postgres&password="
              + password,
          null,
          null);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws Exception {
    kill();
    folder.delete();
  }
}
