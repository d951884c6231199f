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
 * Compiles, and lists where the entities and the history of migrations differ, by the kind of
 * difference; accepts those that are named, for good, into accepted.txt.
 */
@Mojo(
    name = "accept",
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class AcceptMojo extends EntityMojo {
  /**
   * The differences to live with: <code>all</code>, or names of groups as the goal lists them, or
   * one value of a group. Nothing is accepted without it. <code>all</code> leaves out the tables,
   * columns and types that the database lacks. <code>drift</code> is what somebody changed in the
   * live database, <code>drift:public.account.nick</code> one of it. Example: {@code
   * column-type:text,foreign-key-name,extra-index}.
   */
  @Parameter(property = "migrate.accept")
  @Nullable String accept;

  /** Why they are accepted. Example: {@code the schema of before migrate}. */
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
