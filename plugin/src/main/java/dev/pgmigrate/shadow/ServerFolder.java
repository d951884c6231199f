package dev.pgmigrate.shadow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one throw-away server. Its name says which process it belongs to, so that whoever
 * starts next can sweep what a killed one has left: {@code <pid>-<start in ms>-<random>}.
 */
record ServerFolder(Path path) {
  private static final Pattern NAME = Pattern.compile("(\\d+)-(\\d+)-[0-9a-f]+");

  /** A system reckons when a process started from its clock, which may be set meanwhile. */
  private static final long CLOCK_MILLIS = 30_000;

  /** A data directory begins with 40 MB; a container's /dev/shm may have 64 in all. */
  private static final long ROOM = 1L << 30;

  /** A new folder of this process, after the dead ones' are swept. */
  static ServerFolder create() {
    try {
      Path base = base();
      sweep(base);
      ProcessHandle self = ProcessHandle.current();
      String name =
          self.pid()
              + "-"
              + started(self)
              + "-"
              + Integer.toHexString(new SecureRandom().nextInt());
      Path path = Files.createDirectory(base.resolve(name));
      // Another user, where the server runs as one, gets through to its data directory, and writes
      // nothing beside it. Statements stand in the log.
      LocalFolder.permissions(path, ServerUser.current().uid() >= 0 ? "rwx--x--x" : "rwx------");
      return new ServerFolder(path);
    } catch (IOException e) {
      throw new ShadowException("Cannot make a folder for the embedded PostgreSQL.", e);
    }
  }

  void delete() {
    try {
      LocalFolder.delete(path);
    } catch (IOException e) {
      throw new ShadowException("Cannot delete " + path, e);
    }
  }

  /** This user's folder in memory where there is room, else among the temporary files. */
  static Path base() throws IOException {
    Path memory = Path.of("/dev/shm");
    boolean room =
        Files.isDirectory(memory)
            && Files.isWritable(memory)
            && Files.getFileStore(memory).getUsableSpace() >= ROOM;
    Path parent = room ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    return ours(parent.resolve("migrate-maven-plugin-" + System.getProperty("user.name")));
  }

  /** Anybody may make a folder of this name where we do; in one that is not ours nothing is put. */
  private static Path ours(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(folder);
      LocalFolder.permissions(folder, "rwx--x--x");
    }
    if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(LocalFolder.self())) {
      throw new ShadowException(
          folder + " belongs to another user.",
          "Delete it, or set java.io.tmpdir to another folder.");
    }
    return folder;
  }

  private static void sweep(Path base) throws IOException {
    List<Path> dead;
    try (Stream<Path> folders = Files.list(base)) {
      dead = folders.filter(ServerFolder::ownerIsDead).toList();
    }
    for (Path folder : dead) {
      Postmaster server = Postmaster.of(folder.resolve("data"));
      switch (server.verdict()) {
        case GONE -> LocalFolder.delete(folder);
        case RUNS -> {
          server.process().ifPresent(ProcessHandle::destroyForcibly);
          LocalFolder.delete(folder);
        }
        case UNCLEAR -> {
          // It stays: to end somebody else's server is worse.
        }
      }
    }
  }

  private static boolean ownerIsDead(Path folder) {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    if (!name.matches()) {
      return false;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(name.group(1)));
    long started = Long.parseLong(name.group(2));
    return owner.map(p -> Math.abs(started(p) - started) > CLOCK_MILLIS).orElse(true);
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
  }
}
