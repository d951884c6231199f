package dev.pgmigrate.bench;

import dev.pgmigrate.shadow.EmbeddedServer;
import dev.pgmigrate.shadow.OtherServer;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The server of the databases that are measured, with the programs of the PATH beside it. */
final class BenchServer implements AutoCloseable {
  private final String url;
  private final Runnable end;
  private final Optional<Path> psql = TimedProcess.onPath("psql");
  private final Optional<Path> pgDump;

  private BenchServer(String url, Runnable end) throws Exception {
    this.url = url;
    this.end = end;
    Optional<Path> found = TimedProcess.onPath("pg_dump");
    this.pgDump = found.isPresent() && major(found.get()) >= major() ? found : Optional.empty();
  }

  /**
   * The one of {@code -Dbench.url}; else an embedded one that the pg_dump of this machine can dump;
   * else the embedded one of the tests.
   */
  static BenchServer start() throws Exception {
    String given = System.getProperty("bench.url");
    if (given != null && !given.isEmpty()) {
      return new BenchServer(given, () -> {});
    }
    Optional<Path> pgDump = TimedProcess.onPath("pg_dump");
    if (pgDump.isPresent()) {
      Optional<OtherServer> other = OtherServer.embedded(String.valueOf(major(pgDump.get())));
      if (other.isPresent()) {
        return new BenchServer(other.get().url(), other.get()::close);
      }
    }
    EmbeddedServer server = TestServer.server();
    return new BenchServer(server.database("postgres").url().reveal(), () -> {});
  }

  /** The URL of one of its databases. */
  String url(String database) {
    return url.replaceFirst("(//[^/]*/)[^?]*", "$1" + database);
  }

  /** Makes a database, in the place of the one of this name. */
  String fresh(String database) throws SQLException {
    drop(database);
    execute("postgres", "CREATE DATABASE " + database);
    return url(database);
  }

  void drop(String database) throws SQLException {
    execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  /** As the server says it. */
  String version() throws SQLException {
    return setting("server_version");
  }

  private int major() throws SQLException {
    return Integer.parseInt(setting("server_version_num")) / 10_000;
  }

  private String setting(String name) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Seconds for a file, in one session; nothing where there is no psql. */
  Optional<Double> psql(TimedProcess process, String database, Path file) throws Exception {
    if (psql.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        process.run(
            file.getParent(),
            Map.of(),
            List.of(
                psql.get().toString(),
                "--no-psqlrc",
                "--quiet",
                "--set=ON_ERROR_STOP=1",
                "--file=" + file,
                libpq(database))));
  }

  /** Seconds for the schema; nothing where there is no pg_dump, or only one of an older server. */
  Optional<Double> dump(TimedProcess process, Path folder, String database) throws Exception {
    if (pgDump.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        process.run(
            folder,
            Map.of(),
            List.of(pgDump.get().toString(), "--schema-only", "--dbname=" + libpq(database))));
  }

  private String libpq(String database) {
    return url(database).replaceFirst("^jdbc:", "");
  }

  /** Of {@code pg_dump (PostgreSQL) 15.18 (Debian 15.18-0)}. */
  private static int major(Path program) throws IOException {
    Process process = new ProcessBuilder(program.toString(), "--version").start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return Integer.parseInt(said.replaceFirst(".*PostgreSQL\\) (\\d+).*", "$1"));
  }

  @Override
  public void close() {
    end.run();
  }
}
