package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * PgBouncer, mostly in transaction mode, before the server of the tests, where this machine has it.
 */
public final class Pooler implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final Process process;
  private final Path folder;
  private final int port;

  private Pooler(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Starts it; the test is skipped where it is not installed. */
  public static Pooler start() throws IOException, InterruptedException {
    return start("transaction");
  }

  /** The same in another {@code pool_mode}. */
  public static Pooler start(String mode) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), PROGRAM + " is not installed: apt install pgbouncer");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI server = URI.create(TestServer.server().url("postgres").substring("jdbc:".length()));
    String login = server.getQuery().replace('&', ' ');
    Path folder = Files.createTempDirectory("pooler");
    Path settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        * = host=127.0.0.1 port=%d %s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = 6
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(server.getPort(), login, port, mode));
    ServerUser user = ServerUser.current();
    user.own(folder);
    Process process =
        new ProcessBuilder(user.command(List.of(PROGRAM.toString(), settings.toString())))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Pooler pooler = new Pooler(process, folder, port);
    pooler.awaitAnswer();
    return pooler;
  }

  private void awaitAnswer() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        assertThat(process.isAlive() && System.nanoTime() < deadline)
            .as(() -> read(folder.resolve("log")))
            .isTrue();
        Thread.sleep(10);
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** The URL of a database of the server, through the pooler. */
  public String through(String url) {
    String pooled = url.replaceFirst("127\\.0\\.0\\.1:\\d+/", "127.0.0.1:" + port + "/");
    assertThat(pooled).isNotEqualTo(url);
    return pooled;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    for (String file : List.of("pgbouncer.ini", "log")) {
      Files.delete(folder.resolve(file));
    }
    Files.delete(folder);
  }
}
