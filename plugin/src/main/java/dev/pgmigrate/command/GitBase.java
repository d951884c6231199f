package dev.pgmigrate.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /** A shell's exit code for a program that is not there. */
  private static final int NOT_FOUND = 127;

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

  /**
   * The files that it has in the folder, from there, with slashes between; empty when nothing is
   * known, also where Git ignores the folder.
   */
  Optional<Set<String>> files() {
    if (branch == null || git(folder, "check-ignore", "--quiet", ".") == 0) {
      return Optional.empty();
    }
    Answer answer = ask(folder, "ls-tree", "-r", "--name-only", "-z", branch, "./");
    return answer.code() == 0 ? Optional.of(Set.of(answer.output().split("\0"))) : Optional.empty();
  }

  /** The exit code; that of a shell for a program that is not there. */
  private static int git(Path folder, String... arguments) {
    return ask(folder, arguments).code();
  }

  private record Answer(int code, String output) {}

  private static Answer ask(Path folder, String... arguments) {
    if (!Files.isDirectory(folder)) {
      return new Answer(NOT_FOUND, "");
    }
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      try (var output = process.getInputStream()) {
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
      }
    } catch (IOException noGit) {
      return new Answer(NOT_FOUND, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(NOT_FOUND, "");
    }
  }
}
