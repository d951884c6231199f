package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.Origin;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.revision.MigrationDirectory;
import dev.pgmigrate.shadow.DevelopmentDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The database of a command: the configured one, else the embedded one. */
public final class TargetDatabase implements AutoCloseable {
  private final Database database;
  private final Database direct;
  private final String description;
  private final @Nullable DevelopmentDatabase embedded;

  private TargetDatabase(
      Database database,
      Database direct,
      String description,
      @Nullable DevelopmentDatabase embedded) {
    this.database = database;
    this.direct = direct;
    this.description = description;
    this.embedded = embedded;
  }

  /** Opens it for reading, from any source of settings. */
  public static TargetDatabase open(Project project) {
    return open(project, false);
  }

  private static TargetDatabase open(Project project, boolean writing) {
    DatabaseConfig configured = project.target().configured();
    if (configured != null) {
      Database database = of(configured, project, writing);
      DatabaseConfig unpooled = project.target().direct();
      Database direct = unpooled == null ? database : of(unpooled, project, writing);
      return new TargetDatabase(
          database, direct, database.describe() + ", " + configured.because(), null);
    }
    DevelopmentDatabase embedded =
        DevelopmentDatabase.open(project.work(), project.tools(), RecordedVersion.of(project));
    return new TargetDatabase(
        embedded.database(),
        embedded.database(),
        "the embedded development database (" + project.show(project.work()) + ")",
        embedded);
  }

  /**
   * Opens it for a command that writes.
   *
   * @param goal the goal's name, for the message
   * @throws MigrationException if nobody would notice a forgotten URL, or if only the application's
   *     own files name a database and the run is unattended
   */
  public static TargetDatabase openForWriting(Project project, String goal) {
    DatabaseConfig configured = project.target().configured();
    if (configured == null && !project.target().embeddedAllowed()) {
      throw new MigrationException(
          "No database is configured, and in CI or batch mode migrate:"
              + goal
              + " does not use the embedded one, so that a deploy job without its URL fails.",
          "Set migrate.url (or MIGRATE_URL, or migrate.server), or ask for the"
              + " embedded database: -Dmigrate.embedded");
    }
    if (configured != null
        && configured.origin() == Origin.APPLICATION
        && !project.target().embeddedAllowed()) {
      throw new MigrationException(
          "The only database that is configured is the application's own, "
              + configured.because()
              + ". In CI or batch mode migrate:"
              + goal
              + " does not write to it without an explicit setting.",
          "Set migrate.url, MIGRATE_URL or migrate.server.");
    }
    return open(project, true);
  }

  /** Everything in a database, except our own tables. */
  public static Catalog catalog(Database database, Project project) {
    try (Connection connection = database.connect(List.of())) {
      return CatalogReader.read(
          connection, project.target().historySchema(), project.target().role());
    } catch (SQLException e) {
      throw unreadable(database, e);
    }
  }

  public static DatabaseException unreadable(Database database, SQLException e) {
    return new DatabaseException(
        DatabaseException.Reason.OTHER,
        "Cannot read " + database.describe() + ": " + e.getMessage(),
        e);
  }

  private static Database of(DatabaseConfig config, Project project, boolean writing) {
    Database database = of(config, project).withRole(project.target().role());
    return writing ? database.forWriting() : database;
  }

  public static Database of(DatabaseConfig config, Project project) {
    return Database.of(config.url(), config.username(), config.password())
        .heardBy(hearing(project));
  }

  /**
   * Throw-away databases on the same server are of its version; before there is a revision the
   * first one records the server's.
   */
  private static NewerServer hearing(Project project) {
    NewerServer newer = project.target().newer();
    boolean decided =
        RecordedVersion.recorded(project).isPresent()
            || new MigrationDirectory(project.migrations()).hasRevisions();
    return decided && SchemaSources.choosesVersion(project)
        ? newer.of(RecordedVersion.major(project), RecordedVersion.origin(project))
        : newer;
  }

  public Database database() {
    return database;
  }

  /** The same with the direct URL, if one is configured. */
  public Database direct() {
    return direct;
  }

  /** The description of the database, and its source; never a password. */
  public String description() {
    return description;
  }

  public boolean embedded() {
    return embedded != null;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
