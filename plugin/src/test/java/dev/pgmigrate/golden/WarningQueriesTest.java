package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.shadow.OtherServer;
import dev.pgmigrate.sql.SessionSettings;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each query above a statement of the golden cases, up and down, runs right before that statement
 * on other servers, too. On the default one the golden cases run them, with all forms of the plan.
 */
class WarningQueriesTest {
  private static final Path CASES = Path.of("src/test/resources/diff");

  @ParameterizedTest
  @ValueSource(strings = {"14.24.0", "16.15.0", "18.6.0"})
  void run(String version) throws IOException, SQLException {
    Optional<OtherServer> other = OtherServer.embedded(version);
    assumeTrue(other.isPresent(), "PostgreSQL " + version + " was never resolved on this machine");
    int queries = 0;
    try (OtherServer server = other.get()) {
      int number = 0;
      for (Path folder : folders()) {
        queries += queries(server, "case_" + ++number, folder);
      }
    }
    assertThat(queries).isGreaterThan(100);
  }

  private static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().filter(folder -> !Files.exists(folder.resolve("server"))).toList();
    }
  }

  private static int queries(OtherServer server, String database, Path folder)
      throws IOException, SQLException {
    List<List<Statement>> steps = new ArrayList<>(steps(folder, "up.sql"));
    steps.addAll(steps(folder, "down.sql"));
    if (steps.stream().flatMap(List::stream).allMatch(s -> WarningQueries.of(s).isEmpty())) {
      return 0;
    }
    execute(server, "CREATE DATABASE " + database);
    int queries = 0;
    try (Connection connection = server.database(database).connect();
        java.sql.Statement session = connection.createStatement()) {
      for (Statement statement : Splitter.split(Files.readString(folder.resolve("from.sql")))) {
        try {
          session.execute(statement.sql());
        } catch (SQLException e) {
          return 0; // What this server does not know has no queries there.
        }
      }
      for (String setting : SessionSettings.forWriting("public")) {
        session.execute(setting);
      }
      connection.setAutoCommit(false);
      for (List<Statement> step : steps) {
        for (Statement statement : step) {
          queries += WarningQueries.run(connection, statement);
          try {
            session.execute(statement.sql());
          } catch (SQLException e) {
            return queries; // The plan was made for another server.
          }
        }
        connection.commit();
      }
    } finally {
      execute(server, "DROP DATABASE " + database + " WITH (FORCE)");
    }
    return queries;
  }

  private static List<List<Statement>> steps(Path folder, String file) throws IOException {
    return Stream.of(Files.readString(folder.resolve(file)).split("\n-- next step\n"))
        .map(Splitter::split)
        .toList();
  }

  private static void execute(OtherServer server, String sql) throws SQLException {
    try (Connection connection = server.database("postgres").connect();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
