package dev.pgmigrate.shadow;

import dev.pgmigrate.jdbc.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A PostgreSQL of our own, reachable from this machine only and with a password that only this user
 * can read. It ends with {@link #close}, or with this JVM, however that ends.
 */
public final class EmbeddedServer implements AutoCloseable {
  /** What a server leaves behind when it has ended, and who may use it next. */
  interface Home {
    void leave();
  }

  private final ServerBinaries binaries;
  private final ServerProcess process;
  private final String password;
  private final Home home;
  private final Thread hook;
  private boolean closed;

  private EmbeddedServer(
      ServerBinaries binaries, ServerProcess process, String password, Home home) {
    this.binaries = binaries;
    this.process = process;
    this.password = password;
    this.home = home;
    this.hook = new Thread(this::end, "migrate-embedded-postgres-" + process.port());
  }

  /** A server whose databases are gone when it ends; in memory where the machine has room. */
  public static EmbeddedServer throwAway(ServerBinaries binaries) {
    ServerFolder folder = ServerFolder.create();
    try {
      Path data = folder.path().resolve("data");
      binaries.copyTemplate(data);
      Map<String, String> settings = settings();
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
      settings.put("synchronous_commit", "off");
      settings.put("autovacuum", "off");
      ServerProcess process =
          ServerProcess.start(
              binaries, data, folder.path().resolve("log"), ServerProcess.End.ABANDON, settings);
      return started(binaries, process, binaries.password(), folder::delete);
    } catch (IOException e) {
      folder.delete();
      throw new ShadowException("Cannot make a data directory in " + folder.path(), e);
    } catch (RuntimeException e) {
      folder.delete();
      throw e;
    }
  }

  /**
   * A server whose databases stay in a folder. One build at a time has it.
   *
   * <p>A killed build or server does them no harm. A power cut may: fsync is off, for what is in a
   * build folder can be made again.
   *
   * @param wait how long for another build to leave it
   */
  public static EmbeddedServer persistent(ServerBinaries binaries, Path folder, Duration wait) {
    PersistentFolder persistent = PersistentFolder.enter(folder, wait);
    try {
      persistent.prepare(binaries);
      Map<String, String> settings = settings();
      settings.put("fsync", "off");
      // A write of 8 kB that SIGKILL cuts in two is mended from the log only with full pages in it.
      settings.put("full_page_writes", "on");
      ServerProcess process =
          ServerProcess.start(
              binaries, persistent.data(), persistent.log(), ServerProcess.End.CLEAN, settings);
      return started(binaries, process, persistent.password(), persistent::leave);
    } catch (IOException e) {
      persistent.leave();
      throw new ShadowException("Cannot use the data directory " + persistent.data(), e);
    } catch (RuntimeException e) {
      persistent.leave();
      throw e;
    }
  }

  private static EmbeddedServer started(
      ServerBinaries binaries, ServerProcess process, Path password, Home home) {
    try {
      String secret = Files.readString(password, StandardCharsets.US_ASCII);
      EmbeddedServer server = new EmbeddedServer(binaries, process, secret, home);
      Runtime.getRuntime().addShutdownHook(server.hook);
      return server;
    } catch (IOException e) {
      process.stop();
      throw new ShadowException("Cannot read " + password, e);
    } catch (IllegalStateException e) {
      process.stop();
      throw e;
    }
  }

  /** One of its databases, as superuser; the URL holds user and password. */
  public Database database(String name) {
    return Database.of(url(name), null, null);
  }

  /** A new connection to one of its databases, as superuser, settings pinned. */
  public Connection connect(String name) {
    return database(name).connect();
  }

  /** A JDBC URL for this machine; it holds user and password. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:"
        + process.port()
        + "/"
        + database
        + "?user=postgres&password="
        + password;
  }

  /** What runs. */
  public PostgresVersion version() {
    return binaries.version();
  }

  /** On 127.0.0.1. */
  public int port() {
    return process.port();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook runs, and finds nothing left to do.
    }
  }

  private synchronized void end() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      process.stop();
    } finally {
      home.leave();
    }
  }

  /** Of every server of ours. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "50");
    // One transaction creates a whole model: each table and index is a lock.
    settings.put("max_locks_per_transaction", "4096");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("jit", "off");
    settings.put("max_parallel_workers_per_gather", "0");
    // In the data directory, not in a /dev/shm that a container may have made small.
    settings.put("dynamic_shared_memory_type", "mmap");
    return settings;
  }
}
