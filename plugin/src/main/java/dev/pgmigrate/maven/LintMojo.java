package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.LintCommand;
import dev.pgmigrate.draft.WarningLevels;
import dev.pgmigrate.lint.Rule;
import dev.pgmigrate.lint.rules.Rules;
import dev.pgmigrate.page.RulePage;
import dev.pgmigrate.page.WarningPage;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.report.PageText;
import dev.pgmigrate.report.VerdictReport;
import java.io.File;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Executes revisions on a throw-away database and reports the effects of their statements: which
 * locks they take, which tables they rewrite, what they drop. Needs no database and no classes.
 */
@Mojo(name = "lint", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class LintMojo extends MigrateMojo {
  /** Judges every revision, not only the new ones. */
  @Parameter(property = "migrate.all", defaultValue = "false")
  boolean all;

  /**
   * What exists before what is judged. A branch of Git: the revisions that it lacks are judged.
   * Without it: the branch that the build server names, else the default branch of <code>origin
   * </code>. Or a .sql file or a folder of them, or a JDBC URL; of the revisions those are judged
   * that the database has not applied. Examples: {@code origin/develop}, {@code schema.sql}, {@code
   * jdbc:postgresql://localhost:5432/shop}.
   */
  @Parameter(property = "migrate.base")
  @Nullable PlexusConfiguration base;

  /**
   * A file or folder of another tool's SQL, to judge instead of the revisions. Example: {@code
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

  /**
   * Only prints the pages of these rules and warnings: what happens, why, what to write instead,
   * when to allow it. Example: {@code index-built-under-lock,long-lock}.
   */
  @Parameter(property = "migrate.explain")
  @Nullable List<String> explain;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    if (explain != null && !explain.isEmpty()) {
      new Output(null, getLog())
          .write(
              explain.stream()
                  .map(id -> PageText.of(page(id), VerdictOutput.paper(this)))
                  .toList());
      return;
    }
    VerdictOutput output = new VerdictOutput(this, failOn);
    LintCommand.Input input =
        output.input(
            () ->
                new LintCommand.Input(
                    project(),
                    all,
                    hidden(base),
                    script == null ? null : script.toPath(),
                    LintLevels.parse(rules == null ? List.of() : rules)));
    output.publish(input.project(), () -> LintCommand.run(input), VerdictReport::judged);
  }

  private static String page(String given) {
    String id = given.strip();
    return RulePage.of(id)
        .map(RulePage::markdown)
        .or(() -> WarningPage.of(id).map(WarningPage::markdown))
        .orElseThrow(
            () ->
                new MigrationException(
                    "There is no rule or warning '" + id + "'",
                    "The rules are "
                        + Rules.all().stream()
                            .map(Rule::id)
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + ". The warnings are "
                        + String.join(", ", WarningLevels.ids())));
  }
}
