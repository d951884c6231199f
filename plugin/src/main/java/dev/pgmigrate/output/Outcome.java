package dev.pgmigrate.output;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a goal found out, and all else that a form says of it.
 *
 * @param goal {@code verify} or {@code lint}
 * @param version of this plugin
 * @param failOn the severity from which on the build fails
 * @param repository the root of the Git work tree, absolute; without one that of the project
 */
public record Outcome(
    String goal,
    String version,
    Verdict verdict,
    Severity failOn,
    Project project,
    Path repository) {
  /** The outcome of a run for this project. */
  public static Outcome of(
      String goal, String version, Verdict verdict, Severity failOn, Project project) {
    return new Outcome(goal, version, verdict, failOn, project, repository(project));
  }

  /** Where {@code .git} is: a folder, in a linked work tree or a submodule a file. */
  private static Path repository(Project project) {
    for (Path folder = absolute(project.migrations());
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".git"))) {
        return folder;
      }
    }
    return absolute(project.root());
  }

  /** Whether the build goes on. */
  public boolean passed() {
    return !verdict.failsOn(failOn);
  }

  /** Whether the build fails because of it. */
  public boolean fails(Finding finding) {
    return finding.allowed() == null && finding.severity().compareTo(failOn) >= 0;
  }

  /** Whether one of the checks of the whole history found it; else a rule about a statement did. */
  public boolean isOfCheck(Finding finding) {
    return verdict.checks().stream().map(CheckedRule::rule).anyMatch(finding.rule()::equals);
  }

  /**
   * A file as code hosts name it: relative to the repository, with slashes. One outside of it is
   * absolute.
   */
  public String path(Path file) {
    Path absolute = absolute(file);
    Path shown = absolute.startsWith(repository) ? repository.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }

  /**
   * The file of a finding, as code hosts name it. One that is in no file is about all revisions:
   * model.lock stands for them, or their folder.
   */
  public String placeOf(Finding finding) {
    return path(Optional.ofNullable(finding.file()).orElseGet(this::history));
  }

  /** What stands for the whole history where a file has to be named. */
  private Path history() {
    Path lock = project.migrations().resolve("model.lock");
    return Files.exists(lock) ? lock : project.migrations();
  }

  /** The same, null where a finding is in no file. */
  @Nullable String pathOf(Finding finding) {
    return finding.file() == null ? null : path(finding.file());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
