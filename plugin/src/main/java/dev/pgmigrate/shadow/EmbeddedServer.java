package dev.pgmigrate.shadow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A PostgreSQL of our own, reachable from this machine only and with a password that only this user
 * can read. It ends with {@link #close}, or with this JVM, however that ends.
 */
public final class EmbeddedServer implements AutoCloseable {
  private final ServerBinaries binaries;
  private final ServerProcess process;
  private final String password;
  private final AutoCloseable folder;
  private final Thread hook;
  private boolean closed;

  private EmbeddedServer(
      ServerBinaries binaries, ServerProcess process, String password, AutoCloseable folder) {
    this.binaries = binaries;
    this.process = process;
    this.password = password;
    this.folder = folder;
    this.hook = new Thread(this::end, "migrate-embedded-postgres-" + process.port());
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A server whose databases are gone when it ends; in memory where the machine has room. */
  public static EmbeddedServer throwAway(ServerBinaries binaries) {
    ServerFolder folder = ServerFolder.create();
    try {
      Path data = folder.path().resolve("data");
      LocalFolder.copy(binaries.template(), data);
      ServerUser.current().own(folder.path());
      Map<String, String> settings = settings();
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
      settings.put("synchronous_commit", "off");
      settings.put("autovacuum", "off");
      ServerProcess process =
          ServerProcess.start(
              binaries, data, folder.path().resolve("log"), ServerProcess.End.ABANDON, settings);
      return new EmbeddedServer(binaries, process, read(binaries.password()), folder);
    } catch (IOException e) {
      folder.close();
      throw new ShadowException("Cannot make a data directory in " + folder.path(), e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** A new connection as superuser. */
  public Connection connect(String database) throws SQLException {
    return Objects.requireNonNull(new Driver().connect(url(database), new Properties()));
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

  /** Such as {@code 17.11}. */
  public String version() {
    String full = binaries.version().full();
    return full.substring(0, full.lastIndexOf('.'));
  }

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
    try (AutoCloseable last = folder) {
      Objects.requireNonNull(last);
      process.stop();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ShadowException("Cannot close the folder of the embedded PostgreSQL.", e);
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

  private static String read(Path password) throws IOException {
    return Files.readString(password, StandardCharsets.US_ASCII);
  }
}
