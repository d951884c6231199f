package dev.pgmigrate.maven;

import dev.pgmigrate.command.Project;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.output.GitHubAnnotations;
import dev.pgmigrate.output.Outcome;
import dev.pgmigrate.output.OutputFiles;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;

/** Gives a verdict to all who read it: the person at the console, files, GitHub, and Maven. */
final class VerdictOutput {
  private final MigrateMojo mojo;
  private final Severity failOn;

  VerdictOutput(MigrateMojo mojo, Severity failOn) {
    this.mojo = mojo;
    this.failOn = failOn;
  }

  /**
   * Judges, and says what came of it.
   *
   * @throws dev.pgmigrate.command.MigrationFailure when something weighs as much as it must not
   */
  Verdict publish(Project project, Supplier<Verdict> judge) {
    OutputFiles.remove(project);
    Verdict verdict = judge.get();
    Log log = mojo.getLog();
    Outcome outcome =
        Outcome.of(
            mojo.mojoExecution.getMojoDescriptor().getGoal().replace("-no-fork", ""),
            mojo.mojoExecution.getVersion(),
            verdict,
            failOn,
            project);
    VerdictReport.of(verdict, project).forEach(line -> line.to(log::info, log::warn));
    if (GitHubAnnotations.wanted(System.getenv())) {
      new Output(null, log).write(GitHubAnnotations.lines(outcome));
    }
    List<Path> files = OutputFiles.write(outcome);
    log.info("Written: " + project.show(files.get(0)) + " and its other forms");
    VerdictReport.failOn(verdict, failOn);
    return verdict;
  }
}
