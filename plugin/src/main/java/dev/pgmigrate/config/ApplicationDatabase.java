package dev.pgmigrate.config;

import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of the application's own files: the data source of Spring, Quarkus or Micronaut, of
 * persistence.xml or of hibernate.properties; the first one that is PostgreSQL's and can be
 * connected to.
 */
final class ApplicationDatabase {
  /** The names that a data source has: of its URL, its user and its password. */
  private record Keys(String url, String username, String password) {}

  private static final List<Keys> DEFAULTS =
      List.of(
          new Keys(
              "spring.datasource.url", "spring.datasource.username", "spring.datasource.password"),
          new Keys(
              "spring.datasource.hikari.jdbc-url",
              "spring.datasource.hikari.username",
              "spring.datasource.hikari.password"),
          new Keys(
              "quarkus.datasource.jdbc.url",
              "quarkus.datasource.username",
              "quarkus.datasource.password"),
          new Keys(
              "datasources.default.url",
              "datasources.default.username",
              "datasources.default.password"));

  /** Another one than the default, by the names of its URL. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(spring\\.datasource\\.(?!hikari\\.)[^.]+)\\.(?:url|jdbcurl)"
              + "|(quarkus\\.datasource\\.(?!jdbc\\.)[^.]+)\\.jdbc\\.url"
              + "|(datasources\\.(?!default\\.)[^.]+)\\.url");

  /** Those of JPA and of Hibernate. */
  private static final List<Keys> JPA =
      Stream.of("jakarta.persistence.jdbc", "javax.persistence.jdbc", "hibernate.connection")
          .map(
              p ->
                  new Keys(
                      p + ".url", p + (p.startsWith("h") ? ".username" : ".user"), p + ".password"))
          .toList();

  /** A driver around PostgreSQL's own. */
  private static final Pattern WRAPPED =
      Pattern.compile(
          "^jdbc:(?:p6spy|otel|log4jdbc|aws-wrapper|datadog):(postgresql:.*)", Pattern.DOTALL);

  private final ApplicationSettings settings;
  private final SettingsPlaces places;
  private final boolean needed;
  private final List<String> unused = new ArrayList<>();

  /**
   * @param needed whether a placeholder without a value in a URL is an error, or a reason to do
   *     without
   */
  ApplicationDatabase(SettingsPlaces places, boolean needed) {
    this.settings = ApplicationSettings.read(places);
    this.places = places;
    this.needed = needed;
  }

  Optional<DatabaseConfig> find() {
    Optional<DatabaseConfig> found =
        ofSettings().or(this::named).or(this::persistenceXml).or(this::hibernateProperties);
    if (found.isEmpty()) {
      unused.addAll(settings.unread());
      ofInactiveProfiles();
    }
    return found;
  }

  /** What was found before and not used, one line each, with the reason. */
  List<String> unused() {
    return List.copyOf(unused);
  }

  private Optional<DatabaseConfig> ofSettings() {
    return DEFAULTS.stream().flatMap(keys -> ofSettings(keys).stream()).findFirst();
  }

  private Optional<DatabaseConfig> ofSettings(Keys keys) {
    try {
      Optional<ApplicationSettings.Setting> url = settings.setting(keys.url());
      if (url.isEmpty()) {
        return Optional.empty();
      }
      String key = url.get().key();
      return config(
          url.get().value(),
          settings.value(keys.username()).orElse(null),
          settings.value(keys.password()).orElse(null),
          key,
          url.get().where());
    } catch (UnresolvedException e) {
      return unresolved(e);
    }
  }

  /** A data source with a name is taken if it is the only one. */
  private Optional<DatabaseConfig> named() {
    Map<String, Keys> all = new LinkedHashMap<>();
    for (String key : settings.names()) {
      var name = NAMED.matcher(ApplicationSettings.canonical(key));
      if (name.matches()) {
        String prefix =
            Stream.of(1, 2, 3).map(name::group).filter(g -> g != null).findFirst().orElseThrow();
        all.put(prefix, new Keys(key, prefix + ".username", prefix + ".password"));
      }
    }
    if (all.size() > 1) {
      unused.add(
          ("There are several data sources and none is the default, so none is used: %s."
                  + " Name the database with -Dmigrate.url.")
              .formatted(
                  all.values().stream()
                      .flatMap(keys -> settings.written(keys.url()).stream())
                      .map(ApplicationSettings.Setting::toString)
                      .collect(Collectors.joining(", "))));
      return Optional.empty();
    }
    return all.values().stream().flatMap(keys -> ofSettings(keys).stream()).findFirst();
  }

  private Optional<DatabaseConfig> persistenceXml() {
    for (Path place : places.classPath()) {
      String file = place.resolve("META-INF/persistence.xml").toString();
      List<DatabaseConfig> all = new ArrayList<>();
      for (PersistenceUnit unit : PersistenceUnit.read(place)) {
        String jndi = unit.jtaDataSource();
        Optional<DatabaseConfig> found = ofJpa(unit.properties(), file);
        if (found.isEmpty() && jndi != null) {
          unused.add(
              ("The data source %s of persistence unit %s in %s is not used: only an application"
                      + " server knows it. Name the database with -Dmigrate.url.")
                  .formatted(jndi, unit.name(), file));
        }
        found.ifPresent(all::add);
      }
      if (all.stream().map(DatabaseConfig::url).map(JdbcUrl::reveal).distinct().count() > 1) {
        unused.add(
            file
                + ": its persistence units have several databases, so none is used. Name one with"
                + " -Dmigrate.url.");
      } else if (!all.isEmpty()) {
        return Optional.of(all.get(0));
      }
    }
    return Optional.empty();
  }

  private Optional<DatabaseConfig> hibernateProperties() {
    for (Path place : places.classPath()) {
      Path file = place.resolve("hibernate.properties");
      if (Files.isRegularFile(file)) {
        Map<String, String> all = new LinkedHashMap<>();
        try {
          Properties read = new Properties();
          read.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
          read.stringPropertyNames().forEach(key -> all.put(key, read.getProperty(key)));
        } catch (IOException | IllegalArgumentException e) {
          throw new ConfigException("%s cannot be read: %s".formatted(file, e.getMessage()));
        }
        Optional<DatabaseConfig> found = ofJpa(all, file.toString());
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<DatabaseConfig> ofJpa(Map<String, String> properties, String file) {
    for (Keys keys : JPA) {
      String url = properties.get(keys.url());
      if (url != null) {
        try {
          return config(
              settings.resolved(keys.url(), url, file),
              resolved(properties, keys.username(), file),
              resolved(properties, keys.password(), file),
              keys.url(),
              file);
        } catch (UnresolvedException e) {
          return unresolved(e);
        }
      }
    }
    return Optional.empty();
  }

  private @Nullable String resolved(Map<String, String> properties, String key, String file) {
    String text = properties.get(key);
    return text == null ? null : settings.resolved(key, text, file);
  }

  private Optional<DatabaseConfig> config(
      String written,
      @Nullable String username,
      @Nullable String password,
      String key,
      String where) {
    var wrapped = WRAPPED.matcher(written.strip());
    String url = wrapped.matches() ? "jdbc:" + wrapped.group(1) : written.strip();
    if (!url.startsWith(JdbcUrl.PREFIX)) {
      unused.add(
          "%s in %s is %s: not a URL of PostgreSQL, so it is not used."
              .formatted(key, where, JdbcUrl.of(url)));
      return Optional.empty();
    }
    return Optional.of(
        new DatabaseConfig(
            JdbcUrl.of(url),
            username,
            Secret.of(password),
            Origin.APPLICATION,
            "from " + key + " in " + where));
  }

  private Optional<DatabaseConfig> unresolved(UnresolvedException e) {
    String message = e.getMessage() + ". Set it, or name the database with -Dmigrate.url.";
    if (needed) {
      throw new ConfigException(message);
    }
    unused.add(message);
    return Optional.empty();
  }

  private void ofInactiveProfiles() {
    for (Keys keys : DEFAULTS) {
      String where = settings.inactive().get(ApplicationSettings.canonical(keys.url()));
      if (where != null) {
        unused.add(
            "%s of the %s is not used, as the active profiles are: %s. -Dmigrate.profiles names others."
                .formatted(keys.url(), where, settings.profiles()));
      }
    }
  }
}
