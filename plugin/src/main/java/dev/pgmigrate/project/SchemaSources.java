package dev.pgmigrate.project;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.artifact.ArtifactNotFoundException;
import dev.pgmigrate.catalog.AuthorsWords;
import dev.pgmigrate.catalog.Catalog;
import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.diff.Equivalence;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.entity.EntityModel;
import dev.pgmigrate.entity.EntityReader;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.PostgresVersion;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.ServerBinaries;
import dev.pgmigrate.shadow.Shadow;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.ShadowEquivalence;
import dev.pgmigrate.shadow.ShadowException;
import dev.pgmigrate.sql.Statement;
import dev.pgmigrate.sql.WrittenExpressions;
import dev.pgmigrate.thread.BackgroundTask;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a command's schemas: the entities, SQL files, the history. Each is executed on a
 * throw-away database and read back from its catalog. The throw-away server starts with the first
 * one.
 */
public final class SchemaSources implements AutoCloseable {
  private static final EntityModel NO_ENTITIES = EntityModel.none(List.of());

  private final Project project;
  private @Nullable Shadow shadow;
  private final List<ShadowDatabase> databases = new ArrayList<>();
  private @Nullable ShadowEquivalence equivalence;
  private @Nullable SchemaSources alike;
  private @Nullable BackgroundTask<EntityModel> reading;
  private @Nullable BackgroundTask<@Nullable Void> starting;

  public SchemaSources(Project project) {
    this.project = project;
  }

  /** The same, reading the entities and starting the server while the caller reads the history. */
  public SchemaSources begun() {
    reading = BackgroundTask.start("migrate-entities", this::readEntities);
    return serverBegun();
  }

  /** The same, starting the server meanwhile if it is our own. */
  public SchemaSources serverBegun() {
    if (sideBySide()) {
      starting =
          BackgroundTask.start(
              "migrate-server",
              () -> {
                shadow().start();
                return null;
              });
    }
    return this;
  }

  private EntityModel readEntities() {
    EntityInput input = project.entities();
    return input == null
        ? NO_ENTITIES
        : new EntityReader(project.libraries())
            .read(input.forPostgres(RecordedVersion.major(project)));
  }

  /** The stated schema: entities, then schema files. */
  public DesiredState stated() {
    EntityInput input = project.entities();
    EntityModel model = reading == null ? readEntities() : reading.get();
    List<SqlScripts.Script> scripts = SqlScripts.read(project.schemaFiles());
    List<Statement> ddl = model.ddl().stream().map(Statement::of).toList();
    Catalog catalog = stated(ddl, scripts);
    boolean weak = input != null && !input.strictValidation();
    Schema plain =
        weak && !model.plainDdl().equals(model.ddl())
            ? stated(model.plainDdl().stream().map(Statement::of).toList(), scripts).schema()
            : catalog.schema();
    return new DesiredState(
        catalog,
        plain,
        model,
        ddl.stream().filter(SchemaSources::inserts).toList(),
        scripts.size());
  }

  private Catalog stated(List<Statement> ddl, List<SqlScripts.Script> scripts) {
    ShadowDatabase database = keptDatabase();
    Replay replay = new Replay(database);
    try {
      replay.script("the entities' DDL", ddl);
      for (SqlScripts.Script script : scripts) {
        replay.script(project.show(script.path()), script.statements());
      }
    } catch (ReplayException e) {
      databases.remove(database);
      database.close();
      throw e;
    }
    List<Statement> all =
        Stream.concat(
                ddl.stream(), scripts.stream().flatMap(script -> script.statements().stream()))
            .toList();
    return read(database, all);
  }

  /** The catalog of a file or folder of SQL on an empty database. */
  public Catalog script(Path path) {
    List<SqlScripts.Script> scripts = SqlScripts.read(path);
    if (scripts.isEmpty()) {
      throw new MigrationException(path + " holds no .sql file");
    }
    ShadowDatabase database = keptDatabase();
    Replay replay = new Replay(database);
    List<Statement> all = new ArrayList<>();
    for (SqlScripts.Script script : scripts) {
      replay.script(project.show(script.path()), script.statements());
      all.addAll(script.statements());
    }
    return read(database, all);
  }

  /** The catalog of these revisions, in this order, on an empty database. */
  public Catalog history(History history, List<Revision> revisions) {
    try (ReplayedHistory replayed = replayed(history, revisions)) {
      return replayed.read();
    }
  }

  /** A throw-away database with these revisions applied; the caller closes it. */
  public ReplayedHistory replayed(History history, List<Revision> revisions) {
    return replayed(history, revisions, revision -> {});
  }

  /**
   * The same.
   *
   * @param begun gets each revision before it is executed
   */
  public ReplayedHistory replayed(
      History history, List<Revision> revisions, Consumer<Revision> begun) {
    return new ReplayedHistory(this, history, revisions, begun);
  }

  /**
   * PostgreSQL's answer whether two expressions are equal, from the first database: it has the
   * types and functions that they use.
   */
  public Equivalence equivalence() {
    if (equivalence == null) {
      equivalence = new ShadowEquivalence(databases.isEmpty() ? keptDatabase() : databases.get(0));
    }
    return equivalence;
  }

  /**
   * Whether two of its databases may be filled in parallel, because nobody else uses the server.
   */
  public boolean sideBySide() {
    return choosesVersion(project);
  }

  /** Whether the version of the throw-away databases is ours to choose. */
  static boolean choosesVersion(Project project) {
    return project.shadow().equals(Shadow.EMBEDDED)
        || project.shadow().equals(Shadow.TESTCONTAINERS);
  }

  /**
   * The same sources, on a server of this major version if we can choose one, so that catalogs of
   * the same version are compared.
   */
  public SchemaSources onMajor(int major) {
    if (!choosesVersion(project)
        || major == RecordedVersion.major(project)
        || !PostgresVersion.nearest(major).equals(String.valueOf(major))) {
      return this;
    }
    if (alike == null) {
      alike =
          hasBinaries(major) ? new SchemaSources(project.withPostgresVersion("" + major)) : this;
    }
    return alike;
  }

  private boolean hasBinaries(int major) {
    if (!project.shadow().equals(Shadow.EMBEDDED)) {
      return true;
    }
    try {
      ServerBinaries.of(project.tools(), String.valueOf(major));
      return true;
    } catch (ArtifactNotFoundException e) {
      project
          .target()
          .newer()
          .hear(
              "The database is compared on PostgreSQL %d, not on its own PostgreSQL %d: %s"
                  .formatted(RecordedVersion.major(project), major, e.getMessage()));
      return false;
    }
  }

  private ShadowDatabase keptDatabase() {
    ShadowDatabase database = shadow().create();
    databases.add(database);
    return database;
  }

  public synchronized Shadow shadow() {
    if (shadow == null) {
      DatabaseConfig config = project.target().configured();
      if (config != null) {
        project.target().sharedServer().check(config, project);
      }
      shadow =
          Shadow.open(
              project.shadow(),
              project.tools(),
              RecordedVersion.of(project),
              config == null ? null : TargetDatabase.of(config, project),
              project.target().newer());
    }
    return shadow;
  }

  /** The catalog, its expressions in the words of the statements that made it. */
  Catalog read(ShadowDatabase database, List<Statement> statements) {
    return read(database, WrittenExpressions.of(statements));
  }

  /** The catalog, its expressions in these words. */
  Catalog read(ShadowDatabase database, Map<WrittenExpressions.Key, String> words) {
    try (Connection connection = database.database().connectForReading()) {
      Catalog catalog =
          CatalogReader.read(connection, project.target().historySchema(), project.target().role());
      return new Catalog(
          AuthorsWords.apply(catalog.schema(), words),
          catalog.notCompared(),
          catalog.serverVersion());
    } catch (SQLException e) {
      throw new ShadowException("Lost the shadow database: " + e.getMessage(), e);
    }
  }

  private static boolean inserts(Statement statement) {
    return statement.sql().toLowerCase(Locale.ROOT).startsWith("insert ");
  }

  @Override
  public void close() {
    if (reading != null) {
      reading.await();
    }
    if (starting != null) {
      starting.await();
    }
    try {
      if (equivalence != null) {
        equivalence.close();
      }
      databases.forEach(ShadowDatabase::close);
    } finally {
      try {
        if (alike != null && alike != this) {
          alike.close();
        }
      } finally {
        if (shadow != null) {
          shadow.close();
        }
      }
    }
  }
}
