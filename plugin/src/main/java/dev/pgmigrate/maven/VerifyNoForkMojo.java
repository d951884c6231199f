package dev.pgmigrate.maven;

import dev.pgmigrate.command.VerifyCommand;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.report.VerdictReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Proves the history of migrations with classes that are compiled already. As <code>migrate:verify
 * </code>, for binding to a phase.
 */
@Mojo(
    name = "verify-no-fork",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public class VerifyNoForkMojo extends EntityMojo {
  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    new VerdictOutput(this, Severity.ERROR)
        .publish(
            project(), () -> VerifyCommand.run(projectWithEntities()), VerdictReport::verified);
  }
}
