package dev.pgmigrate.maven;

import dev.pgmigrate.command.DiffCommand;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.report.DiffReport;
import java.io.File;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Prints the exact difference between any two of: the entities, the history, the database, a JDBC
 * URL, SQL files. Does not compile; works without a POM.
 */
@Mojo(
    name = "diff",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class DiffMojo extends EntityMojo {
  /**
   * The old side: <code>entities</code>, <code>history</code>, <code>database</code>, a JDBC URL, a
   * .sql file or a folder of them. Example: {@code history}.
   */
  @Parameter(property = "migrate.from", defaultValue = "history")
  PlexusConfiguration from;

  /** The new side, written as in <code>migrate.from</code>. Example: {@code entities}. */
  @Parameter(property = "migrate.to", defaultValue = "entities")
  PlexusConfiguration to;

  /**
   * Columns, tables, sequences and types that are renamed or move to another schema. All others are
   * dropped and created. Example: {@code
   * account.phone:phone_number,old_table:new_table,bill:sales.bill}.
   */
  @Parameter(property = "migrate.rename")
  @Nullable String rename;

  /** The file for the SQL. Without it: standard output. Example: {@code diff.sql}. */
  @Parameter(property = "migrate.output")
  @Nullable File output;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    tellOverridden(JdbcUrl.of(hiddenOrDefault(from)));
    tellOverridden(JdbcUrl.of(hiddenOrDefault(to)));
    DiffCommand.Result result =
        DiffCommand.run(
            new DiffCommand.Input(
                projectWithEntities(), hiddenOrDefault(from), hiddenOrDefault(to), rename));
    DiffReport.diff(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
    new Output(output, getLog()).write(result.sql());
  }
}
