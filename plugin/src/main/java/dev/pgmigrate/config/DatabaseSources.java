package dev.pgmigrate.config;

import dev.pgmigrate.jdbc.JdbcUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that can say which database is meant. First come the parameters (with the credentials of a
 * settings.xml server), then MIGRATE_URL, then PGHOST and its kin, then the application's own
 * files: the data source of Spring, Quarkus, Micronaut, of persistence.xml or hibernate.properties.
 *
 * @param parameters migrate.url, migrate.username, migrate.password
 * @param serverId migrate.server, or null
 * @param server what settings.xml says of that server, its password in clear
 * @param environment the variables of the process
 * @param places where the application's own files may be
 * @param embedded migrate.embedded: the embedded database is wanted, whatever else is configured
 * @param unused hears what the application's files say of a database that is not used, and why
 */
public record DatabaseSources(
    Credentials parameters,
    @Nullable String serverId,
    Credentials server,
    Map<String, String> environment,
    SettingsPlaces places,
    boolean embedded,
    Consumer<String> unused) {
  public DatabaseSources {
    environment = Map.copyOf(environment);
  }

  /**
   * The database that is meant; empty when nothing is said: the embedded one.
   *
   * @throws ConfigException when the settings contradict themselves or are no database's
   */
  public Optional<DatabaseConfig> resolve() {
    if (embedded) {
      if (parameters.url() != null) {
        throw new ConfigException(
            "Both migrate.url and migrate.embedded are given.", "Leave one of them out.");
      }
      return Optional.empty();
    }
    Optional<DatabaseConfig> explicit = explicit();
    if (explicit.isPresent()) {
      return explicit;
    }
    return libpq().or(() -> application(true));
  }

  /**
   * As {@link #resolve}, for goals that can do without a database: what only the application's own
   * files say, and cannot be meant here, is no database. Credentials without a URL are none either:
   * the secrets of a pipeline are often set for all of its jobs.
   */
  public Optional<DatabaseConfig> resolveIfUsable() {
    if (embedded) {
      return resolve();
    }
    Optional<DatabaseConfig> named = explicitIfUsable().or(this::libpq);
    if (named.isPresent()) {
      return named;
    }
    try {
      return application(false);
    } catch (ConfigException e) {
      unused.accept(e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The same database without a pooler between: {@code migrate.directUrl} or MIGRATE_DIRECT_URL,
   * with the credentials of the database that is meant; empty when neither is given.
   *
   * @param url migrate.directUrl, or null
   * @throws ConfigException when it is no URL of PostgreSQL
   */
  public Optional<DatabaseConfig> direct(@Nullable String url, DatabaseConfig pooled) {
    Credentials parameter = direct(pooled, url);
    if (parameter.url() != null) {
      return Optional.of(config(parameter, pooled.origin(), "from migrate.directUrl"));
    }
    Credentials variable = direct(pooled, environment.get("MIGRATE_DIRECT_URL"));
    return variable.url() == null
        ? Optional.empty()
        : Optional.of(config(variable, Origin.ENVIRONMENT, "from MIGRATE_DIRECT_URL"));
  }

  private static Credentials direct(DatabaseConfig pooled, @Nullable String url) {
    return new Credentials(
        Credentials.of(url, null, null).url(), pooled.username(), pooled.password());
  }

  @Override
  public String toString() {
    return "DatabaseSources[parameters=" + parameters + ", server=" + serverId + "]";
  }

  private Optional<DatabaseConfig> explicitIfUsable() {
    Credentials all = allCredentials();
    if (all.url() != null) {
      return explicit();
    }
    if (!all.empty() || serverId != null) {
      unused.accept(
          credentialsWithoutUrl() + " is not used: no URL is given, and this goal needs none.");
    }
    return Optional.empty();
  }

  private Credentials allCredentials() {
    return parameters.or(server).or(Credentials.of(environment));
  }

  private Optional<DatabaseConfig> explicit() {
    Credentials all = allCredentials();
    if (all.url() == null) {
      if (!all.empty() || serverId != null) {
        throw new ConfigException(
            credentialsWithoutUrl() + " is given, but no database.",
            "Add -Dmigrate.url=jdbc:postgresql://host:5432/database.");
      }
      return Optional.empty();
    }
    if (parameters.url() != null) {
      return Optional.of(config(all, Origin.PARAMETERS, "from migrate.url"));
    }
    if (server.url() != null) {
      String because = "from server \"" + serverId + "\" of settings.xml";
      return Optional.of(config(all, Origin.PARAMETERS, because));
    }
    return Optional.of(config(all, Origin.ENVIRONMENT, "from MIGRATE_URL"));
  }

  private String credentialsWithoutUrl() {
    if (parameters.username() != null) {
      return "migrate.username";
    }
    if (parameters.password() != null) {
      return "migrate.password";
    }
    if (serverId != null) {
      return "migrate.server";
    }
    return Credentials.of(environment).username() == null ? "MIGRATE_PASSWORD" : "MIGRATE_USERNAME";
  }

  private static DatabaseConfig config(Credentials said, Origin origin, String because) {
    JdbcUrl url = said.url();
    if (url == null || !url.postgres()) {
      throw new ConfigException(
          "The database's URL (%s) must begin with jdbc:postgresql:, but is %s"
              .formatted(because, url));
    }
    return new DatabaseConfig(url, said.username(), said.password(), origin, because);
  }

  /** libpq's variables; PGUSER or PGPASSWORD alone choose no database. */
  private Optional<DatabaseConfig> libpq() {
    String host = environment.getOrDefault("PGHOST", "");
    String database = environment.getOrDefault("PGDATABASE", "");
    if (host.isBlank() && database.isBlank()) {
      return Optional.empty();
    }
    if (host.startsWith("/")) {
      throw new ConfigException(
          "PGHOST is a socket's directory (%s), which Java cannot connect to.".formatted(host),
          "Set it to a host name.");
    }
    Credentials user =
        Credentials.of(null, environment.get("PGUSER"), environment.get("PGPASSWORD"));
    String name = database.isBlank() ? user.username() : database;
    if (name == null) {
      throw new ConfigException(
          "PGHOST is set, but neither PGDATABASE nor PGUSER is.", "Set PGDATABASE.");
    }
    String address = host.isBlank() ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    String port = environment.getOrDefault("PGPORT", "");
    String sslMode = environment.getOrDefault("PGSSLMODE", "");
    String url =
        JdbcUrl.PREFIX
            + ("//" + address)
            + (":" + (port.isBlank() ? "5432" : port))
            + ("/" + encoded(name))
            + (sslMode.isBlank() ? "" : "?sslmode=" + encoded(sslMode));
    String because = host.isBlank() ? "from PGDATABASE" : "from PGHOST";
    return Optional.of(
        new DatabaseConfig(
            JdbcUrl.of(url), user.username(), user.password(), Origin.LIBPQ, because));
  }

  private Optional<DatabaseConfig> application(boolean needed) {
    ApplicationDatabase application = new ApplicationDatabase(places, needed);
    try {
      return application.find();
    } finally {
      application.unused().forEach(unused);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
