package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.jdbc.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server of another major version than the tests' own, where this machine has one. */
public final class OtherServer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  private final EmbeddedServer server;
  private final Path programs;

  private OtherServer(ServerBinaries binaries, Path programs) {
    this.server = EmbeddedServer.throwAway(binaries);
    this.programs = programs;
  }

  /** The embedded server of this version, if a build has resolved it before. */
  public static Optional<OtherServer> embedded(String version) {
    try {
      ServerBinaries binaries = ServerBinaries.of(TestServer.artifacts(), version);
      return Optional.of(new OtherServer(binaries, binaries.home().resolve("bin")));
    } catch (ArtifactNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The newest that the system's packages have installed, with its pg_dump. */
  public static Optional<OtherServer> installed(Path folder) {
    if (!Files.isExecutable(Path.of("/usr/bin/pg_dump")) || !Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      Optional<Path> newest =
          versions
              .filter(v -> Files.isExecutable(v.resolve("bin/initdb")))
              .max(Comparator.comparing(Path::toString));
      if (newest.isEmpty()) {
        return Optional.empty();
      }
      Path programs = newest.get().resolve("bin");
      Path home = Files.createDirectories(folder.resolve("installed"));
      for (Path open = home; open != null && !open.equals(folder.getParent()); ) {
        LocalFolder.permissions(open, "rwxr-xr-x");
        open = open.getParent();
      }
      Files.createSymbolicLink(home.resolve("bin"), programs);
      ServerBinaries binaries =
          new ServerBinaries(
              new PostgresVersion(newest.get().getFileName() + ".0.0"), Platform.current(), home);
      binaries.initialise();
      Seal.put(home);
      return Optional.of(new OtherServer(binaries, programs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of its databases. */
  public Database database(String name) {
    return server.database(name);
  }

  /** The URL of its one database. */
  public String url() {
    return server.database("postgres").url().reveal();
  }

  /** What pg_dump says of its database, without the lines that only psql understands. */
  public String dump() {
    try {
      Process process =
          new ProcessBuilder(
                  programs.resolve("pg_dump").toString(),
                  "--schema-only",
                  "--no-owner",
                  "--dbname",
                  url().replaceFirst("^jdbc:", ""))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!output.contains("database dump complete")) {
        throw new AssertionError(output);
      }
      return output
          .lines()
          .filter(line -> !line.startsWith("\\"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
