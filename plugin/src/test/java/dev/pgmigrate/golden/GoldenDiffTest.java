package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.change.Change;
import dev.pgmigrate.plan.Plan;
import dev.pgmigrate.report.ChangeSummary;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.Psql;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases: a folder each, named like a sentence, with {@code from.sql}, {@code to.sql} and
 * the plan between them, {@code up.sql} and {@code down.sql}. All that holds of a case is proven on
 * the same two databases: they cost more than what is tried on them. With a file {@code server},
 * which names the major version it needs, a case runs on the newest server that is tested.
 *
 * <p>{@code -Dcase=name} runs those whose name contains it; {@code -Dupdate} writes the plans anew
 * before it proves them.
 */
class GoldenDiffTest {
  private static final Path CASES = Path.of("src/test/resources/diff");

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    String wanted = System.getProperty("case", "");
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .sorted()
          .filter(folder -> name(folder).contains(wanted))
          .map(folder -> DynamicTest.dynamicTest(name(folder), () -> prove(folder)))
          .toList();
    }
  }

  /** No golden case: PostgreSQL never makes a child's own column one that is only inherited. */
  @Test
  void aColumnThatAParentLosesStaysWithItsChildren() throws SQLException {
    String from =
        "CREATE TABLE base (id int, note text); CREATE TABLE kid (x int) INHERITS (base);"
            + " INSERT INTO kid VALUES (1, 'keep me', 2)";
    String to = "CREATE TABLE base (id int); CREATE TABLE kid (x int, note text) INHERITS (base)";
    // It keeps its values also where another child, and its own, lose the column.
    String other = "; CREATE TABLE son () INHERITS (base); CREATE TABLE grandson () INHERITS (son)";
    for (String more : List.of("", other)) {
      try (Migration migration = Migration.between(from + more, to + more)) {
        migration.up();
        assertThat(migration.now()).isEqualTo(migration.to());
        assertThat(notes(migration)).isEqualTo("keep me");
        migration.down();
        assertThat(migration.restBack()).isEmpty();
        assertThat(notes(migration)).isEqualTo("keep me");
      }
    }
  }

  /** No golden case, for the same reason: on the way back its columns are its own as well. */
  @Test
  void aChildBecomesATableOfAType() throws SQLException {
    String types =
        "CREATE TYPE state AS ENUM (%s); CREATE TYPE stock AS (since date, state state);";
    String item = "CREATE TABLE item (name text NOT NULL, CONSTRAINT named CHECK (name <> ''));";
    String from =
        types.formatted("'new', 'sold'")
            + item
            + "CREATE TABLE car (since date, state state) INHERITS (item)";
    String to = types.formatted("'sold', 'new'") + item + "CREATE TABLE car OF stock";
    try (Migration migration = Migration.between(from, to)) {
      migration.up();
      assertThat(migration.now()).isEqualTo(migration.to());
      migration.down();
      assertThat(migration.restBack()).isEmpty();
    }
  }

  private static String notes(Migration migration) throws SQLException {
    try (Connection connection = migration.left().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT string_agg(note, ',') FROM kid")) {
      row.next();
      return row.getString(1);
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static void prove(Path folder) throws IOException, SQLException {
    String from = Files.readString(folder.resolve("from.sql"));
    String to = Files.readString(folder.resolve("to.sql"));
    try (Migration migration = Migration.between(server(folder), from, to)) {
      isGolden(folder.resolve("up.sql"), migration.upSql());
      isGolden(folder.resolve("down.sql"), migration.downSql());
      assertThat(migration.shuffled(42))
          .as("the plan, whatever the order of the objects")
          .isEqualTo(migration.upSql() + migration.downSql());

      isTold(migration.changes());
      proves(migration);
      Migration online = migration.online();
      assertThat(online.downSteps()).as("one way back each").hasSameSizeAs(online.upSteps());
      proves(online);
      provesInTwo(online);
      for (int done : online.ends()) {
        online.upAndBack(done);
        assertThat(online.now()).as("after %s steps and back", done).isEqualTo(online.from());
      }
      if (Psql.isInstalled()) {
        DiffScriptTest.proves(migration);
        DiffScriptTest.proves(online);
      }
    }
  }

  /** Each line of the console is words, not a value of Java, and no two say the same. */
  private static void isTold(List<Change> changes) {
    List<String> lines = ChangeSummary.of(changes);
    assertThat(lines).doesNotHaveDuplicates();
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("[-+~] \\S.*\\S")
                    .doesNotEndWith(":")
                    .doesNotContainPattern("\\w\\[\\w+=|@[0-9a-f]{6}"));
  }

  /** A case that needs a newer server says so in its file {@code server}. */
  static Supplier<ShadowDatabase> server(Path folder) {
    return Files.exists(folder.resolve("server")) ? NewestServer::database : TestServer::database;
  }

  /** Expand and contract lead to the same end as one revision, and back. */
  private static void provesInTwo(Migration migration) throws SQLException {
    Plan expand = migration.expand();
    migration.apply(expand.up());
    Schema between = migration.now();
    Plan contract = migration.contract(between);
    migration.apply(contract.up());
    Schema end = migration.now();
    assertThat(migration.rest(end)).as("what is left after expand and contract").isEmpty();
    assertThat(end).as("the catalog after contract").isEqualTo(migration.to());
    migration.apply(contract.down());
    assertThat(migration.rest(migration.now(), between)).as("after contract's way back").isEmpty();
    migration.apply(expand.down());
    assertThat(migration.now())
        .as("the catalog after expand's way back")
        .isEqualTo(migration.from());
  }

  private static void proves(Migration migration) throws SQLException {
    migration.up();
    Schema there = migration.now();
    assertThat(migration.rest(there)).as("what a second diff still finds").isEmpty();
    assertThat(there).as("the catalog after up").isEqualTo(migration.to());

    migration.down();
    Schema back = migration.now();
    assertThat(migration.restBack(back)).as("what a diff finds after down").isEmpty();
    assertThat(back).as("the catalog after down").isEqualTo(migration.from());
    assertThat(migration.unprotected()).as("moments without protection").isEmpty();
  }

  private static void isGolden(Path file, String actual) throws IOException {
    if (System.getProperty("update") != null) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
  }
}
