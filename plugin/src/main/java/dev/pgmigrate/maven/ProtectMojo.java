package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.ProtectCommand;
import dev.pgmigrate.report.PlanReport;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Protects the database: from now on <code>upgrade</code>, <code>downgrade</code> and <code>stamp
 * </code> change it only with the digest of a plan that a person approved. The database itself
 * records it.
 */
@Mojo(name = "protect", requiresProject = false, threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class ProtectMojo extends MigrateMojo {
  /**
   * Ends the protection: the name of the database, typed by a person. Refused in CI and in batch
   * mode. Example: {@code shop}.
   */
  @Parameter(property = "migrate.unprotect")
  @Nullable String unprotect;

  @Override
  void run() {
    if (unprotect != null && unattended()) {
      throw new MigrationException(
          "Only a person can end the protection, not CI or batch mode.",
          "Without -B, outside of CI: mvn migrate:protect -Dmigrate.unprotect=" + unprotect);
    }
    PlanReport.of(ProtectCommand.run(new ProtectCommand.Input(project(), unprotect)))
        .forEach(line -> line.to(getLog()::info, getLog()::warn));
  }
}
