package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.shadow.PostgresVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of PostgreSQL on which revisions are written and verified. A small file of the
 * migrations folder records it, so that every developer and CI get the same SQL, whatever server
 * they connect to.
 */
public final class RecordedVersion {
  static final String FILE = "postgres-version.txt";

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+\\.\\d+)?");

  private RecordedVersion() {}

  /** The parameter, else the file, else the default. */
  static String of(Project project) {
    return recorded(project).orElse(PostgresVersion.DEFAULT);
  }

  /** The parameter, else the file; empty: the server or the default decides. */
  public static Optional<String> recorded(Project project) {
    return Optional.ofNullable(project.postgresVersion()).or(() -> inFile(project));
  }

  /** Its major version. */
  public static int major(Project project) {
    return PostgresVersion.major(of(project));
  }

  /**
   * The same project with the version of its first revision: the parameter, else the file, else the
   * configured server's, else the default.
   */
  public static Project chosen(Project project) {
    return project.postgresVersion() != null
        ? project
        : project.withPostgresVersion(
            inFile(project).or(() -> ofServer(project)).orElse(PostgresVersion.DEFAULT));
  }

  /** Says, for people, where the version comes from. */
  static String origin(Project project) {
    Optional<String> file = inFile(project);
    if (file.filter(of(project)::equals).isPresent()) {
      return project.show(project.migrations().resolve(FILE));
    }
    return project.postgresVersion() == null ? "the default" : "migrate.postgresVersion";
  }

  /** The file to write with a revision of this project; empty if the file already records it. */
  public static Map<String, String> toWrite(Project project) {
    String major = String.valueOf(major(project));
    boolean said =
        inFile(project).filter(v -> PostgresVersion.major(v) == major(project)).isPresent();
    return said
        ? Map.of()
        : Map.of(
            FILE,
            """
            # The revisions of this folder are written and verified on this major version of PostgreSQL.
            # Commit this file. To change it: mvn migrate:revision -Dmigrate.postgresVersion=..
            %s
            """
                .formatted(major));
  }

  private static Optional<String> inFile(Project project) {
    Optional<RecordedLine> line = RecordedLine.in(project.migrations(), FILE);
    if (line.isPresent() && !VERSION.matcher(line.get().text()).matches()) {
      throw new MigrationException(
          Path.of(project.show(project.migrations().resolve(FILE))),
          line.get().number(),
          "'" + line.get().text() + "' is not a version of PostgreSQL.",
          "Write a major version, such as " + PostgresVersion.DEFAULT + ".",
          null);
    }
    return line.map(RecordedLine::text);
  }

  private static Optional<String> ofServer(Project project) {
    DatabaseConfig configured = project.target().configured();
    if (configured == null) {
      return Optional.empty();
    }
    Database database = Database.of(configured.url(), configured.username(), configured.password());
    try (Connection connection = database.connect(List.of())) {
      return Optional.of(
          PostgresVersion.nearest(connection.getMetaData().getDatabaseMajorVersion()));
    } catch (SQLException e) {
      throw new DatabaseException(
          DatabaseException.Reason.OTHER,
          "Cannot ask " + configured.describe() + " for its version: " + e.getMessage(),
          e);
    } catch (DatabaseException e) {
      // Nobody named this database for migrating, and nothing here needs it.
      if (configured.origin() == Origin.APPLICATION) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
