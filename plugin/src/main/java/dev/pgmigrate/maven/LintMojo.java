package dev.pgmigrate.maven;

import dev.pgmigrate.command.LintCommand;
import dev.pgmigrate.command.LintLevels;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.report.VerdictReport;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Judges revisions by what their statements are seen to do on a throw-away database: which locks
 * they take, which tables they rewrite, what they drop. Needs no database and no classes.
 */
@Mojo(name = "lint", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class LintMojo extends MigrateMojo {
  /** Judges every revision, not only those that the branch of Git lacks. */
  @Parameter(property = "migrate.all", defaultValue = "false")
  boolean all;

  /**
   * The branch of Git that revisions are merged into: what it lacks is judged. Without it: the
   * default branch of <code>origin</code>. With <code>migrate.script</code>: the file or folder of
   * SQL that makes what exists before the script. Example: {@code origin/develop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable String base;

  /**
   * A file or folder of SQL of another tool, judged instead of the revisions. Example: {@code
   * src/main/resources/db/migration/V7__add_phone.sql}.
   */
  @Parameter(property = "migrate.script")
  @Nullable File script;

  /**
   * What becomes of single rules: <code>off</code>, <code>note</code>, <code>warning</code> or
   * <code>error</code>. Example: {@code type-to-avoid=error,hidden-code=off}.
   */
  @Parameter(property = "migrate.rules")
  @Nullable List<String> rules;

  /**
   * From which severity on the build fails: <code>error</code>, <code>warning</code>, <code>note
   * </code>.
   */
  @Parameter(property = "migrate.failOn", defaultValue = "error")
  String failOn;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    Severity least = FailOn.parse(failOn);
    LintCommand.Input input =
        new LintCommand.Input(
            project(),
            all,
            base,
            script == null ? null : script.toPath(),
            LintLevels.parse(rules == null ? List.of() : rules));
    new VerdictOutput(this, least)
        .publish(project(), () -> LintCommand.run(input), VerdictReport::judged);
  }
}
