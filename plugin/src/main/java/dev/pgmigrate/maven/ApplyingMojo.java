package dev.pgmigrate.maven;

import dev.pgmigrate.command.ScriptCommand;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.SchemaDecision;
import dev.pgmigrate.report.RunReport;
import java.io.File;
import java.security.SecureRandom;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that change a database have in common. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class ApplyingMojo extends ApprovedMojo {
  /**
   * Writes a script for <code>psql -f</code> that does what the goal would do, including the
   * journal's rows, and changes nothing. The script starts where the database is; with a range as
   * <code> migrate.target</code> no database is needed. Example: {@code -Dmigrate.sql
   * -Dmigrate.target=3f9c:head}.
   */
  @Parameter(property = "migrate.sql", defaultValue = "false")
  boolean sql;

  /** The file for the script. Without it: standard output. Example: {@code upgrade.sql}. */
  @Parameter(property = "migrate.output")
  @Nullable File output;

  /** The target, or a range where a script is asked for. */
  abstract String target();

  @Override
  DefaultSchema defaultSchema(SchemaDecision decision) {
    return needsDatabase() ? decision.agreed() : decision.recorded();
  }

  @Override
  boolean changesDatabase() {
    return true;
  }

  @Override
  boolean needsDatabase() {
    return !(sql && target().contains(":"));
  }

  /** Writes the script. */
  void script(ScriptCommand.Verb verb, boolean contract) {
    ScriptCommand.Result result =
        ScriptCommand.run(
            new ScriptCommand.Input(project(), verb, target(), contract, new SecureRandom()));
    RunReport.script(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
    new Output(output, getLog()).write(result.sql().isEmpty() ? List.of() : List.of(result.sql()));
  }
}
