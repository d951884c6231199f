package dev.pgmigrate.shadow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * As whom the server runs. PostgreSQL refuses to run as root, so that root hands it to uid 65534
 * (nobody); everybody else runs it as himself.
 *
 * @param prefix words before a command
 * @param uid who must own a data directory, or -1 when whoever makes it is right already
 */
record ServerUser(List<String> prefix, int uid) {
  private static final int NOBODY = 65534;
  private static final ServerUser MYSELF = new ServerUser(List.of(), -1);

  /** Those of util-linux and of coreutils. runuser and su do not: they fork and keep signals. */
  private static final List<ServerUser> OF_ROOT =
      List.of(
          new ServerUser(
              List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
              NOBODY),
          new ServerUser(List.of("chroot", "--userspec=" + NOBODY + ":" + NOBODY, "/"), NOBODY));

  private static final class Found {
    static final ServerUser USER = find();
  }

  /** For this process. */
  static ServerUser current() {
    return Found.USER;
  }

  private static ServerUser find() {
    if (!isRoot()) {
      return MYSELF;
    }
    return OF_ROOT.stream()
        .filter(user -> user.runs())
        .findFirst()
        .orElseThrow(
            () ->
                new ShadowException(
                    "PostgreSQL does not run as root, and neither setpriv nor chroot --userspec"
                        + " exists to run it as another user.",
                    "Run the build as an ordinary user, or install util-linux (Alpine: apk add"
                        + " setpriv)."));
  }

  static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return System.getProperty("user.name").equals("root");
    }
  }

  private boolean runs() {
    try {
      Process process =
          new ProcessBuilder(command(List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(command);
    return all;
  }

  /** Gives a folder, and all that is in it, to this user. */
  void own(Path folder) throws IOException {
    if (uid < 0) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> paths = Files.walk(folder)) {
      inside = new ArrayList<>(paths.toList());
    }
    // The folder itself comes last: until then this user cannot put anything into it.
    Collections.reverse(inside);
    for (Path path : inside) {
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Whether this user gets through to what is below the folder, which need not exist yet. */
  boolean reaches(Path folder) {
    if (uid < 0) {
      return true;
    }
    for (Path path = folder.toAbsolutePath(); path != null; path = path.getParent()) {
      try {
        if (Files.exists(path)
            && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      } catch (IOException e) {
        return false;
      }
    }
    return true;
  }
}
