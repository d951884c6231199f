package dev.pgmigrate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.ddl.NotNullSql;
import dev.pgmigrate.golden.LockWatch.Seen;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionWriter;
import dev.pgmigrate.schema.Column;
import dev.pgmigrate.schema.NotNull;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.NewestServer;
import dev.pgmigrate.shadow.ShadowDatabase;
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
import java.util.function.Supplier;
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
          .flatMap(
              folder ->
                  Stream.of(
                      DynamicTest.dynamicTest(name(folder), () -> prove(folder, Server.USUAL)),
                      DynamicTest.dynamicTest(
                          name(folder) + " on the newest server",
                          () -> prove(folder, Server.NEWEST))))
          .toList();
    }
  }

  /** Where a case is proven, and the file that says what is written for it. */
  private enum Server {
    USUAL(TestServer::database, "revision.sql"),
    /** Where PostgreSQL 18 has a form of its own, else the same. */
    NEWEST(NewestServer::database, "revision-18.sql");

    private final Supplier<ShadowDatabase> databases;
    private final String file;

    Server(Supplier<ShadowDatabase> databases, String file) {
      this.databases = databases;
      this.file = file;
    }

    /**
     * PostgreSQL 18 takes an inherited NOT NULL for the partition's own once the partition gets a
     * key; no other server knows the difference, and a diff does not look at it.
     */
    void isSame(Schema actual, Schema expected, String when) {
      assertThat(this == NEWEST ? withoutOwnNotNull(actual) : actual)
          .as("the catalog %s", when)
          .isEqualTo(this == NEWEST ? withoutOwnNotNull(expected) : expected);
    }

    private static Schema withoutOwnNotNull(Schema schema) {
      return schema.withTables(
          schema.tables().stream()
              .map(
                  table ->
                      table.withParts(
                          table.columns().stream().map(Server::withoutOwnNotNull).toList(),
                          table.constraints(),
                          table.indexes()))
              .toList());
    }

    private static Column withoutOwnNotNull(Column column) {
      NotNull constraint = column.notNullConstraint();
      boolean plain = constraint != null && !NotNullSql.isSaid(constraint);
      return plain ? column.withNotNull(true, null) : column;
    }

    void isGolden(Path folder, String actual) throws IOException {
      Path usual = folder.resolve(USUAL.file);
      Path own = folder.resolve(file);
      if (System.getProperty("update") != null) {
        if (this == USUAL || !actual.equals(Files.readString(usual))) {
          Files.writeString(own, actual);
        } else {
          Files.deleteIfExists(own);
        }
      }
      Path golden = Files.exists(own) ? own : usual;
      assertThat(actual).as("%s", golden).isEqualTo(Files.readString(golden));
    }
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static void prove(Path folder, Server server) throws IOException, SQLException {
    try (Migration migration = migration(folder, server)) {
      server.isGolden(folder, revision(folder, migration.upSteps(), migration.downSteps()));
      assertThat(migration.downSteps()).hasSameSizeAs(migration.upSteps());
      assertThat(migration.shuffled(7))
          .as("the plan, whatever the order of the objects")
          .isEqualTo(migration.upSql() + migration.downSql());

      watched(migration, migration.upSteps());
      assertThat(migration.rest()).as("what a second diff still finds").isEmpty();
      server.isSame(migration.now(), migration.to(), "after up");

      watched(migration, migration.downSteps());
      assertThat(migration.restBack()).as("what a diff finds after down").isEmpty();
      server.isSame(migration.now(), migration.from(), "after down");

      interrupted(migration, server);
    }
  }

  /** Wherever a run can end: as many blocks of the way back undo what is done. */
  private static void interrupted(Migration migration, Server server) throws SQLException {
    for (int done : migration.ends()) {
      migration.upAndBack(done);
      server.isSame(migration.now(), migration.from(), "after " + done + " steps and back");
    }
  }

  private static Migration migration(Path folder, Server server) throws IOException, SQLException {
    String from = Files.readString(folder.resolve("from.sql"));
    String to = Files.readString(folder.resolve("to.sql"));
    Path value = folder.resolve("value.sql");
    return Files.exists(value)
        ? Migration.online(server.databases, from, to, Files.readString(value).strip())
        : Migration.online(server.databases, from, to);
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
    try (Migration migration = migration(CASES.resolve(name), Server.USUAL);
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
}
