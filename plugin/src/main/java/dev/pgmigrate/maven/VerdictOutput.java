package dev.pgmigrate.maven;

import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.output.GitHubAnnotations;
import dev.pgmigrate.output.Outcome;
import dev.pgmigrate.output.OutputFiles;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.Paper;
import dev.pgmigrate.report.VerdictReport;
import dev.pgmigrate.verify.Verdict;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.maven.plugin.logging.Log;

/** Gives a verdict to all who read it: the person at the console, files, GitHub, and Maven. */
final class VerdictOutput {
  private final MigrateMojo mojo;
  private final Severity failOn;

  /**
   * Of a goal.
   *
   * @param failOn the parameter, as it is written
   */
  VerdictOutput(MigrateMojo mojo, String failOn) {
    this.mojo = mojo;
    this.failOn = input(() -> FailOn.parse(failOn));
  }

  /** From which severity on the build fails. */
  Severity failOn() {
    return failOn;
  }

  /**
   * What a run is made of. Where that cannot be known no files of an earlier run stay, either: a
   * build server would show them as the result of this one.
   */
  <T> T input(Supplier<T> input) {
    try {
      return input.get();
    } catch (RuntimeException e) {
      OutputFiles.remove(mojo.work());
      throw e;
    }
  }

  /**
   * Judges, and says what came of it.
   *
   * @param done what was done where the build goes on, a sentence
   * @throws dev.pgmigrate.MigrationException when something weighs as much as it must not
   */
  Verdict publish(Project project, Supplier<Verdict> judge, Function<Verdict, String> done) {
    OutputFiles.remove(project.work());
    Verdict verdict = judge.get();
    VerdictReport report = new VerdictReport(verdict, project, paper(mojo));
    say(report.findings());
    Outcome outcome = outcome(verdict, project);
    if (GitHubAnnotations.wanted(System.getenv())) {
      new Output(null, mojo.getLog()).write(GitHubAnnotations.lines(outcome));
    }
    OutputFiles.write(outcome);
    String files = project.show(project.work()) + "/verify.html";
    say(report.summary(done.apply(verdict), failOn, files));
    VerdictReport.failOn(verdict, failOn);
    return verdict;
  }

  private Outcome outcome(Verdict verdict, Project project) {
    return Outcome.of(
        mojo.mojoExecution.getMojoDescriptor().getGoal().replace("-no-fork", ""),
        mojo.mojoExecution.getVersion(),
        verdict,
        failOn,
        project);
  }

  private void say(List<Line> lines) {
    Log log = mojo.getLog();
    lines.forEach(line -> line.to(log::info, log::warn));
  }

  /** What a goal's lines for people are written on. */
  static Paper paper(MigrateMojo mojo) {
    return !mojo.unattended() && Terminal.coloured() ? Paper.TERMINAL : Paper.PLAIN;
  }
}
