package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.jdbc.NewerServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;

class ShadowTest {
  @TempDir Path folder;

  @Test
  void embeddedGivesEmptyDatabasesSideBySide() throws Exception {
    try (Shadow shadow = open(Shadow.EMBEDDED, null)) {
      assertThat(shadow.describe()).isEqualTo("embedded PostgreSQL 17.11");
      assertThat(shadow.serverVersion()).isEqualTo(170011);
      try (ShadowDatabase one = shadow.create();
          ShadowDatabase two = shadow.create()) {
        execute(one, "CREATE TABLE t ()");
        assertThat(tables(one)).containsExactly("t");
        assertThat(tables(two)).isEmpty();
        assertThat(one.ownsServer()).isTrue();
      }
    }
  }

  @Test
  void embeddedThatIsNotUsedStartsNothing() {
    try (Shadow shadow =
        Shadow.open(
            Shadow.EMBEDDED,
            new dev.pgmigrate.artifact.FolderArtifacts(folder),
            PostgresVersion.DEFAULT,
            null,
            NewerServer.UNHEARD)) {
      assertThat(shadow.serverVersion()).isEqualTo(170011);
    }
  }

  @Test
  void sameServerMakesADatabaseThereAndDropsIt() throws Exception {
    try (ShadowDatabase configured = TestServer.database()) {
      execute(configured, "CREATE TABLE mine ()");
      try (Shadow shadow = open(Shadow.SAME_SERVER, configured.database())) {
        ShadowDatabase database = shadow.create();
        assertThat(tables(database)).isEmpty();
        assertThat(database.ownsServer()).isFalse();
        assertThat(shadow.serverVersion()).isEqualTo(TestServer.server().version().number());
        String name = strings(database, "SELECT current_database()").get(0);
        assertThat(name).startsWith("migrate_shadow_");
        // Somebody is still there.
        try (Connection left = database.connect()) {
          database.close();
          assertThat(left.isValid(1)).isFalse();
        }
        assertThat(strings(configured, "SELECT datname FROM pg_database")).doesNotContain(name);
        assertThat(tables(configured)).containsExactly("mine");
      }
    }
  }

  @Test
  void sameServerSweepsWhatKilledRunsHaveLeftAndNothingElse() throws Exception {
    try (ShadowDatabase configured = TestServer.database();
        Shadow shadow = open(Shadow.SAME_SERVER, configured.database())) {
      long now = System.currentTimeMillis() / 1000;
      String dead = "migrate_shadow_1700000000_0a0b0c0d";
      String used = "migrate_shadow_1700000000_00000001";
      String named = "migrate_shadow_1700000000_00000003";
      String young = "migrate_shadow_" + (now + 3600) + "_00000002";
      String similar = "migrate_shadow_of_ann";
      for (String name : List.of(dead, used, named, young, similar)) {
        execute(configured, "CREATE DATABASE " + name + " STRATEGY FILE_COPY");
      }
      try (Connection user = TestServer.server().connect(used);
          Connection keeper = configured.connect();
          Statement naming = keeper.createStatement();
          ShadowDatabase database = named(naming, named, shadow)) {
        assertThat(user.isValid(1)).isTrue();
        assertThat(strings(database, "SELECT datname FROM pg_database"))
            .contains(used, named, young, similar)
            .doesNotContain(dead);
      } finally {
        for (String name : List.of(used, named, young, similar)) {
          execute(configured, "DROP DATABASE " + name);
        }
      }
    }
  }

  /** A new database, while this session goes by the name of another one. */
  private static ShadowDatabase named(Statement session, String name, Shadow shadow)
      throws SQLException {
    session.execute("SET application_name = '" + name + "'");
    return shadow.create();
  }

  @Test
  void sameServerWithoutTheRightSaysWhichRight() throws Exception {
    try (ShadowDatabase configured = TestServer.database();
        Role role = new Role(configured, "shadow_without_right");
        Shadow shadow = open(Shadow.SAME_SERVER, role.database(configured))) {
      assertThatThrownBy(shadow::create)
          .isInstanceOf(ShadowException.class)
          .hasMessageContaining("CREATEDB")
          .hasMessageContaining("migrate.shadow");
    }
  }

  @Test
  void sameServerNeedsAConfiguredOne() {
    assertThatThrownBy(() -> open(Shadow.SAME_SERVER, null))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining("migrate.url");
  }

  @Test
  void aUrlWhoseUserMayCreateDatabasesIsNotTouched() throws Exception {
    try (ShadowDatabase given = TestServer.database();
        Shadow shadow = open(given.url(), null)) {
      execute(given, "CREATE TABLE theirs ()");
      try (ShadowDatabase database = shadow.create()) {
        assertThat(tables(database)).isEmpty();
        execute(database, "CREATE TABLE t ()");
      }
      assertThat(tables(given)).containsExactly("theirs");
    }
  }

  @Test
  void aUrlWhoseUserMayNotIsUsedItselfAndEmptied() throws Exception {
    try (ShadowDatabase given = TestServer.database();
        Role role = new Role(given, "shadow_in_place");
        Shadow shadow = open(role.url(given), null)) {
      for (int run = 1; run <= 2; run++) {
        try (ShadowDatabase database = shadow.create()) {
          assertThat(tables(database)).isEmpty();
          execute(
              database, "CREATE TABLE t (); CREATE SCHEMA other; CREATE TYPE other.e AS ENUM ()");
        }
      }
      assertThat(tables(given)).isEmpty();
      assertThat(strings(given, "SELECT nspname FROM pg_namespace")).doesNotContain("other");
      assertThat(
              strings(
                  given,
                  "SELECT nspowner::regrole || ' ' || nspacl::text FROM pg_namespace WHERE nspname ="
                      + " 'public'"))
          .as("as PostgreSQL makes it")
          .containsExactly(
              "pg_database_owner {pg_database_owner=UC/pg_database_owner,=U/pg_database_owner}");
      // A killed run has left something: the mark says that it was ours.
      execute(role.database(given), "CREATE TABLE left_over ()");
      try (ShadowDatabase database = shadow.create()) {
        assertThat(tables(database)).isEmpty();
      }
    }
  }

  @Test
  void aUrlWithSomebodysTablesIsRefused() throws Exception {
    try (ShadowDatabase given = TestServer.database();
        Role role = new Role(given, "shadow_refused");
        Shadow shadow = open(role.url(given), null)) {
      execute(given, "CREATE TABLE theirs (n) AS SELECT 1");
      assertThatThrownBy(shadow::create)
          .isInstanceOf(ShadowException.class)
          .hasMessageContaining("public.theirs");
      assertThat(tables(given)).containsExactly("theirs");
    }
  }

  @Test
  void anUnknownChoiceIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> open("docker", null))
        .isInstanceOf(ShadowException.class)
        .hasMessageContaining("\"docker\"")
        .hasMessageContaining("embedded, same-server, testcontainers or a JDBC URL");
  }

  @Test
  void testcontainersGivesADatabase() throws Exception {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(), "no Docker here: nothing to ask");
    try (Shadow shadow = open(Shadow.TESTCONTAINERS, null);
        ShadowDatabase database = shadow.create()) {
      assertThat(tables(database)).isEmpty();
      assertThat(shadow.serverVersion()).isBetween(170000, 179999);
    }
  }

  @Test
  void testcontainersWithoutDockerSaysSo() {
    assumeTrue(!DockerClientFactory.instance().isDockerAvailable(), "Docker is here");
    try (Shadow shadow = open(Shadow.TESTCONTAINERS, null)) {
      assertThatThrownBy(shadow::create)
          .isInstanceOf(ShadowException.class)
          .hasMessageContaining("Docker does not answer");
    }
  }

  private static Shadow open(String choice, Database configured) {
    return Shadow.open(
        choice, TestServer.artifacts(), PostgresVersion.DEFAULT, configured, NewerServer.UNHEARD);
  }

  /** An ordinary role that owns a database and may not create others. */
  private record Role(ShadowDatabase server, String name) implements AutoCloseable {
    private Role {
      execute(server, "CREATE ROLE " + name + " LOGIN PASSWORD 'secret'");
      String database = strings(server, "SELECT current_database()").get(0);
      execute(server, "ALTER DATABASE " + database + " OWNER TO " + name);
    }

    String url(ShadowDatabase database) {
      return database.url().replaceAll("\\?.*", "?user=" + name + "&password=secret");
    }

    Database database(ShadowDatabase database) {
      return Database.of(url(database), null, null);
    }

    @Override
    public void close() {
      execute(server, "REASSIGN OWNED BY " + name + " TO postgres; DROP OWNED BY " + name);
      execute(server, "DROP ROLE " + name);
    }
  }

  private static List<String> tables(ShadowDatabase database) {
    return strings(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  }

  private static void execute(ShadowDatabase database, String sql) {
    execute(database.database(), sql);
  }

  private static void execute(Database database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static List<String> strings(ShadowDatabase database, String query) {
    List<String> all = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(query, e);
    }
    return all;
  }
}
