package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.golden.LockWatch.Seen;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The forms for tables that are in use, a folder each: {@code from.sql} with rows, {@code to.sql},
 * the revision between them, and where rows need a value {@code value.sql}.
 *
 * <p>Each is executed up and down on the rows, and watched: what scans, builds or rewrites must not
 * keep anybody from writing, unless the revision says so ({@code long-lock}), and no transaction
 * keeps others from two tables, but for the two of a foreign key. After each step what protects the
 * rows before and afterwards must be there ({@link Protection}).
 */
class OnlineFormsTest {
  private static final Path CASES = Path.of("src/test/resources/online");

  /** Of PostgreSQL's refusals. */
  private static final String CHECK = "23514";

  private static final String NOT_NULL = "23502";

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

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static void prove(Path folder) throws IOException, SQLException {
    try (Migration migration = migration(folder)) {
      isGolden(folder, revision(folder, migration.upSteps(), migration.downSteps()));
      assertThat(migration.downSteps()).hasSameSizeAs(migration.upSteps());
      assertThat(migration.shuffled(7))
          .as("the plan, whatever the order of the objects")
          .isEqualTo(migration.upSql() + migration.downSql());

      watched(migration, migration.upSteps());
      assertThat(migration.rest()).as("what a second diff still finds").isEmpty();
      assertThat(migration.now()).as("the catalog after up").isEqualTo(migration.to());

      watched(migration, migration.downSteps());
      assertThat(migration.restBack()).as("what a diff finds after down").isEmpty();
      assertThat(migration.now()).as("the catalog after down").isEqualTo(migration.from());

      interrupted(migration);
    }
  }

  /** Wherever a run can end: as many blocks of the way back undo what is done. */
  private static void interrupted(Migration migration) throws SQLException {
    for (int done : migration.ends()) {
      migration.upAndBack(done);
      assertThat(migration.now()).as("after %s steps and back", done).isEqualTo(migration.from());
    }
  }

  private static Migration migration(Path folder) throws IOException, SQLException {
    String from = Files.readString(folder.resolve("from.sql"));
    String to = Files.readString(folder.resolve("to.sql"));
    Path value = folder.resolve("value.sql");
    return Files.exists(value)
        ? Migration.online(TestServer::database, from, to, Files.readString(value).strip())
        : Migration.online(TestServer::database, from, to);
  }

  private static void watched(Migration migration, List<Step> steps) throws SQLException {
    for (Seen seen : LockWatch.over(migration.left(), steps, migration.protection())) {
      assertThat(seen.unprotected()).as("without protection after %s", seen.step()).isEmpty();
      if (text(seen.step()).contains("warning long-lock")) {
        continue;
      }
      assertThat(seen.worked()).as("under a lock that keeps writers off: %s", seen).isEmpty();
      int most = text(seen.step()).contains("FOREIGN KEY") || drops(seen) ? 2 : 1;
      assertThat(seen.locked()).as("%s", seen).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A foreign key that goes locks both tables, too. */
  private static boolean drops(Seen seen) {
    return text(seen.step()).contains("DROP CONSTRAINT");
  }

  private static String text(Step step) {
    StringBuilder text = new StringBuilder();
    step.statements().forEach(s -> text.append(s.comments()).append(s.sql()).append('\n'));
    return text.toString();
  }

  /** Whatever is refused meanwhile: what is written stands in the way of nothing. */
  @ParameterizedTest
  @CsvSource({
    "set-not-null-where-rows-have-no-value, INSERT INTO book (id) VALUES (%d)",
    "set-not-null-in-a-table-without-a-key, INSERT INTO line (state) VALUES (NULL)",
    "set-not-null-in-a-table-without-a-key, UPDATE line SET state = NULL",
  })
  void whatOthersWriteMeanwhileGetsAValueToo(String name, String write)
      throws IOException, SQLException {
    try (Migration migration = migration(CASES.resolve(name));
        Connection writer = migration.left().connect();
        Statement statement = writer.createStatement()) {
      int accepted = 0;
      for (Step step : migration.upSteps()) {
        migration.apply(List.of(step));
        try {
          statement.execute(write.formatted(100_000 + accepted));
          accepted++;
        } catch (SQLException e) {
          assertThat(e.getSQLState()).as(e.getMessage()).isIn(CHECK, NOT_NULL);
        }
      }
      assertThat(accepted).isPositive();
      assertThat(migration.now()).isEqualTo(migration.to());
    }
  }

  /** The watch sees what it is there to see. */
  @Test
  void plainFormsDoKeepWritersOff() throws SQLException {
    String from =
        "CREATE TABLE book (id bigint PRIMARY KEY, title text);"
            + " INSERT INTO book SELECT g, 'b' || g FROM generate_series(1, 10) g;";
    List<String> changes =
        List.of(
            "CREATE INDEX title ON book (title)",
            "ALTER TABLE book ALTER title SET NOT NULL",
            "ALTER TABLE book ADD CONSTRAINT long CHECK (length(title) > 1)",
            "ALTER TABLE book ADD CONSTRAINT one UNIQUE (title)",
            "ALTER TABLE book ADD COLUMN key uuid DEFAULT gen_random_uuid()",
            "ALTER TABLE book ADD CONSTRAINT self FOREIGN KEY (id) REFERENCES book");
    for (String change : changes) {
      try (Migration migration = Migration.between(from, from + change)) {
        assertThat(LockWatch.over(migration.left(), migration.upSteps(), migration.protection()))
            .as(change)
            .anySatisfy(seen -> assertThat(seen.worked()).containsKey("book"));
      }
    }
  }

  private static String revision(Path folder, List<Step> up, List<Step> down) {
    return RevisionWriter.write(
        new Revision(
            "3f9c1a7be204",
            name(folder).replace('-', ' '),
            List.of(),
            List.of(),
            List.of(),
            Instant.parse("2026-11-22T10:30:00Z"),
            Revision.Phase.EXPAND,
            null,
            Map.of(),
            up,
            down));
  }

  private static void isGolden(Path folder, String actual) throws IOException {
    Path file = folder.resolve("revision.sql");
    if (System.getProperty("update") != null) {
      Files.writeString(file, actual);
    }
    assertThat(actual).as("%s", file).isEqualTo(Files.readString(file));
  }
}
