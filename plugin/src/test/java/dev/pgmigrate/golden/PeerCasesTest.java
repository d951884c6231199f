package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.schema.QualifiedName;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.schema.Table;
import dev.pgmigrate.shadow.SameServerShadow;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Identifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Cases that others wrote, run from where they are and reported, not asserted one by one.
 *
 * <p>{@code -Dmigrate.cases=folder} holds {@code diff/index.tsv} and {@code
 * diff/<suite>/<case>/{setup,from,to,seed,seed-b}.sql}. {@code -Dmigrate.cases.tier=tier2} chooses
 * another tier, {@code -Dcase=name} some cases. {@code -Dmigrate.cases.url=jdbc:postgresql:..} runs
 * them on that server, and then {@code -Dmigrate.cases.pgdump=path} also compares what pg_dump
 * says.
 */
@EnabledIfSystemProperty(named = "migrate.cases", matches = ".+")
class PeerCasesTest {
  private static final String URL = System.getProperty("migrate.cases.url", "");
  private static final String PG_DUMP = System.getProperty("migrate.cases.pgdump", "");

  /**
   * One line of the index.
   *
   * @param empty the plan must be empty
   * @param both also run from {@code to} to {@code from}
   */
  private record Case(String suite, String name, String tier, boolean empty, boolean both) {
    static Case of(String line) {
      String[] cells = line.split("\t", -1);
      return new Case(
          cells[0], cells[1], cells[2], cells[3].equals("empty"), cells[4].equals("both"));
    }
  }

  /** What became of a case in one direction; the failure is empty when it passed. */
  private record Outcome(String suite, String direction, String name, String failure) {}

  private final Path diff = Path.of(System.getProperty("migrate.cases", "")).resolve("diff");
  private final Supplier<ShadowDatabase> databases =
      URL.isEmpty()
          ? TestServer::database
          : new SameServerShadow(Database.of(URL, null, null))::create;

  @Test
  void pass() throws IOException {
    String tier = System.getProperty("migrate.cases.tier", "tier1");
    String wanted = System.getProperty("case", "");
    List<Outcome> outcomes = new ArrayList<>();
    try (var lines = Files.lines(diff.resolve("index.tsv"))) {
      lines
          .skip(1)
          .map(Case::of)
          .filter(c -> c.tier().equals(tier) && c.name().contains(wanted))
          .forEach(
              c -> {
                outcomes.add(run(c, "forward", "from", "to", "seed"));
                if (c.both()) {
                  outcomes.add(run(c, "backward", "to", "from", "seed-b"));
                }
              });
    }
    String report = report(outcomes);
    System.out.println(report);
    Files.writeString(Path.of("target", "peer-cases.txt"), report);
    assertThat(outcomes).isNotEmpty();
  }

  private static String report(List<Outcome> outcomes) {
    StringBuilder report = new StringBuilder();
    outcomes.stream()
        .collect(
            Collectors.groupingBy(
                o -> o.suite() + " " + o.direction(), TreeMap::new, Collectors.toList()))
        .forEach(
            (group, of) -> {
              long passed = of.stream().filter(o -> o.failure().isEmpty()).count();
              report.append("%s: %d of %d%n".formatted(group, passed, of.size()));
            });
    outcomes.stream()
        .filter(o -> !o.failure().isEmpty())
        .forEach(
            o ->
                report.append(
                    "FAILED %s %s %s%n    %s%n"
                        .formatted(
                            o.suite(),
                            o.direction(),
                            o.name(),
                            o.failure().strip().replace("\n", "\n    "))));
    return report.toString();
  }

  private Outcome run(Case c, String direction, String from, String to, String seed) {
    String failure;
    try {
      Path folder = diff.resolve(c.suite()).resolve(c.name());
      String setup = text(folder.resolve("setup.sql"));
      failure =
          failure(
                  c,
                  setup + "\n" + text(folder.resolve(from + ".sql")),
                  setup + "\n" + text(folder.resolve(to + ".sql")),
                  text(folder.resolve(seed + ".sql")))
              .orElse("");
    } catch (IOException | SQLException | RuntimeException e) {
      failure = e.getClass().getSimpleName() + ": " + e.getMessage();
    }
    return new Outcome(c.suite(), direction, c.name(), failure);
  }

  private Optional<String> failure(Case c, String from, String to, String seed)
      throws SQLException, IOException {
    try (Migration migration = Migration.between(databases, from, to)) {
      execute(migration.left(), seed);
      String before = dump(migration.left());
      Map<QualifiedName, Long> rows = rows(migration, migration.from());
      if (c.empty()) {
        // The two sides mean the same; PostgreSQL may still print them in two ways.
        return Optional.of(migration.upSql())
            .filter(sql -> !sql.isEmpty())
            .map(sql -> "the plan should be empty:\n" + sql);
      }
      migration.up();
      if (!migration.rest().isEmpty()) {
        return Optional.of("a second plan is not empty:\n" + migration.rest());
      }
      if (!dump(migration.left()).equals(dump(migration.right()))) {
        return Optional.of(
            "the dump differs:\n"
                + difference(dump(migration.left()), dump(migration.right()))
                + "after:\n"
                + migration.upSql());
      }
      if (!rows(migration, migration.from()).equals(rows)
          && !migration.upSql().contains("warning")) {
        return Optional.of("rows are lost:\n" + migration.upSql());
      }
      migration.down();
      if (!migration.restBack().isEmpty()) {
        return Optional.of("after down there is still to do:\n" + migration.restBack());
      }
      if (!dump(migration.left()).equals(before)) {
        return Optional.of(
            "the dump after down differs:\n"
                + difference(dump(migration.left()), before)
                + "after:\n"
                + migration.downSql());
      }
      return Optional.empty();
    }
  }

  /** How many rows the tables hold that are on both sides. */
  private static Map<QualifiedName, Long> rows(Migration migration, Schema schema)
      throws SQLException {
    Map<QualifiedName, Long> rows = new TreeMap<>();
    try (Connection connection = migration.left().connect();
        Statement statement = connection.createStatement()) {
      for (Table table : schema.tables()) {
        QualifiedName name = table.name();
        if (migration.to().table(name).isPresent()) {
          String sql =
              "SELECT count(*) FROM "
                  + Identifier.quote(name.namespace())
                  + "."
                  + Identifier.quote(name.name());
          try (ResultSet set = statement.executeQuery(sql)) {
            set.next();
            rows.put(name, set.getLong(1));
          }
        }
      }
    }
    return rows;
  }

  private static void execute(ShadowDatabase database, String sql) throws SQLException {
    if (sql.isBlank()) {
      return;
    }
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** What pg_dump says, statements and columns in one order; empty where there is no pg_dump. */
  private static String dump(ShadowDatabase database) throws IOException {
    if (PG_DUMP.isEmpty()) {
      return "";
    }
    Process process =
        new ProcessBuilder(
                PG_DUMP, "--schema-only", "--dbname", database.url().replaceFirst("^jdbc:", ""))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String statements =
        output
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.startsWith("\\"))
            .collect(Collectors.joining("\n"))
            .concat("\n");
    return Arrays.stream(statements.split(";\n"))
        .map(PeerCasesTest::sortedColumns)
        .sorted()
        .collect(Collectors.joining(";\n"));
  }

  private static String sortedColumns(String statement) {
    return statement.startsWith("CREATE TABLE")
        ? statement
            .lines()
            .map(line -> line.replaceFirst(",$", ""))
            .sorted()
            .collect(Collectors.joining("\n"))
        : statement;
  }

  private static String difference(String actual, String expected) {
    List<String> is = actual.lines().toList();
    List<String> should = expected.lines().toList();
    return is.stream()
            .filter(line -> !should.contains(line))
            .map(line -> "is:     " + line + "\n")
            .collect(Collectors.joining())
        + should.stream()
            .filter(line -> !is.contains(line))
            .map(line -> "should: " + line + "\n")
            .collect(Collectors.joining());
  }
}
