package dev.pgmigrate.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the application's framework tells its Hibernate about the mapping.
 *
 * @param settings for Hibernate
 * @param mappingFiles further mapping files, as class path resources
 * @param packages those whose entities belong to the persistence unit; empty: all
 * @param warnings what was found and not used, with the reason
 */
public record HibernateSettings(
    Map<String, String> settings,
    List<String> mappingFiles,
    List<String> packages,
    List<String> warnings) {
  private static final String IMPLICIT = "hibernate.implicit_naming_strategy";
  private static final String PHYSICAL = "hibernate.physical_naming_strategy";
  private static final String NAMING = "org.hibernate.boot.model.naming.";
  private static final String DIALECT = "hibernate.dialect";

  /** A class of a framework that is there, and the settings that come with it. */
  private record Default(String ifPresent, Map<String, String> settings) {
    static Default spring(String implicit, String physical) {
      return new Default(implicit, Map.of(IMPLICIT, implicit, PHYSICAL, NAMING + physical));
    }

    static Default physical(String strategy) {
      return new Default(strategy, Map.of(PHYSICAL, strategy));
    }
  }

  private static final List<Default> DEFAULTS =
      List.of(
          Default.spring(
              "org.springframework.boot.hibernate.SpringImplicitNamingStrategy",
              "PhysicalNamingStrategySnakeCaseImpl"),
          Default.spring(
              "org.springframework.boot.orm.jpa.hibernate.SpringImplicitNamingStrategy",
              "CamelCaseToUnderscoresNamingStrategy"),
          Default.physical("io.micronaut.data.hibernate.naming.DefaultPhysicalNamingStrategy"),
          Default.physical("io.micronaut.data.hibernate6.naming.DefaultPhysicalNamingStrategy"));

  private static final Map<String, String> SPRING =
      Map.of(
          "spring.jpa.hibernate.naming.implicit-strategy", IMPLICIT,
          "spring.jpa.hibernate.naming.physical-strategy", PHYSICAL,
          "spring.jpa.database-platform", DIALECT);

  /** Quarkus' own names of Hibernate's settings, below quarkus.hibernate-orm. */
  private static final Map<String, String> QUARKUS =
      Map.ofEntries(
          Map.entry("implicit-naming-strategy", IMPLICIT),
          Map.entry("physical-naming-strategy", PHYSICAL),
          Map.entry("dialect", DIALECT),
          Map.entry("database.default-schema", "hibernate.default_schema"),
          Map.entry("database.default-catalog", "hibernate.default_catalog"),
          Map.entry(
              "database.globally-quoted-identifiers", "hibernate.globally_quoted_identifiers"),
          Map.entry("mapping.timezone.default-storage", "hibernate.timezone.default_storage"),
          Map.entry("timezone.default-storage", "hibernate.timezone.default_storage"),
          Map.entry("mapping.id.optimizer.default", "hibernate.id.optimizer.pooled.preferred"),
          Map.entry("id.optimizer.default", "hibernate.id.optimizer.pooled.preferred"),
          Map.entry(
              "mapping.duration.preferred-jdbc-type",
              "hibernate.type.preferred_duration_jdbc_type"),
          Map.entry(
              "mapping.instant.preferred-jdbc-type", "hibernate.type.preferred_instant_jdbc_type"),
          Map.entry(
              "mapping.boolean.preferred-jdbc-type", "hibernate.type.preferred_boolean_jdbc_type"),
          Map.entry("mapping.uuid.preferred-jdbc-type", "hibernate.type.preferred_uuid_jdbc_type"));

  private static final String QUARKUS_ORM = "quarkus.hibernate-orm.";

  /**
   * A setting of Hibernate that its DDL depends on, by its canonical name; a dialect of Hibernate's
   * own is PostgreSQL's here, whatever is said.
   */
  private static final Pattern OF_DDL =
      Pattern.compile(
          "hibernate\\.(implicitnamingstrategy|physicalnamingstrategy|defaultschema|defaultcatalog"
              + "|globallyquoted.*|autoquotekeyword|type\\..*|timezone\\..*|id\\..*|mapping\\..*"
              + "|columnordering.*)");

  private static final Pattern OTHER_UNIT =
      Pattern.compile("jpa\\.([^.]+)\\.properties\\..+|quarkus\\.hibernate-orm\\.([^.]+)\\..+");

  public HibernateSettings {
    settings = Map.copyOf(settings);
    mappingFiles = List.copyOf(mappingFiles);
    packages = List.copyOf(packages);
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads them.
   *
   * @param onClassPath whether the class path has a resource: frameworks have settings of their own
   * @param unit the persistence unit, if it has a name
   */
  public static HibernateSettings of(
      ApplicationSettings application, Predicate<String> onClassPath, @Nullable String unit) {
    Reading reading = new Reading(application);
    DEFAULTS.stream()
        .filter(d -> onClassPath.test(d.ifPresent().replace('.', '/') + ".class"))
        .findFirst()
        .ifPresent(d -> reading.settings.putAll(d.settings()));
    SPRING.forEach(reading::take);
    reading.takeBelow("spring.jpa.properties.");
    reading.files("spring.jpa.mapping-resources");
    List<String> units = unit == null ? List.of("default") : List.of("default", unit);
    for (String name : units) {
      reading.takeBelow("jpa." + name + ".properties.");
      reading.files("jpa." + name + ".mapping-resources");
      reading.quarkus(QUARKUS_ORM + (name.equals("default") ? "" : name + "."));
    }
    reading.otherUnits(units);
    reading.otherProfiles();
    List<String> packages =
        application.list(QUARKUS_ORM + (unit == null ? "" : unit + ".") + "packages");
    return new HibernateSettings(reading.settings, reading.files, packages, reading.warnings);
  }

  /** Whether a persistence unit of this name is one of the framework's settings. */
  public static boolean names(ApplicationSettings application, String unit) {
    return !application.below("jpa." + unit + ".").isEmpty()
        || !application.below(QUARKUS_ORM + unit + ".").isEmpty();
  }

  /** What has been found so far. */
  private static final class Reading {
    final ApplicationSettings application;
    final Map<String, String> settings = new LinkedHashMap<>();
    final List<String> files = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    Reading(ApplicationSettings application) {
      this.application = application;
    }

    void take(String key, String setting) {
      try {
        application.value(key).ifPresent(value -> settings.put(setting, value));
      } catch (UnresolvedException e) {
        ignored(e);
      }
    }

    void takeBelow(String prefix) {
      application
          .below(prefix)
          .forEach(
              (name, setting) -> {
                try {
                  settings.put(name, application.resolved(setting).value());
                } catch (UnresolvedException e) {
                  ignored(e);
                }
              });
    }

    void files(String key) {
      try {
        application.list(key).stream().filter(f -> !f.equals("no-file")).forEach(files::add);
      } catch (UnresolvedException e) {
        ignored(e);
      }
    }

    void quarkus(String prefix) {
      QUARKUS.forEach((key, setting) -> take(prefix + key, setting));
      takeBelow(prefix + "unsupported-properties.");
      files(prefix + "mapping-files");
      switch (application.value(prefix + "quote-identifiers.strategy").orElse("none")) {
        case "all" -> settings.put("hibernate.globally_quoted_identifiers", "true");
        case "all-except-column-definitions" -> {
          settings.put("hibernate.globally_quoted_identifiers", "true");
          settings.put("hibernate.globally_quoted_identifiers_skip_column_definitions", "true");
        }
        case "only-keywords" -> settings.put("hibernate.auto_quote_keyword", "true");
        default -> {} // none
      }
    }

    /** A unit that is not the one whose entities are read. */
    void otherUnits(List<String> units) {
      for (String key : application.names()) {
        Matcher name = OTHER_UNIT.matcher(key);
        String canonical = ApplicationSettings.canonical(key);
        if (!name.matches() || !ofDdl(canonical)) {
          continue;
        }
        String unit = name.group(1) == null ? name.group(2) : name.group(1);
        if (!units.contains(unit) && !quarkusOwn(canonical)) {
          warnings.add(
              "%s was ignored: it belongs to the persistence unit %s, which -Dmigrate.persistenceUnit=%s takes"
                  .formatted(key, unit, unit));
        }
      }
    }

    void otherProfiles() {
      application
          .inactive()
          .forEach(
              (key, where) -> {
                if (ofDdl(key)) {
                  warnings.add(
                      "%s of the %s was ignored, as the active profiles are: %s. -Dmigrate.profiles names others"
                          .formatted(key, where, application.profiles()));
                }
              });
    }

    private static boolean ofDdl(String canonical) {
      int hibernate = canonical.indexOf(".properties.");
      return SPRING.keySet().stream().anyMatch(k -> same(k, canonical))
          || quarkusOwn(canonical)
          || quarkusOwn(canonical.replaceFirst("^(quarkus\\.hibernateorm\\.)[^.]+\\.", "$1"))
          || (canonical.matches("(spring\\.jpa|jpa\\.[^.]+)\\.properties\\..*")
              && OF_DDL
                  .matcher(canonical.substring(hibernate + ".properties.".length()))
                  .matches());
    }

    private static boolean quarkusOwn(String canonical) {
      return QUARKUS.keySet().stream().anyMatch(k -> same(QUARKUS_ORM + k, canonical));
    }

    private static boolean same(String key, String canonical) {
      return !key.equals("spring.jpa.database-platform")
          && !key.equals(QUARKUS_ORM + "dialect")
          && ApplicationSettings.canonical(key).equals(canonical);
    }

    private void ignored(UnresolvedException e) {
      warnings.add(e.getMessage() + ", and was ignored");
    }
  }
}
