package dev.pgmigrate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.jdbc.JdbcUrl;
import dev.pgmigrate.jdbc.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSourcesTest {
  private static final String URL = "jdbc:postgresql://db/app";

  private final List<String> unused = new ArrayList<>();
  @TempDir Path resources;

  @Test
  void nothingSaidIsTheEmbeddedDatabase() {
    assertThat(sources(Credentials.NONE, Map.of()).resolve()).isEmpty();
  }

  @Test
  void parametersWinAndTakeMissingCredentialsFromTheEnvironment() {
    DatabaseConfig config =
        resolved(
            Credentials.of(URL, "deployer", null),
            Map.of(
                "MIGRATE_URL", "jdbc:postgresql://other/x",
                "MIGRATE_USERNAME", "nobody",
                "MIGRATE_PASSWORD", "s3cret"));
    assertThat(config)
        .isEqualTo(
            new DatabaseConfig(
                JdbcUrl.of(URL),
                "deployer",
                Secret.of("s3cret"),
                Origin.PARAMETERS,
                "from migrate.url"));
  }

  @Test
  void aServerOfTheSettingsGivesCredentials() {
    DatabaseConfig config =
        new DatabaseSources(
                Credentials.of(URL, null, null),
                "prod",
                Credentials.of(null, "deployer", "s3cret"),
                Map.of(),
                SettingsPlaces.of(List.of()),
                false,
                unused::add)
            .resolve()
            .orElseThrow();
    assertThat(config.username()).isEqualTo("deployer");
    assertThat(config.password()).isEqualTo(Secret.of("s3cret"));
  }

  @Test
  void migrateUrlWinsOverLibpq() {
    DatabaseConfig config =
        resolved(Credentials.NONE, Map.of("MIGRATE_URL", URL, "PGHOST", "elsewhere"));
    assertThat(config.because()).isEqualTo("from MIGRATE_URL");
    assertThat(config.origin()).isEqualTo(Origin.ENVIRONMENT);
  }

  @Test
  void libpqVariables() {
    Map<String, String> environment =
        Map.of(
            "PGHOST",
            "db",
            "PGPORT",
            "6432",
            "PGDATABASE",
            "my app",
            "PGUSER",
            "u",
            "PGPASSWORD",
            "p",
            "PGSSLMODE",
            "require");
    assertThat(resolved(Credentials.NONE, environment))
        .isEqualTo(
            new DatabaseConfig(
                JdbcUrl.of("jdbc:postgresql://db:6432/my%20app?sslmode=require"),
                "u",
                Secret.of("p"),
                Origin.LIBPQ,
                "from PGHOST"));
    assertThat(resolved(Credentials.NONE, Map.of("PGHOST", "::1", "PGUSER", "u")).url())
        .isEqualTo(JdbcUrl.of("jdbc:postgresql://[::1]:5432/u"));
    assertThat(sources(Credentials.NONE, Map.of("PGUSER", "u", "PGPASSWORD", "p")).resolve())
        .isEmpty();
  }

  @Test
  void springYamlWithPlaceholdersAndProfiles() throws IOException {
    write(
        "application.yaml",
        """
        app:
          version: @project.version@
          db: orders
        spring:
          datasource:
            url: jdbc:postgresql://${DB_HOST:localhost}:${db.port:5432}/${app.db}
            username: ${DB_USER:${app.db}}
            password: ${DB_PASSWORD:}
        ---
        spring:
          config.activate.on-profile: prod
          datasource:
            url: jdbc:postgresql://prod/orders
        ---
        spring:
          config:
            activate:
              on-profile: [test, default]
          datasource:
            password: devel
        """);
    DatabaseConfig config = resolved(Credentials.NONE, Map.of("DB_PORT", "6000"));
    assertThat(config.url()).isEqualTo(JdbcUrl.of("jdbc:postgresql://localhost:6000/orders"));
    assertThat(config.username()).isEqualTo("orders");
    assertThat(config.password()).isEqualTo(Secret.of("devel"));
    assertThat(config.origin()).isEqualTo(Origin.APPLICATION);
    assertThat(config.because())
        .isEqualTo("from spring.datasource.url in " + resources.resolve("application.yaml"));
  }

  @Test
  void propertiesWinOverYamlAndHaveDocumentsToo() throws IOException {
    write("application.yml", "spring.datasource.url: jdbc:postgresql://yaml/x\n");
    write(
        "application.properties",
        """
        spring.datasource.url=jdbc:postgresql://properties/x
        #---
        spring.config.activate.on-profile=prod
        spring.datasource.url=jdbc:postgresql://prod/x
        """);
    assertThat(resolved(Credentials.NONE, Map.of()).url())
        .isEqualTo(JdbcUrl.of("jdbc:postgresql://properties/x"));
  }

  @Test
  void quarkus() throws IOException {
    write(
        "application.properties",
        """
        quarkus.datasource.jdbc.url=jdbc:postgresql://q/x
        quarkus.datasource.username=u
        %prod.quarkus.datasource.jdbc.url=jdbc:postgresql://prod/x
        """);
    DatabaseConfig config = resolved(Credentials.NONE, Map.of());
    assertThat(config.url()).isEqualTo(JdbcUrl.of("jdbc:postgresql://q/x"));
    assertThat(config.username()).isEqualTo("u");
  }

  @Test
  void quarkusIsInItsDevelopmentProfileUnlessAnotherIsNamed() throws IOException {
    write(
        "application.properties",
        """
        quarkus.datasource.username=u
        %prod.quarkus.datasource.jdbc.url=jdbc:postgresql://prod/x
        %dev.quarkus.datasource.jdbc.url=jdbc:postgresql://${DB_HOST:${db.host:localhost}}/dev
        """);
    assertThat(resolved(Credentials.NONE, Map.of()).url())
        .isEqualTo(JdbcUrl.of("jdbc:postgresql://localhost/dev"));
    assertThat(resolved(Credentials.NONE, Map.of("QUARKUS_PROFILE", "prod")).url())
        .isEqualTo(JdbcUrl.of("jdbc:postgresql://prod/x"));
  }

  @Test
  void micronaut() throws IOException {
    write(
        "application.yml",
        """
        micronaut.application.name: shop
        datasources:
          default:
            url: ${JDBC_URL:`jdbc:postgresql://localhost:5432/shop`}
            username: u
        """);
    write("application-dev.yml", "datasources.default.username: developer\n");
    DatabaseConfig config = resolved(Credentials.NONE, Map.of());
    assertThat(config.url()).isEqualTo(JdbcUrl.of("jdbc:postgresql://localhost:5432/shop"));
    assertThat(config.username()).isEqualTo("u");
    assertThat(resolved(Credentials.NONE, Map.of("MICRONAUT_ENVIRONMENTS", "dev")).username())
        .isEqualTo("developer");
    assertThat(resolved(Credentials.NONE, Map.of("DATASOURCES_DEFAULT_URL", URL)).because())
        .isEqualTo("from DATASOURCES_DEFAULT_URL in the environment");
  }

  @ParameterizedTest
  @CsvSource({
    "jakarta.persistence.jdbc.url, jakarta.persistence.jdbc.user",
    "javax.persistence.jdbc.url, javax.persistence.jdbc.user",
    "hibernate.connection.url, hibernate.connection.username"
  })
  void persistenceXmlAndHibernateProperties(String url, String user) throws IOException {
    write("hibernate.properties", "%s=%s\n%s=u\n".formatted(url, URL, user));
    assertThat(resolved(Credentials.NONE, Map.of()).because())
        .isEqualTo("from " + url + " in " + resources.resolve("hibernate.properties"));
    write(
        "META-INF/persistence.xml",
        """
        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
          <persistence-unit name="shop">
            <properties>
              <property name="%s" value="jdbc:postgresql://xml/x"/>
              <property name="%s" value="${DB_USER:v}"/>
            </properties>
          </persistence-unit>
        </persistence>
        """
            .formatted(url, user));
    DatabaseConfig config = resolved(Credentials.NONE, Map.of());
    assertThat(config.url()).isEqualTo(JdbcUrl.of("jdbc:postgresql://xml/x"));
    assertThat(config.username()).isEqualTo("v");
    assertThat(config.origin()).isEqualTo(Origin.APPLICATION);
  }

  /** What is there and not used: each with its reason, no password in it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application.properties   | spring.datasource.url=jdbc:h2:mem:x;PASSWORD=p4ss | is jdbc:h2:***: not a URL of PostgreSQL
          application-prod.yml     | spring.datasource.url: jdbc:postgresql://u:p4ss@h/x | spring.datasource.url of the profile prod in
          application.properties   | %prod.quarkus.datasource.jdbc.url=jdbc:postgresql:x | the active profiles are: dev. -Dmigrate.profiles
          application.yml          | {datasources: {a: {url: jdbc:postgresql:x}, b: {url: jdbc:postgresql:y}}} | several data sources
          application.properties   | spring.datasource.url=${P4SS}x                      | refers to ${P4SS}
          META-INF/persistence.xml | <persistence><persistence-unit name='u'><jta-data-source>java:/DS</jta-data-source></persistence-unit></persistence> | java:/DS
          """)
  void whatIsNotUsedIsReported(String file, String text, String reason) throws IOException {
    write(file, text);
    assertThat(sources(Credentials.NONE, Map.of()).resolveIfUsable()).isEmpty();
    assertThat(unused)
        .singleElement()
        .asString()
        .contains(reason, resources.resolve(file).toString())
        .doesNotContain("p4ss");
  }

  @Test
  void theOnlyNamedDataSourceIsTaken() throws IOException {
    write(
        "application.properties",
        """
        quarkus.datasource."order-db".jdbc.url=jdbc:otel:postgresql://q/orders
        quarkus.datasource."order-db".username=u
        """);
    DatabaseConfig config = resolved(Credentials.NONE, Map.of());
    assertThat(config.url()).isEqualTo(JdbcUrl.of("jdbc:postgresql://q/orders"));
    assertThat(config.username()).isEqualTo("u");
  }

  @Test
  void mistakesAreSaid() throws IOException {
    assertThatThrownBy(
            () -> resolved(Credentials.of("jdbc:mysql://u:p4ss@db/x", null, null), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("migrate.url")
        .hasMessageContaining("jdbc:mysql://db/x")
        .hasMessageNotContaining("p4ss");
    assertThatThrownBy(() -> resolved(Credentials.of(null, "u", null), Map.of()))
        .hasMessageContaining("migrate.username is given, but no database");
    assertThatThrownBy(() -> resolved(Credentials.NONE, Map.of("MIGRATE_PASSWORD", "p")))
        .hasMessageContaining("MIGRATE_PASSWORD is given");
    assertThatThrownBy(() -> resolved(Credentials.NONE, Map.of("PGHOST", "/run/postgresql")))
        .hasMessageContaining("socket");
    assertThatThrownBy(
            () ->
                new DatabaseSources(
                        Credentials.of(URL, null, null),
                        null,
                        Credentials.NONE,
                        Map.of(),
                        SettingsPlaces.of(List.of()),
                        true,
                        unused::add)
                    .resolve())
        .hasMessageContaining("migrate.embedded");
    write("application.properties", "spring.datasource.url=jdbc:postgresql://${DB_HOST}/x\n");
    assertThatThrownBy(() -> resolved(Credentials.NONE, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("${DB_HOST}")
        .hasMessageContaining("spring.datasource.url");
    write("application.properties", "a=${b}\nb=${a}\nspring.datasource.url=jdbc:postgresql:${a}\n");
    assertThatThrownBy(() -> resolved(Credentials.NONE, Map.of()))
        .isInstanceOf(ConfigException.class);
    write("application.yaml", "spring: [\n");
    assertThatThrownBy(() -> resolved(Credentials.NONE, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("application.yaml");
  }

  /** A pipeline often has its secrets in every job, also in those that need no database. */
  @Test
  void credentialsWithoutAUrlAreNoDatabase() throws IOException {
    Map<String, String> user = Map.of("MIGRATE_USERNAME", "ci", "MIGRATE_PASSWORD", "s3cret");
    assertThatThrownBy(() -> resolved(Credentials.NONE, user))
        .hasMessageContaining("MIGRATE_USERNAME is given, but no database");
    assertThat(sources(Credentials.NONE, user).resolveIfUsable()).isEmpty();
    assertThat(unused)
        .containsExactly(
            "MIGRATE_USERNAME is not used: no URL is given, and this goal needs none.");

    assertThat(sources(Credentials.of(null, null, "s3cret"), Map.of()).resolveIfUsable()).isEmpty();
    assertThat(unused).last().asString().startsWith("migrate.password is not used");
    Map<String, String> empty = Map.of("MIGRATE_USERNAME", "", "MIGRATE_PASSWORD", "s3cret");
    assertThat(sources(Credentials.NONE, empty).resolveIfUsable()).isEmpty();
    assertThat(unused).last().asString().startsWith("MIGRATE_PASSWORD is not used");
    unused.clear();
    assertThat(sources(Credentials.NONE, Map.of("MIGRATE_USERNAME", " ")).resolveIfUsable())
        .isEmpty();
    assertThat(unused).isEmpty();
    String url = "jdbc:postgresql://db/shop";
    assertThat(
            sources(Credentials.NONE, Map.of("MIGRATE_URL", url, "MIGRATE_USERNAME", "ci"))
                .resolveIfUsable())
        .get()
        .extracting(DatabaseConfig::username)
        .isEqualTo("ci");
  }

  @Test
  void theEmbeddedDatabaseCanBeAskedFor() {
    assertThat(
            new DatabaseSources(
                    Credentials.NONE,
                    null,
                    Credentials.NONE,
                    Map.of("MIGRATE_URL", URL),
                    SettingsPlaces.of(List.of()),
                    true,
                    unused::add)
                .resolve())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/x?user=u&password=p4ss, jdbc:postgresql://db/x?user=u",
    "jdbc:postgresql://db/x?sslpassword=p4ss, jdbc:postgresql://db/x",
    "jdbc:postgresql://u:p4ss@db:1/x?ssl=true, jdbc:postgresql://db:1/x?ssl=true",
    "jdbc:postgresql://u:p4@ss@db/x, jdbc:postgresql://db/x",
    "jdbc:postgresql:x, jdbc:postgresql:x"
  })
  void secretsAreNeverShown(String url, String shown) {
    assertThat(JdbcUrl.of(url)).hasToString(shown);
    Credentials said = Credentials.of(url, "u", "p4ss");
    DatabaseConfig config = resolved(said, Map.of());
    assertThat(config + config.describe() + said + sources(said, Map.of()))
        .contains(shown)
        .doesNotContain("p4ss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "false", "0", "FALSE"})
  void notCi(String value) {
    assertThat(Ci.detected(Map.of("CI", value))).isFalse();
    assertThat(Ci.detected(Map.of())).isFalse();
  }

  @Test
  void ci() {
    assertThat(Ci.detected(Map.of("CI", "true"))).isTrue();
    assertThat(Ci.detected(Map.of("CI", "woodpecker"))).isTrue();
  }

  private DatabaseConfig resolved(Credentials parameters, Map<String, String> environment) {
    Optional<DatabaseConfig> config = sources(parameters, environment).resolve();
    return config.orElseThrow();
  }

  private DatabaseSources sources(Credentials parameters, Map<String, String> environment) {
    return new DatabaseSources(
        parameters,
        null,
        Credentials.NONE,
        environment,
        SettingsPlaces.of(List.of(resources)).withVariables(environment),
        false,
        unused::add);
  }

  private void write(String name, String text) throws IOException {
    Path file = resources.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
