package dev.pgmigrate.project;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.artifact.FolderArtifacts;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.entity.EntityInput;
import dev.pgmigrate.intent.Filters;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The project of a command: its files and its database.
 *
 * @param root the folder that paths in messages are relative to
 * @param migrations the folder of the revisions
 * @param schemaFiles the folder of the SQL that states what JPA cannot
 * @param work the folder of the embedded development database and of verdicts
 * @param entities null if the command reads no entities
 * @param staleSources the jars on the class path that may be older than this build: objects that
 *     their entities no longer state are not removed
 * @param target the database that the migrations are for
 * @param online whether revisions use online forms, which never lock a busy table for long
 * @param shadow {@code embedded}, {@code same-server}, {@code testcontainers} or a JDBC URL
 * @param postgresVersion the version of the embedded server, e.g. {@code 17}; null for the recorded
 *     one, before the first revision for the configured server's, else 17
 * @param filters the objects of databases and entities that are compared
 * @param tools the source of the server's binaries
 * @param libraries the source of Hibernate if the project has none
 * @param server the build server of this run
 */
@API(status = API.Status.EXPERIMENTAL)
public record Project(
    Path root,
    Path migrations,
    Path schemaFiles,
    Path work,
    @Nullable EntityInput entities,
    Set<Path> staleSources,
    Target target,
    boolean online,
    String shadow,
    @Nullable String postgresVersion,
    Filters filters,
    ArtifactSource tools,
    ArtifactSource libraries,
    BuildServer server) {
  public Project {
    staleSources = Set.copyOf(staleSources);
  }

  /** Prints only the place, because the shadow's URL may contain a password. */
  @Override
  public String toString() {
    return "Project[" + root + "]";
  }

  /**
   * A project in Maven's layout, without entities, whose embedded server's binaries come from the
   * local Maven repository of this user.
   */
  public static Project at(Path root) {
    ArtifactSource local =
        new FolderArtifacts(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    return new Project(
        root,
        root.resolve("src/main/migrations"),
        root.resolve("src/main/schema"),
        root.resolve("target/migrate"),
        null,
        Set.of(),
        Target.EMBEDDED,
        true,
        "embedded",
        null,
        Filters.NONE,
        local,
        local,
        BuildServer.NONE);
  }

  /** The same project with another folder of revisions. */
  public Project withMigrations(Path migrations) {
    return with(draft -> draft.migrations = migrations);
  }

  /** The same project, built by this server. */
  public Project withServer(BuildServer server) {
    return with(draft -> draft.server = server);
  }

  /** The same project for this database. */
  public Project withDatabase(DatabaseConfig database) {
    return withTarget(target.withDatabase(database));
  }

  /** The same project for its embedded development database. */
  public Project withEmbeddedDatabase() {
    return withTarget(target.embedded());
  }

  private Project withTarget(Target target) {
    return with(draft -> draft.target = target);
  }

  /** The same project; an upgrade accepts a database that is ahead of the checkout. */
  public Project allowingAhead() {
    return withTarget(target.allowingAhead());
  }

  /** The same project with a plan approved. */
  public Project approved(Approval digest) {
    return withTarget(target.approved(digest));
  }

  /** The same project with its entities. */
  public Project withEntities(@Nullable EntityInput entities, Set<Path> staleSources) {
    return with(
        draft -> {
          draft.entities = entities;
          draft.staleSources = staleSources;
        });
  }

  /** The same project with its revisions written and verified on this version. */
  Project withPostgresVersion(String version) {
    return with(draft -> draft.postgresVersion = version);
  }

  /** The path as people see it: relative to the root if it is below it. */
  public String show(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path base = root.toAbsolutePath().normalize();
    return absolute.startsWith(base)
        ? base.relativize(absolute).toString().replace('\\', '/')
        : absolute.toString();
  }

  private Project with(Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    return draft.done();
  }

  /** A copy in the making, so that each part stands beside its name. */
  private final class Draft {
    Path root = Project.this.root;
    Path migrations = Project.this.migrations;
    Path schemaFiles = Project.this.schemaFiles;
    Path work = Project.this.work;
    @Nullable EntityInput entities = Project.this.entities;
    Set<Path> staleSources = Project.this.staleSources;
    Target target = Project.this.target;
    boolean online = Project.this.online;
    String shadow = Project.this.shadow;
    @Nullable String postgresVersion = Project.this.postgresVersion;
    Filters filters = Project.this.filters;
    ArtifactSource tools = Project.this.tools;
    ArtifactSource libraries = Project.this.libraries;
    BuildServer server = Project.this.server;

    Project done() {
      return new Project(
          root,
          migrations,
          schemaFiles,
          work,
          entities,
          staleSources,
          target,
          online,
          shadow,
          postgresVersion,
          filters,
          tools,
          libraries,
          server);
    }
  }
}
