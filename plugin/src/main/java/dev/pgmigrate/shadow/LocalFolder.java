package dev.pgmigrate.shadow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** What we do to whole folders. */
final class LocalFolder {
  private LocalFolder() {}

  /**
   * Copies a folder, with the permissions of its files; the copies are this process's.
   *
   * @throws IOException when there is something else in it than folders and files, such as a link:
   *     it may lead to what only this process may read
   */
  static void copy(Path from, Path to) throws IOException {
    boolean posix = posix(from);
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Path copy = Files.createDirectory(to.resolve(from.relativize(folder).toString()));
            if (posix) {
              samePermissions(folder, copy);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isRegularFile() || (posix && linked(file))) {
              throw new IOException(file + " is a link, or not a file: it is not copied.");
            }
            Path copy = to.resolve(from.relativize(file).toString());
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
              Files.copy(in, copy);
            }
            if (posix) {
              samePermissions(file, copy);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void samePermissions(Path from, Path to) throws IOException {
    Files.setPosixFilePermissions(
        to, Files.getPosixFilePermissions(from, LinkOption.NOFOLLOW_LINKS));
  }

  /** Whether the file has another name somewhere. */
  private static boolean linked(Path file) throws IOException {
    return !Integer.valueOf(1)
        .equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Deletes a folder, which another process may be deleting, too. What is in it may be put in place
   * of something else meanwhile, by the user that a server ran as: no link is followed.
   */
  static void delete(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> parent = Files.newDirectoryStream(absolute.getParent())) {
      if (parent instanceof SecureDirectoryStream<Path> secure) {
        delete(secure, absolute.getFileName());
        return;
      }
    }
    deleteByName(absolute);
  }

  private static void delete(SecureDirectoryStream<Path> in, Path name) throws IOException {
    try {
      boolean folder =
          in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .isDirectory();
      if (!folder) {
        in.deleteFile(name);
        return;
      }
      try (SecureDirectoryStream<Path> inside =
          in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        for (Path entry : inside) {
          delete(inside, entry.getFileName());
        }
      }
      in.deleteDirectory(name);
    } catch (NoSuchFileException e) {
      // The other process was quicker.
    }
  }

  private static void deleteByName(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Sets permissions such as {@code rwx--x--x} where the file system has them. */
  static void permissions(Path path, String permissions) throws IOException {
    if (posix(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Whom a new file belongs to. */
  static UserPrincipal self() throws IOException {
    Path probe = Files.createTempFile("owner", null);
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
