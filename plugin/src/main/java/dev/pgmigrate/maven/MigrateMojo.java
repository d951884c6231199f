package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.config.Ci;
import dev.pgmigrate.config.Credentials;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.config.DatabaseSources;
import dev.pgmigrate.config.SettingsPlaces;
import dev.pgmigrate.intent.Filters;
import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.jdbc.NewerServer;
import dev.pgmigrate.project.DefaultSchema;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaDecision;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.project.Target;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.sql.DefaultNamespace;
import dev.pgmigrate.sql.Durations;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** What every goal has in common: where the migrations are and which database they are for. */
@SuppressWarnings("NullAway.Init") // Maven sets the parameters.
abstract class MigrateMojo extends AbstractMojo {
  @Inject RepositorySystem repositorySystem;
  @Inject SettingsDecrypter settingsDecrypter;
  @Inject BuildPluginManager pluginManager;

  @Parameter(defaultValue = "${project}", readonly = true)
  MavenProject project;

  @Parameter(defaultValue = "${session}", readonly = true)
  MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true)
  MojoExecution mojoExecution;

  @Parameter(defaultValue = "${repositorySystemSession}", readonly = true)
  RepositorySystemSession repositorySession;

  @Parameter(defaultValue = "${project.remotePluginRepositories}", readonly = true)
  List<RemoteRepository> pluginRepositories;

  @Parameter(defaultValue = "${project.remoteProjectRepositories}", readonly = true)
  List<RemoteRepository> projectRepositories;

  /** Skips the goal. */
  @Parameter(property = "migrate.skip", defaultValue = "false")
  boolean skip;

  /**
   * The folder of the revisions, with model.lock and accepted.txt beside them. Example: {@code
   * src/main/resources/db/migrations}.
   */
  @Parameter(property = "migrate.directory", defaultValue = "src/main/migrations")
  File directory;

  /**
   * The folder of the SQL files (all <code>**&#47;*.sql</code>, in the order of their paths) with
   * the part of the schema that JPA cannot describe: a GIN index, an exclusion constraint, a
   * default.
   */
  @Parameter(property = "migrate.schemaDirectory", defaultValue = "src/main/schema")
  File schemaDirectory;

  /**
   * The database, as a JDBC URL. Without it: the environment (<code>MIGRATE_URL</code>, then <code>
   *  PGHOST</code> and the other variables of libpq), then the data source of the application (of
   * Spring, Quarkus, Micronaut, persistence.xml or hibernate.properties), then the embedded
   * development database. Example: {@code jdbc:postgresql://localhost:5432/shop}.
   */
  @Parameter(property = "migrate.url")
  @Nullable PlexusConfiguration url;

  /** The user of the database. Without it: MIGRATE_USERNAME, or the user of the server entry. */
  @Parameter(property = "migrate.username")
  @Nullable String username;

  /**
   * The password of the database. A better place is settings.xml (see <code>migrate.server</code>)
   * or the environment variable MIGRATE_PASSWORD.
   */
  @Parameter(property = "migrate.password")
  @Nullable PlexusConfiguration password;

  /**
   * The id of a server entry of settings.xml with user name and password; the password may be
   * encrypted. Example: {@code shop-production}.
   */
  @Parameter(property = "migrate.server")
  @Nullable String server;

  /**
   * The URL of the same database without a pooler, if <code>migrate.url</code> leads to PgBouncer:
   * for statements outside a transaction, for reading and for the lease. Without it: the
   * environment variable MIGRATE_DIRECT_URL. User and password are the same. Example: {@code
   * jdbc:postgresql://db1.internal:5432/shop}.
   */
  @Parameter(property = "migrate.directUrl")
  @Nullable PlexusConfiguration directUrl;

  /**
   * How long a statement waits for a lock while others wait behind it; then its transaction is
   * rolled back and tried again. In milliseconds, or with a unit. Example: {@code 500ms}.
   */
  @Parameter(property = "migrate.lockTimeout", defaultValue = "2s")
  String lockTimeout;

  /**
   * How long a statement may take; <code>0</code> means no limit. In milliseconds, or with a unit.
   * Example: {@code 10min}.
   */
  @Parameter(property = "migrate.statementTimeout", defaultValue = "0")
  String statementTimeout;

  /**
   * How often a step, or a range of a batch, is tried if it ends with a lock timeout, a deadlock, a
   * serialization failure or a lost connection. Example: {@code 20}.
   */
  @Parameter(property = "migrate.attempts", defaultValue = "10")
  int attempts;

  /**
   * The role that migrations run as (<code>SET ROLE</code>) and that new objects belong to; the
   * user of the database must be a member of it. Without it: the user itself. The embedded database
   * and the shadow database do not use it. Example: {@code shop_owner}.
   */
  @Parameter(property = "migrate.role")
  @Nullable String role;

  /**
   * Uses the embedded development database under <code>target/migrate</code> even in batch mode and
   * in CI. Without it, a goal that writes fails there if no database is configured.
   */
  @Parameter(property = "migrate.embedded", defaultValue = "false")
  boolean embedded;

  /**
   * The profiles of the application (of Quarkus, Micronaut or Spring) whose settings are read.
   * Without it: those of SPRING_PROFILES_ACTIVE, QUARKUS_PROFILE or MICRONAUT_ENVIRONMENTS, else
   * those of the application's files, else the framework's default; with Quarkus that is <code>dev
   * </code>. Example: {@code dev,local}.
   */
  @Parameter(property = "migrate.profiles")
  @Nullable List<String> profiles;

  /**
   * The version of PostgreSQL that revisions are written and verified on, which is also the
   * embedded one: a major version or a full one. Without it: what the first revision or baseline
   * has recorded in postgres-version.txt beside the revisions (the major version of the configured
   * server, else 17). If it changes, the next revision records the new one. Example: {@code 16}.
   */
  @Parameter(property = "migrate.postgresVersion")
  @Nullable String postgresVersion;

  /**
   * Where throw-away databases are created: <code>embedded</code>; <code>same-server</code>,
   * temporary databases on the configured server; <code>testcontainers</code>; or the JDBC URL of a
   * server that may be used for it.
   */
  @Parameter(property = "migrate.shadow", defaultValue = "embedded")
  PlexusConfiguration shadow;

  /**
   * With <code>same-server</code>, or a URL of that server: the user may have SUPERUSER or
   * CREATEROLE, although a revision that creates or alters roles then changes the server itself,
   * before anybody approves it. Without it, such a user is a warning, and in CI and batch mode an
   * error.
   */
  @Parameter(property = "migrate.shadowTrusted", defaultValue = "false")
  boolean shadowTrusted;

  /**
   * The schema of all names without a schema, in revisions, schema files and entities; the plugin's
   * own tables are there, too. Without it: what the first revision or baseline has recorded in
   * default-schema.txt beside the revisions (<code>currentSchema</code> of the database's URL, else
   * the first schema of the role's <code>search_path</code>), else <code> public</code>. If it
   * changes, the next revision records the new one. Example: {@code shop}.
   */
  @Parameter(property = "migrate.schema")
  @Nullable String schema;

  /**
   * The schema of the two tables that the plugin keeps in the target database. Without it: the
   * default schema, see <code>migrate.schema</code>.
   */
  @Parameter(property = "migrate.historySchema")
  @Nullable String historySchema;

  /**
   * Whether revisions are written in the forms that never lock a busy table for long: indexes
   * <code>CONCURRENTLY</code>, constraints <code>NOT VALID</code> and validated later, renames and
   * drops in several deploys. <code>false</code> gives plain SQL.
   */
  @Parameter(property = "migrate.online", defaultValue = "true")
  boolean online;

  /**
   * Only objects that match these patterns are compared. Without it: all objects. A pattern is a
   * schema, an object or a part of one as the console prints it, <code>*</code> for any characters
   * within a name. Example: {@code shop.*,table public.audit_*}.
   */
  @Parameter(property = "migrate.include")
  @Nullable List<String> includes;

  /**
   * Objects that match these patterns belong to somebody else: they are not created, changed,
   * dropped or reported. Example: {@code legacy.*,table public.qrtz_*,index public.ix_tmp_*}.
   */
  @Parameter(property = "migrate.exclude")
  @Nullable List<String> excludes;

  /** What the settings say is asked, and told, once. */
  private @Nullable Project knownProject;

  /** One for all that the goal connects to. */
  private final NewerServer newer = new NewerServer(line -> getLog().warn(line));

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("migrate.skip is set: nothing is executed.");
      return;
    }
    try {
      Ownership ownership = Ownership.of(session, project);
      if (OwningModules.wantedBy(mojoExecution, session)) {
        owningModules().execute(ownership.owners(directory, schemaDirectory));
      } else if (ownership.ownsHere(directory.toPath(), schemaDirectory.toPath())) {
        if (changesDatabase()) {
          UnknownProperties.refuse(session, project, mojoExecution);
        }
        UnknownProperties.of(session, project, mojoExecution).forEach(getLog()::warn);
        run();
      } else {
        getLog().debug("This module owns no migrations.");
        ownership.failIfNobodyOwns(directory, schemaDirectory);
      }
    } catch (RuntimeException e) {
      throw Errors.worded(e, command());
    } finally {
      DefaultNamespace.reset();
      deregisterDriver();
    }
  }

  /**
   * The driver registers itself when its class is loaded, for the whole JVM, which would keep this
   * plugin's class loader for ever. We connect without the registry.
   */
  private static void deregisterDriver() {
    synchronized (MigrateMojo.class) {
      try {
        if (Driver.isRegistered()) {
          Driver.deregister();
        }
      } catch (SQLException e) {
        throw new IllegalStateException("PostgreSQL's driver cannot be deregistered", e);
      }
    }
  }

  private OwningModules owningModules() {
    return new OwningModules(pluginManager, session, mojoExecution);
  }

  /** Does what the goal is for. */
  abstract void run();

  /** What we tell the user to run has to work here. */
  private FullCommand command() {
    return FullCommand.of(session.getGoals());
  }

  @Override
  public Log getLog() {
    return new FullCommandLog(super.getLog(), command());
  }

  /** The project as the commands see it, without entities. */
  Project project() {
    Project project = knownProject;
    if (project == null) {
      project = readProject();
      knownProject = project;
    }
    return project;
  }

  private Project readProject() {
    DatabaseSources sources = databaseSources();
    Optional<DatabaseConfig> configured =
        needsDatabase() ? sources.resolve() : sources.resolveIfUsable();
    Optional<DatabaseConfig> direct =
        configured.flatMap(pooled -> sources.direct(hidden(directUrl), pooled));
    configured.ifPresent(database -> tellOverridden(database.url()));
    direct.ifPresent(database -> tellOverridden(database.url()));
    DefaultSchema defaultSchema =
        defaultSchema(
            new SchemaDecision(
                directory.toPath(), schema, historySchema, configured.orElse(null), role));
    DefaultNamespace.use(defaultSchema.name());
    defaultSchema.line().ifPresent(line -> getLog().info(line));
    tellOverridden(JdbcUrl.of(hiddenOrDefault(shadow)));
    return new Project(
        shownFrom(),
        directory.toPath(),
        schemaDirectory.toPath(),
        work(),
        null,
        Set.of(),
        new Target(
            configured.orElse(null),
            direct.orElse(null),
            role,
            embedded || !unattended(),
            historySchema == null ? DefaultNamespace.name() : historySchema,
            null,
            new SharedServer(shadowTrusted, unattended(), text -> getLog().warn(text)),
            limits(),
            newer),
        online,
        hiddenOrDefault(shadow),
        postgresVersion,
        Filters.of(
            includes == null ? List.of() : includes, excludes == null ? List.of() : excludes),
        new ResolvedArtifacts(
            repositorySystem, repositorySession, pluginRepositories, line -> getLog().info(line)),
        new ResolvedArtifacts(
            repositorySystem, repositorySession, projectRepositories, line -> getLog().info(line)),
        BuildServer.of(System.getenv()));
  }

  /** What a parameter says that Maven must not print; null: nothing. */
  final @Nullable String hidden(@Nullable PlexusConfiguration parameter) {
    return new Hidden(session, mojoExecution).text(parameter);
  }

  /** The same of one that has a default. */
  final String hiddenOrDefault(PlexusConfiguration parameter) {
    return String.valueOf(hidden(parameter));
  }

  /** One line for the parameters of a URL that do not hold in our sessions. */
  void tellOverridden(JdbcUrl url) {
    url.overridden().ifPresent(line -> getLog().info(line));
  }

  private Limits limits() {
    return new Limits(
        duration("migrate.lockTimeout", lockTimeout),
        duration("migrate.statementTimeout", statementTimeout),
        Math.max(1, attempts),
        Limits.DEFAULT.firstPause(),
        Limits.DEFAULT.patience());
  }

  private static Duration duration(String parameter, String text) {
    return Durations.parse(text)
        .orElseThrow(
            () ->
                new MigrationException(
                    parameter
                        + " is "
                        + text
                        + "; write it as 500ms, 2s, 5min or 1h, or 0 for none"));
  }

  /** What names without a schema mean to the goal. */
  DefaultSchema defaultSchema(SchemaDecision decision) {
    return decision.recorded();
  }

  /** Whether the goal executes revisions, or says that they are applied. */
  boolean changesDatabase() {
    return false;
  }

  /** Whether the goal is nothing without a database. */
  boolean needsDatabase() {
    return true;
  }

  private DatabaseSources databaseSources() {
    Credentials ofServer =
        server == null
            ? Credentials.NONE
            : SettingsServer.credentials(session, settingsDecrypter, server);
    return new DatabaseSources(
        Credentials.of(hidden(url), username, hidden(password)),
        server,
        ofServer,
        System.getenv(),
        settingsPlaces(resources()),
        embedded,
        line -> getLog().info(line));
  }

  /** The application's settings in these directories, as the application would read them here. */
  final SettingsPlaces settingsPlaces(List<Path> classPath) {
    Map<String, String> maven = new HashMap<>();
    project.getProperties().stringPropertyNames().stream()
        .forEach(name -> maven.put(name, project.getProperties().getProperty(name)));
    maven.put("project.version", project.getVersion());
    maven.put("project.artifactId", project.getArtifactId());
    Map<String, String> commandLine = new HashMap<>();
    session
        .getUserProperties()
        .forEach((name, value) -> commandLine.put(name.toString(), value.toString()));
    return new SettingsPlaces(
            classPath, root(), System.getenv(), maven, profiles == null ? List.of() : profiles)
        .withVariables(commandLine);
  }

  /** As they are written: a goal for a database compiles nothing. */
  private List<Path> resources() {
    List<Path> all = new ArrayList<>();
    project.getResources().forEach(r -> all.add(root().resolve(r.getDirectory())));
    Path usual = root().resolve("src/main/resources");
    if (!all.contains(usual)) {
      all.add(usual);
    }
    return all;
  }

  /** Nobody looks at the console: CI, or Maven's batch mode. */
  boolean unattended() {
    return Ci.detected(System.getenv()) || !session.getRequest().isInteractiveMode();
  }

  /** Hears what a run does: one live line for a person at a terminal, else lines of the log. */
  Progress progress() {
    Progress lines = new LogProgress(getLog());
    return unattended() || !Terminal.present() || !getLog().isInfoEnabled()
        ? lines
        : new LiveProgress(lines, new FileOutputStream(FileDescriptor.out));
  }

  /** Where the user is: in a build of several modules, files are named with their module. */
  private Path shownFrom() {
    String started = session.getExecutionRootDirectory();
    Path folder = started == null ? root() : Path.of(started).toAbsolutePath();
    return root().toAbsolutePath().startsWith(folder) ? folder : root();
  }

  /** What a run leaves for people and for the next one. */
  final Path work() {
    return root().resolve("target/migrate");
  }

  /** The folder of the POM, or without one the current folder. */
  Path root() {
    File base = project.getBasedir();
    return base == null ? Path.of("").toAbsolutePath() : base.toPath();
  }
}
