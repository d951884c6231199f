package dev.pgmigrate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No state of a database goes unread: every column of every catalog of the newest server is read by
 * a query of ours, or stands with a reason in {@code left-out.txt}.
 *
 * <p>Which columns a query reads, PostgreSQL itself says: in the tree of a view over it.
 */
class CatalogColumnsTest {
  private static final Path QUERIES = Path.of("src/main/resources/dev/pgmigrate/catalog");
  private static final Path LEFT_OUT = Path.of("src/test/resources/catalog/left-out.txt");

  /** One row is a column that a query reads. In a tree, columns are counted from the system's. */
  private static final String READ =
      """
      WITH relation AS (
        SELECT
          m[1]::oid AS oid,
          m[2] AS numbers
        FROM pg_rewrite r
        JOIN pg_class v
          ON v.oid = r.ev_class
        CROSS JOIN regexp_matches(
          r.ev_action::text,
          'RTEPERMISSIONINFO :relid (\\d+) [^}]*?:selectedCols \\(b([ \\d]*)\\)',
          'g'
        ) m
        WHERE v.relnamespace = 'query'::regnamespace
      )
      SELECT DISTINCT
        c.relname || '.' || a.attname
      FROM relation
      CROSS JOIN regexp_split_to_table(trim(relation.numbers), ' ') number
      JOIN pg_class c
        ON c.oid = relation.oid
      JOIN pg_attribute a
        ON a.attrelid = c.oid
        AND a.attnum = NULLIF(number, '')::integer - 7
      WHERE c.relnamespace = 'pg_catalog'::regnamespace
        AND a.attnum > 0
      """;

  /** One row is a column of a catalog, or of a system view that we read. */
  private static final String ALL =
      """
      SELECT
        c.relname || '.' || a.attname
      FROM pg_class c
      JOIN pg_attribute a
        ON a.attrelid = c.oid
        AND a.attnum > 0
      WHERE c.relnamespace = 'pg_catalog'::regnamespace
        AND (c.relkind = 'r' OR c.relname IN (%s))
      """;

  @Test
  void everyColumnIsReadOrLeftOutForAReason() throws IOException, SQLException {
    Set<String> read;
    Set<String> all;
    try (ShadowDatabase database = NewestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA query");
      Queries queries = new Queries(connection, connection.getMetaData().getDatabaseMajorVersion());
      for (String name : names()) {
        statement.execute("CREATE VIEW query." + name + " AS " + queries.sql(name));
      }
      read = texts(statement, READ);
      String views =
          read.stream().map(c -> "'" + catalog(c) + "'").collect(Collectors.joining(", "));
      all = texts(statement, ALL.formatted(views));
    }
    Set<String> known = new TreeSet<>();
    read.forEach(column -> known.add(catalog(column)));
    Set<String> unread = new TreeSet<>();
    for (String column : all) {
      if (!known.contains(catalog(column))) {
        unread.add(catalog(column) + ".*");
      } else if (!read.contains(column)) {
        unread.add(column);
      }
    }

    assertThat(read).as("what the queries read").hasSizeGreaterThan(200);
    Map<String, String> leftOut = leftOut();
    assertThat(unread).as("neither read nor left out").isSubsetOf(leftOut.keySet());
    assertThat(leftOut.keySet()).as("left out, and yet read or gone").isSubsetOf(unread);
    assertThat(leftOut.values()).as("reasons").allSatisfy(why -> assertThat(why).isNotBlank());
  }

  private static String catalog(String column) {
    return column.substring(0, column.indexOf('.'));
  }

  /** The queries whose rows are read. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(QUERIES)) {
      return files
          .map(f -> f.getFileName().toString().replace(".sql", ""))
          // It tells that something changed, and reads nothing.
          .filter(name -> !name.equals("fingerprint"))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> leftOut() throws IOException {
    Map<String, String> leftOut = new TreeMap<>();
    for (String line : Files.readAllLines(LEFT_OUT)) {
      if (!line.startsWith("#")) {
        String[] cells = line.split(" \\| ", 2);
        leftOut.put(cells[0], cells[1]);
      }
    }
    return leftOut;
  }

  private static Set<String> texts(Statement statement, String sql) throws SQLException {
    Set<String> texts = new TreeSet<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
