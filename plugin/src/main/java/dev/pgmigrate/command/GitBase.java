package dev.pgmigrate.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The branch of Git that revisions are merged into: what it has, others have. Asks the executable
 * {@code git}; without it, without a repository or without such a branch nothing is known.
 */
final class GitBase {
  private static final List<String> DEFAULTS =
      List.of("origin/HEAD", "origin/main", "origin/master");

  /** Said where nothing is known. */
  static final String UNKNOWN =
      "Whether it is merged was not checked: Git has no branch origin/HEAD, origin/main or"
          + " origin/master here. Name the branch: -Dmigrate.base=";

  private final Path folder;
  private final @Nullable String branch;

  private GitBase(Path folder, @Nullable String branch) {
    this.folder = folder;
    this.branch = branch;
  }

  /**
   * The base of a project's migrations.
   *
   * @param asked its name; null for the remote's own default
   * @throws MigrationFailure when it is asked for and not there
   */
  static GitBase of(Project project, @Nullable String asked) {
    Path folder = project.migrations();
    List<String> candidates = asked == null ? DEFAULTS : List.of(asked);
    Optional<String> found =
        candidates.stream()
            .filter(
                name -> git(folder, "rev-parse", "--verify", "--quiet", name + "^{commit}") == 0)
            .findFirst();
    if (asked != null && found.isEmpty()) {
      throw new MigrationFailure(
          "Git knows no branch "
              + asked
              + " (migrate.base) in "
              + project.show(folder)
              + ": git fetch, or name another one");
    }
    return new GitBase(folder, found.orElse(null));
  }

  /** Its name; empty when nothing is known. */
  Optional<String> branch() {
    return Optional.ofNullable(branch);
  }

  /** Whether it has this file of the folder; false when nothing is known. */
  boolean has(Path file) {
    String path = folder.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
    return branch != null
        && git(folder, "cat-file", "-e", branch + ":./" + path.replace('\\', '/')) == 0;
  }

  /** The exit code; that of a shell for a program that is not there. */
  private static int git(Path folder, String... arguments) {
    if (!Files.isDirectory(folder)) {
      return 127;
    }
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (var output = process.getInputStream()) {
        String unused = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
      return process.waitFor();
    } catch (IOException noGit) {
      return 127;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 127;
    }
  }
}
