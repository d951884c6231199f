package dev.pgmigrate.shadow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose databases outlive the server, held by one build at a time.
 *
 * @param folder as asked for; holds the lock
 * @param place where the data directory is: the folder, unless the server's user cannot get there
 * @param lock released by {@link #leave} or with this process
 */
record PersistentFolder(Path folder, Path place, FileChannel channel, FileLock lock) {
  /** In the folder, when its data is elsewhere. */
  private static final String MARKER = "elsewhere";

  /** In the folder as long as it is there; locked while a build has it. */
  private static final String LOCK = "lock";

  /** Beside the data that is elsewhere: the folder. */
  private static final String OF = "of";

  private static final Duration ORPHAN = Duration.ofSeconds(10);

  /** Waits for its lock. */
  static boolean exists(Path asked) {
    return Files.exists(asked.resolve(LOCK));
  }

  static PersistentFolder enter(Path asked, Duration wait) {
    Path folder = asked.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel, wait);
      if (lock == null) {
        channel.close();
        throw new ShadowException(
            "Another build is using the database in "
                + folder
                + ", and did not finish within "
                + wait.toSeconds()
                + " s.",
            "Try again when it is done.");
      }
      return new PersistentFolder(folder, place(folder), channel, lock);
    } catch (IOException e) {
      throw new ShadowException("Cannot use the folder " + folder, e);
    }
  }

  Path data() {
    return place.resolve("data");
  }

  Path password() {
    return place.resolve("password");
  }

  Path log() {
    return place.resolve("log");
  }

  /** Makes the data directory ready to be started by these binaries. */
  void prepare(ServerBinaries binaries) throws IOException {
    if (Files.exists(data())) {
      binaries.check();
      checkMajor(binaries.version());
      endOrphan();
      return;
    }
    LocalFolder.permissions(place, "rwx--x--x");
    Path fresh = place.resolve("data.new");
    LocalFolder.delete(fresh);
    binaries.copyTemplate(fresh);
    Files.copy(
        binaries.password(),
        password(),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Lets the next one in. */
  void leave() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new ShadowException("Cannot release the lock of " + folder, e);
    }
  }

  private void checkMajor(PostgresVersion wanted) throws IOException {
    // A link, which the server's user may have put there, could lead to what only we may read.
    String found;
    try (InputStream in =
        Files.newInputStream(data().resolve("PG_VERSION"), LinkOption.NOFOLLOW_LINKS)) {
      found = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
    if (!found.equals(wanted.major())) {
      throw new ShadowException(
          "The database in %s is of PostgreSQL %s, but this build uses PostgreSQL %s."
              .formatted(folder, found, wanted.major()),
          "Set migrate.postgresVersion to " + found + ", or delete the folder to start again.",
          null);
    }
  }

  /**
   * The lock is ours, so whoever still runs there lost his build, and is on his way out or stuck.
   * The pid file must go, too: its pid may be anybody's by now, and then the server does not start.
   */
  private void endOrphan() throws IOException {
    Postmaster server = Postmaster.of(data());
    ProcessHandle orphan = server.process().orElse(null);
    if (orphan != null && server.verdict() == Postmaster.Verdict.UNCLEAR) {
      throw new ShadowException(
          ("Process %d may be the server of %s, or another process with the same number;"
                  + " this system does not tell. Nothing was ended.")
              .formatted(orphan.pid(), data()),
          "End it if it is a server of an earlier build; if it is something else, delete %s."
              .formatted(data().resolve("postmaster.pid")),
          null);
    }
    if (orphan != null && server.verdict() == Postmaster.Verdict.RUNS) {
      try {
        // Without a client it ends at once.
        orphan.destroy();
        orphan.onExit().get(ORPHAN.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        orphan.destroyForcibly();
        orphan.onExit().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ShadowException("Interrupted while a server in " + folder + " ended.", e);
      } catch (ExecutionException e) {
        throw new ShadowException("Cannot wait for the server in " + folder + " to end.", e);
      }
    }
    Files.deleteIfExists(data().resolve("postmaster.pid"));
  }

  private static @Nullable FileLock lock(FileChannel channel, Duration wait) throws IOException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null || System.nanoTime() >= deadline) {
        return lock;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM has it.
      return null;
    }
  }

  /**
   * Root's server runs as somebody else, who may not get into the folder (/root is closed): then
   * the data is in the cache, under the folder's name. It lives as long as the folder: a file in
   * it, gone with {@code mvn clean}, says that there is data.
   */
  private static Path place(Path folder) throws IOException {
    if (ServerUser.current().reaches(folder)) {
      return folder;
    }
    Path databases = Files.createDirectories(CacheFolder.ofUser().resolve("databases"));
    LocalFolder.permissions(databases, "rwx--x--x");
    sweep(databases);
    Path elsewhere = databases.resolve(hash(folder.toString()));
    Path marker = folder.resolve(MARKER);
    if (!Files.exists(marker)) {
      LocalFolder.delete(elsewhere);
      Files.writeString(marker, elsewhere.toString());
    }
    Files.createDirectories(elsewhere);
    Files.writeString(elsewhere.resolve(OF), folder.toString());
    return elsewhere;
  }

  private static void sweep(Path databases) throws IOException {
    List<Path> abandoned;
    try (Stream<Path> all = Files.list(databases)) {
      abandoned = all.filter(PersistentFolder::isAbandoned).toList();
    }
    for (Path database : abandoned) {
      LocalFolder.delete(database);
    }
  }

  private static boolean isAbandoned(Path database) {
    try {
      Path folder = Path.of(Files.readString(database.resolve(OF)));
      return !Files.exists(folder.resolve(MARKER))
          && Postmaster.of(database.resolve("data")).verdict() == Postmaster.Verdict.GONE;
    } catch (IOException e) {
      // Being made or deleted at this moment.
      return false;
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
