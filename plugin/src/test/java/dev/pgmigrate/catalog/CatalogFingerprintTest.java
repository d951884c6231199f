package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The query that tells whether a catalog was changed asks every relation that the others ask. */
class CatalogFingerprintTest {
  /** What asks the configured database while a revision is made, as files and in Java's text. */
  private static final List<Path> ASKING =
      List.of(
          Path.of("src/main/resources/dev/pgmigrate/catalog"),
          Path.of("src/main/resources/dev/pgmigrate/history"),
          Path.of("src/main/java/dev/pgmigrate/catalog"),
          Path.of("src/main/java/dev/pgmigrate/history"),
          Path.of("src/main/java/dev/pgmigrate/project"));

  private static final Pattern NAME = Pattern.compile("\\bpg_[a-z_]+\\b");

  @Test
  void everyRelationThatIsReadIsAsked() throws IOException, SQLException {
    Set<String> read = new TreeSet<>();
    for (Path folder : ASKING) {
      Set<String> here = new TreeSet<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> !f.endsWith("fingerprint.sql")).toList()) {
          Matcher name = NAME.matcher(Files.readString(file));
          while (name.find()) {
            here.add(name.group());
          }
        }
      }
      assertThat(here).as(folder.toString()).isNotEmpty();
      read.addAll(here);
    }
    Set<String> relations = new TreeSet<>();
    Set<String> asked;
    try (ShadowDatabase database = NewestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relnamespace = 'pg_catalog'::regnamespace AND"
                    + " relkind IN ('r', 'v')")) {
      while (rows.next()) {
        relations.add(rows.getString(1));
      }
      asked = CatalogFingerprint.read(connection).keySet();
    }
    read.retainAll(relations);
    // What it prints of both comes from the files of the extensions that are there.
    read.remove("pg_available_extension_versions");
    // How large and busy a table is weighs a finding of the linter, and nothing that is kept.
    read.removeAll(Set.of("pg_stat_database", "pg_stat_user_tables"));

    assertThat(read).hasSizeGreaterThan(40);
    assertThat(asked).containsAll(read);
  }

  @Test
  void aSettingDiffersAlsoByWhoSetIt() throws SQLException {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      var before = CatalogFingerprint.read(connection);
      statement.execute("SET xmloption = content"); // the default
      assertThat(CatalogFingerprint.read(connection).get("pg_settings"))
          .isNotEqualTo(before.get("pg_settings"));
    }
  }

  @Test
  void aRowThatIsWrittenAgainDiffers() throws SQLException {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      var before = CatalogFingerprint.read(connection);
      assertThat(CatalogFingerprint.read(connection)).isEqualTo(before);
      statement.execute("CREATE TABLE t (a int, b int)");
      var two = CatalogFingerprint.read(connection);
      statement.execute("ALTER TABLE t DROP COLUMN b");
      var dropped = CatalogFingerprint.read(connection);
      statement.execute("DROP TABLE t");
      statement.execute("CREATE TABLE t (a int, b int)");
      var again = CatalogFingerprint.read(connection);

      assertThat(two.get("pg_class")).isNotEqualTo(before.get("pg_class"));
      assertThat(dropped.get("pg_attribute")).isNotEqualTo(two.get("pg_attribute"));
      assertThat(again.get("pg_attribute")).isNotEqualTo(two.get("pg_attribute"));
    }
  }
}
