package dev.pgmigrate.maven;

import dev.pgmigrate.command.DiffCommand;
import dev.pgmigrate.report.ConsoleReport;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.jspecify.annotations.Nullable;

/**
 * Prints the exact difference between any two of: the entities, the history, the database, a JDBC
 * URL, SQL files. Takes compiled classes as they are; works without a POM.
 */
@Mojo(
    name = "diff",
    requiresProject = false,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
public final class DiffMojo extends EntityMojo {
  /**
   * What there is: <code>entities</code>, <code>history</code>, <code>database</code>, a JDBC URL,
   * a .sql file or a folder of them. Example: {@code history}.
   */
  @Parameter(property = "migrate.from", defaultValue = "history")
  String from;

  /** What there shall be, named as in <code>migrate.from</code>. Example: {@code entities}. */
  @Parameter(property = "migrate.to", defaultValue = "entities")
  String to;

  /** The file that the SQL is written to; standard output without it. Example: {@code diff.sql}. */
  @Parameter(property = "migrate.output")
  @Nullable File output;

  @Override
  boolean needsDatabase() {
    return false;
  }

  @Override
  void run() {
    DiffCommand.Result result =
        DiffCommand.run(new DiffCommand.Input(projectWithEntities(), from, to));
    ConsoleReport.of(result).forEach(line -> line.to(getLog()::info, getLog()::warn));
    write(result.sql());
  }

  private void write(List<String> sql) {
    try {
      if (output != null) {
        Path file = output.toPath().toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.write(file, sql);
        getLog().info("Wrote " + file);
      } else if (!sql.isEmpty()) {
        // Past System.out, which Maven 4 decorates.
        byte[] text = (String.join("\n", sql) + "\n").getBytes(StandardCharsets.UTF_8);
        new FileOutputStream(FileDescriptor.out).write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the SQL: " + e.getMessage(), e);
    }
  }
}
