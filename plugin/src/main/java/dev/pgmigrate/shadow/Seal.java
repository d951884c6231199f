package dev.pgmigrate.shadow;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What an unpacked server consists of: size and checksum of each file, written down when it was
 * unpacked. Who may change the cache is decided by its owner and its permissions, which are checked
 * too; a checksum finds damage, and has to be quick: it is taken at every start.
 */
final class Seal {
  private static final String NAME = "seal";

  private static final int BUFFER = 1 << 16;
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  /** In place of a checksum: libraries have names that are links. */
  private static final String LINK = "link";

  private record Mark(String checksum, long size) {}

  private final Path home;
  private final Map<Path, Mark> marks;

  private Seal(Path home, Map<Path, Mark> marks) {
    this.home = home;
    this.marks = marks;
  }

  static boolean exists(Path home) {
    return Files.isRegularFile(file(home), LinkOption.NOFOLLOW_LINKS);
  }

  /** Where it is written down. */
  static Path file(Path home) {
    return home.resolve(NAME);
  }

  /** Writes down what is there. */
  static void put(Path home) throws IOException {
    byte[] buffer = new byte[BUFFER];
    List<String> lines = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String checksum = attributes.isSymbolicLink() ? LINK : copied(file, null, buffer);
            lines.add(checksum + " " + attributes.size() + " " + home.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
    Files.write(home.resolve(NAME), lines);
  }

  /**
   * Reads what was written down, and compares what is quick to compare: owners, permissions and
   * sizes of all files, and the programs with their libraries.
   *
   * @throws ShadowException when it is not as it was unpacked, with what to do
   */
  static Seal check(Path home) throws IOException {
    Map<Path, Mark> marks = new LinkedHashMap<>();
    for (String line : Files.readAllLines(home.resolve(NAME))) {
      String[] parts = line.split(" ", 3);
      marks.put(home.resolve(parts[2]), new Mark(parts[0], Long.parseLong(parts[1])));
    }
    Seal seal = new Seal(home, marks);
    seal.compare();
    byte[] buffer = new byte[BUFFER];
    for (Map.Entry<Path, Mark> mark : marks.entrySet()) {
      boolean program =
          (mark.getKey().startsWith(home.resolve("bin"))
                  || mark.getKey().startsWith(home.resolve("lib")))
              && !mark.getValue().checksum().equals(LINK);
      if (program && !mark.getValue().checksum().equals(copied(mark.getKey(), null, buffer))) {
        throw seal.broken(mark.getKey(), "has other content");
      }
    }
    return seal;
  }

  /** Copies a folder in it, comparing each file with its checksum. */
  void copy(String folder, Path to) throws IOException {
    Path from = home.resolve(folder);
    byte[] buffer = new byte[BUFFER];
    boolean posix = LocalFolder.posix(home);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.createDirectory(to.resolve(from.relativize(visited).toString()));
            if (posix) {
              Files.setPosixFilePermissions(copy, OWN);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Mark mark = marks.get(file);
            if (mark == null || !attributes.isRegularFile()) {
              throw broken(file, "was not there");
            }
            Path copy = to.resolve(from.relativize(file).toString());
            if (!mark.checksum().equals(copied(file, copy, buffer))) {
              throw broken(file, "has other content");
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void compare() throws IOException {
    boolean posix = LocalFolder.posix(home);
    UserPrincipal owner = posix ? owner() : null;
    Path seal = home.resolve(NAME);
    int[] seen = {0};
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (owner != null) {
              checkOwner(folder, owner);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.equals(seal)) {
              return FileVisitResult.CONTINUE;
            }
            Mark mark = marks.get(file);
            if (mark == null) {
              throw broken(file, "was not there");
            }
            if (mark.size() != attributes.size()
                || mark.checksum().equals(LINK) != attributes.isSymbolicLink()) {
              throw broken(file, "has another size");
            }
            seen[0]++;
            return FileVisitResult.CONTINUE;
          }
        });
    if (seen[0] != marks.size()) {
      throw broken(home, "lacks files");
    }
  }

  /** Ours, or root's. */
  private UserPrincipal owner() throws IOException {
    UserPrincipal owner = Files.getOwner(home, LinkOption.NOFOLLOW_LINKS);
    boolean ofRoot = Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"));
    if (!ofRoot && !owner.equals(LocalFolder.self())) {
      throw broken(home, "belongs to " + owner.getName());
    }
    return owner;
  }

  /**
   * Nobody else's and nobody else may write it, the user that runs the servers least of all: then
   * nobody else puts another file, or a link, in the place of one.
   */
  private void checkOwner(Path folder, UserPrincipal owner) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(folder, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.owner().equals(owner)) {
      throw broken(folder, "belongs to " + attributes.owner().getName());
    }
    if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw broken(folder, "can be written by everybody");
    }
  }

  private ShadowException broken(Path file, String how) {
    return new ShadowException(
        "The unpacked server in the cache was changed: %s %s. Nothing was started."
            .formatted(file, how),
        "Delete %s; the next run unpacks it again.".formatted(home),
        null);
  }

  /** The checksum of a file, which is copied on the way. */
  private static String copied(Path file, @Nullable Path to, byte[] buffer) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = new FileInputStream(file.toFile());
        OutputStream out =
            to == null ? OutputStream.nullOutputStream() : new FileOutputStream(to.toFile())) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        checksum.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return Long.toHexString(checksum.getValue());
  }
}
