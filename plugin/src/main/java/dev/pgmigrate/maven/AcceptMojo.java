package dev.pgmigrate.maven;

import dev.pgmigrate.command.AcceptCommand;
import dev.pgmigrate.report.AcceptReport;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Compiles, and lists the differences between the entities and the history of migrations, by kind.
 * Writes the named ones into accepted.txt, so that they are not reported again.
 */
@Mojo(
    name = "accept",
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class AcceptMojo extends EntityMojo {
  /**
   * The differences to accept: <code>all</code>, or names of groups as the goal lists them, or one
   * value of a group. Without it, nothing is accepted. <code>all</code> leaves out the tables,
   * columns and types that the database does not have. <code>drift</code> accepts the changes that
   * somebody made in the live database, <code>drift:public.account.nick</code> one of them.
   * Example: {@code column-type:text,foreign-key-name,extra-index}.
   */
  @Parameter(property = "migrate.accept")
  @Nullable String accept;

  /** Why they are accepted. Example: {@code the schema before migrate}. */
  @Parameter(property = "migrate.reason")
  @Nullable String reason;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    AcceptCommand.Result result =
        AcceptCommand.run(new AcceptCommand.Input(projectWithEntities(), accept, reason));
    AcceptReport.accept(result, project()).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
