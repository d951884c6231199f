package dev.pgmigrate.shadow;

import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.artifact.ArtifactSource;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs and a freshly initialised data directory, unpacked once into a cache.
 *
 * <p>The cache is its owner's, root's for example. The user that the servers run as (and with them
 * what a revision executes by COPY .. TO PROGRAM) can read the programs and write nothing: not even
 * the data directory that initdb made as this user, which is copied.
 *
 * @param home holds {@code bin}, {@code lib}, {@code share}, {@code template}, {@code password} and
 *     {@code seal}
 */
public record ServerBinaries(PostgresVersion version, Platform platform, Path home) {
  /** One that was unpacked in another way is not used. */
  private static final String LAYOUT = "-3";

  private static final String TEMPLATE = "template";

  private static final Lock UNPACKING = new ReentrantLock();

  /**
   * Unpacks them, unless that was done before; waits for whoever is doing it at this moment.
   *
   * @param version {@code 17} or {@code 17.11.0}
   * @param cache where to keep them
   */
  public static ServerBinaries of(ArtifactSource artifacts, String version, Path cache) {
    Iterator<PostgresVersion> candidates = PostgresVersion.candidates(version).iterator();
    while (true) {
      PostgresVersion next = candidates.next();
      try {
        return of(artifacts, next, cache);
      } catch (ArtifactNotFoundException e) {
        if (!candidates.hasNext()) {
          throw e;
        }
      }
    }
  }

  private static ServerBinaries of(ArtifactSource artifacts, PostgresVersion postgres, Path cache) {
    Platform platform = Platform.current();
    if (!ServerUser.current().reaches(cache)) {
      throw new ShadowException(
          "The cache " + cache + " is readable only for root, and PostgreSQL does not run as root.",
          "Choose another folder.");
    }
    Path home = home(postgres, platform, cache);
    ServerBinaries binaries = new ServerBinaries(postgres, platform, home);
    if (Seal.exists(binaries.home)) {
      return binaries;
    }
    Path archive = artifacts.file(postgres.coordinates(platform));
    UNPACKING.lock();
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve(home.getFileName() + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = lock(channel, artifacts, postgres, cache)) {
        if (lock.isValid() && !Seal.exists(binaries.home)) {
          artifacts.notice(
              "Unpacking and initialising PostgreSQL %s in %s (once per machine)."
                  .formatted(postgres.full(), cache));
          binaries.unpack(archive);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + archive + " into " + cache, e);
    } finally {
      UNPACKING.unlock();
    }
    return binaries;
  }

  /** Whoever waits for another process hears it: nothing else happens for seconds. */
  private static FileLock lock(
      FileChannel channel, ArtifactSource artifacts, PostgresVersion postgres, Path cache)
      throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    artifacts.notice(
        "Waiting for another build, which is unpacking PostgreSQL %s in %s (once per machine)."
            .formatted(postgres.full(), cache));
    return channel.lock();
  }

  /** As {@link #of(ArtifactSource, String, Path)}, in this user's own cache. */
  public static ServerBinaries of(ArtifactSource artifacts, String version) {
    return of(artifacts, version, CacheFolder.ofUser());
  }

  /**
   * What {@link #of(ArtifactSource, String)} will find unpacked, as its seal: versions and
   * checksums of all its files. Empty: nothing was unpacked for this version yet.
   */
  public static Optional<Path> unpacked(String version) {
    Path cache = CacheFolder.ofUser();
    Platform platform = Platform.current();
    return PostgresVersion.candidates(version).stream()
        .map(candidate -> home(candidate, platform, cache))
        .filter(Seal::exists)
        .map(Seal::file)
        .findFirst();
  }

  private static Path home(PostgresVersion version, Platform platform, Path cache) {
    return cache.resolve(version.full() + "-" + platform.classifier() + LAYOUT);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(platform.windows() ? name + ".exe" : name);
  }

  /**
   * A new data directory, for the user that the server runs as.
   *
   * @throws ShadowException when the cache is not as it was unpacked
   */
  void copyTemplate(Path data) throws IOException {
    Seal.check(home).copy(TEMPLATE, data);
    ServerUser.current().own(data);
  }

  /**
   * Compares the programs with what was unpacked.
   *
   * @throws ShadowException when the cache is not as it was unpacked
   */
  void check() throws IOException {
    Seal.check(home);
  }

  /** Of the user postgres in every database made from the template. */
  Path password() {
    return home.resolve("password");
  }

  /** All or nothing: into a folder beside it, then renamed. */
  private void unpack(Path archive) throws IOException {
    Path fresh = home.resolveSibling(home.getFileName() + ".new");
    LocalFolder.delete(fresh);
    Files.createDirectories(fresh);
    LocalFolder.permissions(fresh, "rwxr-xr-x");
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null && !entry.getName().endsWith(".txz")) {
        entry = zip.getNextEntry();
      }
      if (entry == null) {
        throw new IOException("There is no .txz in " + archive);
      }
      untar(new XZInputStream(new BufferedInputStream(zip)), fresh);
    }
    new ServerBinaries(version, platform, fresh).initialise();
    Seal.put(fresh);
    LocalFolder.delete(home);
    Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void untar(InputStream stream, Path into) throws IOException {
    try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = inside(into, into.resolve(entry.getName()));
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          LocalFolder.permissions(path, "rwxr-xr-x");
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          inside(into, path.resolveSibling(entry.getLinkName()));
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
          Files.createLink(path, inside(into, into.resolve(entry.getLinkName())));
        } else {
          Files.copy(tar, path);
          boolean program = (entry.getMode() & 0100) != 0;
          LocalFolder.permissions(path, program ? "rwxr-xr-x" : "rw-r--r--");
        }
      }
    }
  }

  private static Path inside(Path folder, Path path) throws IOException {
    if (!path.normalize().startsWith(folder)) {
      throw new IOException("An entry leaves the folder: " + path);
    }
    return path.normalize();
  }

  /** The superuser's password is random, so that no other user of this machine gets in. */
  void initialise() throws IOException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    Files.writeString(password(), secret, StandardCharsets.US_ASCII);
    LocalFolder.permissions(password(), "rw-------");
    Path made = Files.createDirectory(home.resolve("initdb"));
    LocalFolder.permissions(made, "rwx------");
    ServerUser user = ServerUser.current();
    user.own(made);
    Path asked = home.resolve("initdb.password");
    Files.writeString(asked, ScramVerifier.of(secret), StandardCharsets.US_ASCII);
    LocalFolder.permissions(asked, "rw-------");
    user.own(asked);
    Path log = home.resolve("initdb.log");
    ProcessBuilder initdb =
        new ProcessBuilder(
                user.command(
                    List.of(
                        program("initdb").toString(),
                        "--pgdata=" + made,
                        "--username=postgres",
                        "--pwfile=" + asked,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--no-instructions")))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    try {
      int status = initdb.start().waitFor();
      if (status != 0) {
        throw new ShadowException("initdb failed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShadowException("Interrupted while initdb ran.", e);
    }
    Files.delete(asked);
    LocalFolder.copy(made, home.resolve(TEMPLATE));
    LocalFolder.delete(made);
  }
}
