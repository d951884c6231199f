package dev.pgmigrate.maven;

import dev.pgmigrate.command.BaselineCommand;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.SchemaDecision;
import dev.pgmigrate.report.RevisionReport;
import java.security.SecureRandom;
import java.time.Instant;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Adopts a database that has tables but no history: its schema becomes the first revision, which is
 * recorded as applied. Does not compile: a table of the compiled entities is adopted even if it
 * looks like the table of another tool.
 */
@Mojo(
    name = "baseline",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class BaselineMojo extends EntityMojo {
  /** The message of the first revision. Example: {@code the schema before migrate}. */
  @Parameter(property = "message", defaultValue = "baseline")
  String message;

  @Override
  DefaultSchema defaultSchema(SchemaDecision decision) {
    return decision.first();
  }

  @Override
  void run() {
    BaselineCommand.Result result =
        BaselineCommand.run(
            new BaselineCommand.Input(
                projectWithEntities(), message, Instant.now(), new SecureRandom(), progress()));
    RevisionReport.baseline(result, project())
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
