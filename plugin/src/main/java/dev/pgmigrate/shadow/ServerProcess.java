package dev.pgmigrate.shadow;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running postmaster. It ends when the pipe to its watcher closes: by {@link #stop}, or with this
 * JVM, however that ends.
 */
final class ServerProcess {
  /** How a server is ended; the process exits with its data directory in this state. */
  enum End {
    /** At once; the data directory is to be thrown away. */
    ABANDON("QUIT", "immediate"),
    /** After a checkpoint; the next start needs no recovery. */
    CLEAN("INT", "fast");

    private final String signal;
    private final String mode;

    End(String signal, String mode) {
      this.signal = signal;
      this.mode = mode;
    }
  }

  /**
   * $1 is the signal, the rest the command. The server does not get the pipe, else it would never
   * close. The shell outlives signals to the whole process group (Ctrl-C), which the server answers
   * itself, so that its end is the server's end.
   */
  private static final String WATCHER =
      """
      trap '' INT QUIT HUP TERM
      signal=$1; shift
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      (read -r nothing <&3; kill -$signal $server) &
      watcher=$!
      exec 3<&-
      wait $server
      status=$?
      kill -KILL $watcher 2>/dev/null
      exit $status
      """;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int PORTS_TRIED = 5;

  private final ServerBinaries binaries;
  private final Process process;
  private final Path data;
  private final End end;
  private final int port;

  private ServerProcess(ServerBinaries binaries, Process process, Path data, End end, int port) {
    this.binaries = binaries;
    this.process = process;
    this.data = data;
    this.end = end;
    this.port = port;
  }

  /**
   * Starts a server on a free port of 127.0.0.1 and waits until it accepts connections.
   *
   * @param data its data directory, already owned by {@link ServerUser#current()}
   * @param log where it writes its messages
   */
  static ServerProcess start(
      ServerBinaries binaries, Path data, Path log, End end, Map<String, String> settings) {
    for (int attempt = 1; ; attempt++) {
      try {
        int port = freePort();
        ServerProcess server =
            new ServerProcess(
                binaries, launch(binaries, data, log, end, port, settings), data, end, port);
        if (server.awaitReady()) {
          return server;
        }
        server.stop();
        String said = Files.readString(log);
        // Somebody took the port between our asking for it and the server's.
        if (!said.contains("could not bind") || attempt == PORTS_TRIED) {
          throw new ShadowException("The embedded PostgreSQL did not start; it said:\n" + said);
        }
      } catch (IOException e) {
        throw new ShadowException("Cannot start the embedded PostgreSQL in " + data, e);
      }
    }
  }

  int port() {
    return port;
  }

  /** Ends it and waits for that; nothing to do when it is gone already. */
  void stop() {
    try {
      if (binaries.platform().windows() && process.isAlive()) {
        new ProcessBuilder(
                binaries.program("pg_ctl").toString(),
                "stop",
                "--pgdata=" + data,
                "--mode=" + end.mode)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      }
      process.getOutputStream().close();
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new ShadowException("Cannot stop the embedded PostgreSQL in " + data, e);
    } catch (InterruptedException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Process launch(
      ServerBinaries binaries, Path data, Path log, End end, int port, Map<String, String> settings)
      throws IOException {
    List<String> postgres = new ArrayList<>(List.of(binaries.program("postgres").toString()));
    postgres.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    settings.forEach((name, value) -> postgres.addAll(List.of("-c", name + "=" + value)));
    List<String> command = new ArrayList<>();
    if (!binaries.platform().windows()) {
      command.addAll(List.of("sh", "-c", WATCHER, "sh", end.signal));
    }
    command.addAll(ServerUser.current().command(postgres));
    if (!Files.exists(log)) {
      Files.createFile(log);
    }
    LocalFolder.permissions(log, "rw-------");
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** False when it ended instead. */
  private boolean awaitReady() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        if (ready()) {
          return true;
        }
        if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
          return false;
        }
      }
      return false;
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new ShadowException("Interrupted while the embedded PostgreSQL started.", e);
    }
  }

  /** The eighth line of the postmaster's pid file is its state, the fourth its port. */
  private boolean ready() throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file);
    return lines.size() >= 8
        && lines.get(3).strip().equals(Integer.toString(port))
        && lines.get(7).strip().equals("ready");
  }
}
