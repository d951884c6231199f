package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.RunReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Applies the pending revisions to the database. Needs neither compiled classes nor a POM; belongs
 * into its own deploy job.
 */
@Mojo(name = "upgrade", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class UpgradeMojo extends ApplyingMojo {
  /**
   * How far: <code>head</code>, <code>heads</code>, <code>+N</code>, a revision id or its unique
   * beginning. Example: {@code +1}.
   */
  @Parameter(property = "migrate.target", defaultValue = "head")
  String target;

  /**
   * <code>contract</code> also applies the contract revisions: those that break the previous
   * release of the application. Otherwise they are held, unless the database is a fresh or the
   * embedded one.
   */
  @Parameter(property = "migrate.phase", defaultValue = "expand")
  String phase;

  /**
   * What to do if the database has revisions that this checkout does not have: <code>refuse</code>,
   * or <code>allow</code> after the application was rolled back. It is always refused if one of
   * those is a contract revision. Example: {@code allow}.
   */
  @Parameter(property = "migrate.ahead", defaultValue = "refuse")
  String ahead;

  @Override
  Project project() {
    return allowed(super.project(), ahead);
  }

  /** The project as migrate.ahead wants it. */
  static Project allowed(Project project, String ahead) {
    return switch (ahead) {
      case "allow" -> project.allowingAhead();
      case "refuse" -> project;
      default ->
          throw new MigrationException("migrate.ahead is " + ahead, "It can be refuse or allow.");
    };
  }

  @Override
  String target() {
    return target;
  }

  @Override
  void run() {
    boolean contract = contract(phase);
    if (sql) {
      script(ScriptCommand.Verb.UPGRADE, contract);
      return;
    }
    UpgradeCommand.Result result =
        approved(
            project ->
                UpgradeCommand.run(
                    new UpgradeCommand.Input(project, target, contract, progress())));
    RunReport.upgrade(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
  }

  @Override
  PlanCommand.Input plan(Project project) {
    return new PlanCommand.Input(
        project, PlanCommand.Kind.UPGRADE, target, contract(phase), false, true);
  }

  /** Whether this phase releases contract revisions. */
  static boolean contract(String phase) {
    return switch (phase) {
      case "contract" -> true;
      case "expand" -> false;
      default ->
          throw new MigrationException(
              "migrate.phase is " + phase, "It can be expand or contract.");
    };
  }
}
