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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The query that tells whether a catalog was changed asks every relation that the others ask. */
class CatalogFingerprintTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/pgmigrate");
  private static final Pattern NAME = Pattern.compile("\\bpg_[a-z_]+\\b");

  @Test
  void everyRelationThatIsReadIsAsked() throws IOException, SQLException {
    Set<String> read = new TreeSet<>();
    try (Stream<Path> catalog = Files.list(RESOURCES.resolve("catalog"));
        Stream<Path> history = Files.list(RESOURCES.resolve("history"))) {
      for (Path file :
          Stream.concat(catalog, history).filter(f -> !f.endsWith("fingerprint.sql")).toList()) {
        Matcher name = NAME.matcher(Files.readString(file));
        while (name.find()) {
          read.add(name.group());
        }
      }
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

    assertThat(read).hasSizeGreaterThan(40);
    assertThat(asked).containsAll(read);
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
