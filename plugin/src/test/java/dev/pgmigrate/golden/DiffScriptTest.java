package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.plan.Step;
import dev.pgmigrate.run.PlainScript;
import dev.pgmigrate.shadow.Psql;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What diff prints for the online cases, through psql itself; {@link GoldenDiffTest} has the golden
 * ones. {@code -Dcase=name} runs those whose name contains it.
 */
class DiffScriptTest {
  private static final Path ONLINE = Path.of("src/test/resources/online");

  @TestFactory
  List<DynamicTest> onlineForms() throws IOException {
    String wanted = System.getProperty("case", "");
    try (Stream<Path> folders = Files.list(ONLINE)) {
      return folders
          .sorted()
          .filter(folder -> folder.getFileName().toString().contains(wanted))
          .map(
              folder ->
                  DynamicTest.dynamicTest(
                      folder.getFileName().toString(), () -> onlineForm(folder)))
          .toList();
    }
  }

  private static void onlineForm(Path folder) throws IOException, SQLException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    try (Migration migration = migration(folder)) {
      // There are rows: only the forms for tables in use fit.
      script(migration.online());
      assertThat(migration.now()).as("by the script").isEqualTo(migration.to());
    }
  }

  /** The script leads to the other side; afterwards the database is as before. */
  static void proves(Migration migration) throws IOException, SQLException {
    script(migration);
    assertThat(migration.now()).as("by the script").isEqualTo(migration.to());
    migration.down();
  }

  private static Migration migration(Path folder) throws IOException, SQLException {
    String from = Files.readString(folder.resolve("from.sql"));
    String to = Files.readString(folder.resolve("to.sql"));
    Path value = folder.resolve("value.sql");
    return Files.exists(value)
        ? Migration.online(GoldenDiffTest.server(folder), from, to, Files.readString(value).strip())
        : Migration.between(GoldenDiffTest.server(folder), from, to);
  }

  private static void script(Migration migration) throws IOException {
    List<String> lines = PlainScript.write("from here to there", "public", migration.upSteps());
    assertThat(String.join("", lines)).doesNotContain("BEGIN;COMMIT;");
    Psql.run(migration.left().url(), lines);
  }

  @ParameterizedTest
  @EnumSource(Step.Kind.class)
  void eachKindOfStepHasItsTransactions(Step.Kind kind) throws IOException, SQLException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    String rows =
        "CREATE TABLE t (a int, b int, c text, PRIMARY KEY (a, b));"
            + " INSERT INTO t SELECT g / 10, g % 10 FROM generate_series(1, 95) g;";
    try (Migration none = Migration.between(TestServer::database, rows, rows)) {
      List<Step> steps = List.of(step(kind), Step.transaction(List.of()));
      List<String> lines = PlainScript.write("each", "public", steps);
      assertThat(String.join("", lines)).doesNotContain("BEGIN;COMMIT;");
      Psql.run(none.left().url(), lines);
      try (Connection connection = none.left().connect();
          java.sql.Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT count(c), count(DISTINCT c) FROM t")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(95);
        assertThat(row.getInt(2)).isEqualTo(kind == Step.Kind.BATCH ? 10 : 1);
      }
    }
  }

  private static Step step(Step.Kind kind) {
    String update = "UPDATE t SET c = pg_current_xact_id()";
    return switch (kind) {
      case TRANSACTION -> Step.transaction(List.of(Statement.of(update)));
      case NO_TRANSACTION -> Step.noTransaction(Statement.of(update));
      case BATCH ->
          Step.batch(
              Statement.of(update + " WHERE (a, b) BETWEEN :from AND :to"),
              Map.of("key", "a, b", "size", "10"));
    };
  }
}
