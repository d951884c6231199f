package dev.pgmigrate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.jdbc.Limits;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.sql.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes with a step in one message, and what a step reads of the database. */
class StepEndTest {
  private static final String READ =
      "SELECT tup_returned + tup_fetched FROM pg_stat_database WHERE datname = current_database()";

  private static final String OTHERS =
      "SELECT count(*) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND pid <> pg_backend_pid()";

  /** Rows per step: less than the 300 revisions or the 1,500 tables that one step may not read. */
  private static final long LITTLE = 200;

  private final Applying applying = new Applying();

  @AfterEach
  void close() throws SQLException {
    applying.close();
  }

  @Test
  void aConstraintThatFailsAtTheEndIsNotTheLastStatements() {
    MigrationFile file =
        Applying.file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);
            INSERT INTO a VALUES (1), (1);
            CREATE TABLE b (id int);
            """);
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Statement:\n    COMMIT")
        .hasMessageNotContaining("CREATE TABLE b");
  }

  /** They look like any other definition, but call what writes rows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE b AS SELECT f() AS n",
        "ALTER TABLE one ALTER id TYPE int USING f()",
      })
  void norThatOfOneThatCallsAFunction(String last) {
    MigrationFile file =
        Applying.file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED);
            CREATE TABLE one AS SELECT 1::bigint AS id;
            CREATE FUNCTION f() RETURNS int LANGUAGE sql
              AS 'INSERT INTO a VALUES (1), (1) RETURNING id';

            -- migrate:up
            %s;
            """
                .formatted(last));
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Statement:\n    COMMIT")
        .hasMessageNotContaining(last);
  }

  /** The row and the COMMIT are one message: a step never stays without its row. */
  @Test
  void aStepWhoseRowIsRefusedIsGone() {
    applying.upgrade(files(1, 1).get(0));
    applying.execute(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql"
            + " AS $$ BEGIN RAISE EXCEPTION 'the book is full'; END $$;"
            + " CREATE TRIGGER refuse BEFORE INSERT ON migrate_history"
            + " FOR EACH ROW EXECUTE FUNCTION refuse()");
    MigrationFile refused = files(2, 1).get(0);

    assertThatThrownBy(() -> applying.upgrade(refused))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(
            "all statements of step 1 of revision 000000000002 succeeded, but its journal row"
                + " could not be committed with them, so the step was rolled back")
        .hasMessageContaining("The error of the journal (table migrate_history): ")
        .hasMessageContaining("the book is full")
        .hasMessageContaining("Fix the cause");
    assertThat(applying.value("SELECT to_regclass('public.t2')")).isNull();
    assertThat(applying.entries())
        .extracting(JournalEntry::revision)
        .doesNotContain("000000000002");

    applying.execute("DROP TRIGGER refuse ON migrate_history");
    applying.upgrade(refused);
    assertThat(applying.value("SELECT to_regclass('public.t2')")).isEqualTo("t2");
    assertThat(applying.state(refused).complete()).isTrue();
  }

  @Test
  void aStatementThatFailsIsNamedAlone() {
    MigrationFile file =
        Applying.file(
            "000000000001",
            """
            -- migrate:up
            CREATE TABLE a (id int PRIMARY KEY);
            ALTER TABLE a ADD COLUMN n nothing;
            """);
    assertThatThrownBy(() -> applying.upgrade(file))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("type \"nothing\" does not exist")
        .hasMessageContaining("Statement:\n    ALTER TABLE a ADD COLUMN n nothing\n")
        .hasMessageNotContaining("CONSTRAINTS");
  }

  @Test
  void whatTheServerSaysOfTheLastStatementIsHeard() {
    List<String> heard = new ArrayList<>();
    Progress progress =
        new Progress() {
          @Override
          public void notice(String text) {
            heard.add(text);
          }
        };
    applying.upgrade(
        progress, Applying.file("000000000001", "-- migrate:up\nDROP TABLE IF EXISTS gone;\n"));
    assertThat(heard).anySatisfy(text -> assertThat(text).contains("\"gone\" does not exist"));
  }

  @Test
  void settingsInOneQueryAreThoseOfTheStatements() throws SQLException {
    List<String> sets = new ArrayList<>(SessionSettings.forTransaction("My \"own\" schema"));
    SessionSettings.withoutTimeouts(17).stream().map(SessionSettings::local).forEach(sets::add);
    sets.addAll(Limits.DEFAULT.forTransaction());
    Connection connection = applying.connection();
    connection.setAutoCommit(false);
    String before = all();
    sets.forEach(applying::execute);
    String bySets = all();
    connection.rollback();
    assertThat(all()).isEqualTo(before);
    applying.execute(SessionSettings.inOne(sets));
    assertThat(all()).isEqualTo(bySets).isNotEqualTo(before);
    connection.commit();
    assertThat(all()).as("only for the transaction").isEqualTo(before);
    connection.setAutoCommit(true);
  }

  private String all() {
    return applying.value(
        "SELECT string_agg(name || '=' || setting, E'\\n' ORDER BY name) FROM pg_settings");
  }

  @Test
  void aStepReadsNoMoreOfADatabaseWithManyTables() {
    applying.upgrade(files(1000, 1).get(0));
    long few = readByTwentySteps(1);
    applying.execute(
        "DO $$ BEGIN FOR i IN 1..1500 LOOP EXECUTE 'CREATE TABLE x' || i || ' (id int)';"
            + " END LOOP; END $$");
    assertThat(readByTwentySteps(61) - few).isLessThan(20 * LITTLE);
  }

  @Test
  void aStepReadsNoMoreAfterManyRevisions() {
    applying.upgrade(files(1000, 1).get(0));
    long first = readByTwentySteps(1);
    applying.upgrade(files(61, 300).toArray(new MigrationFile[0]));
    assertThat(readByTwentySteps(361) - first).isLessThan(20 * LITTLE);
  }

  /** How many rows the server reads more for forty steps than for twenty, from this number on. */
  private long readByTwentySteps(int number) {
    return -read(files(number, 20)) + read(files(number + 20, 40));
  }

  private long read(List<MigrationFile> files) {
    long before = read();
    applying.upgrade(files.toArray(new MigrationFile[0]));
    return read() - before;
  }

  /** A session says what it has read when it ends; ours, which made the tables, when it is told. */
  private long read() {
    applying.value("SELECT pg_stat_force_next_flush()");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!applying.value(OTHERS).equals("0")) {
      assertThat(System.nanoTime()).as("a session does not end").isLessThan(deadline);
    }
    return Long.parseLong(applying.value(READ));
  }

  private static List<MigrationFile> files(int number, int count) {
    List<MigrationFile> files = new ArrayList<>();
    for (int i = number; i < number + count; i++) {
      files.add(
          Applying.file(
              String.format(Locale.ROOT, "%012x", i),
              "-- migrate:up\nCREATE TABLE t%d (id int PRIMARY KEY);\n".formatted(i)));
    }
    return files;
  }
}
