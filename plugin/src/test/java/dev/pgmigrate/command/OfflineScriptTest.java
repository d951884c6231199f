package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.command.ScriptCommand.Verb;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.JournalEntry;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.RefusedException;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGProperty;

/** A database that a script changed is what a run would have made of it, its journal included. */
class OfflineScriptTest {
  /** Who runs the script; psql may be missing, and then the driver is the witness. */
  enum By {
    PSQL,
    DRIVER
  }

  @TempDir Path root;
  private TestProject project;
  private ShadowDatabase other;
  private Revision first;
  private Revision last;

  @BeforeEach
  void history() {
    project = new TestProject(root);
    other = TestServer.database();
    first =
        project
            .schema(
                "CREATE TABLE item (id bigint PRIMARY KEY, name text);\n"
                    + "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT ';\\'::text; $$;\n")
            .revision("it's the \\first; größer")
            .revision();
    RevisionCommand.Result index = project.emptyRevision("an index");
    TestProject.edit(
        index.written(),
        "-- migrate:up\n",
        "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY ix_name ON item (name);\n"
            + "-- migrate:up\n");
    TestProject.edit(
        index.written(),
        "-- migrate:down\n",
        "-- migrate:down\n-- migrate:down no-transaction\nDROP INDEX CONCURRENTLY ix_name;\n");
    RevisionCommand.Result data = project.emptyRevision("data");
    TestProject.edit(
        data.written(),
        "-- migrate:up\n",
        """
        -- migrate:up
        SET standard_conforming_strings = off;
        -- a remark
        INSERT INTO item VALUES (1, 'a;b\\\\c'), (2, '2020-01-01'::timestamptz::text);

        -- migrate:up
        SET search_path = '';
        ALTER TABLE public.item
          ADD COLUMN added timestamptz DEFAULT '2020-01-01 00:00';
        """);
    TestProject.edit(
        data.written(),
        "-- migrate:down\n",
        "-- migrate:down\nALTER TABLE item DROP COLUMN added;\n\n-- migrate:down\nDELETE FROM item;\n");
    last = project.emptyRevision("nothing").revision();
  }

  @AfterEach
  void close() {
    project.close();
    other.close();
  }

  @ParameterizedTest
  @EnumSource
  void anUpgradeOfAFreshDatabase(By by) {
    execute(by, script(Verb.UPGRADE, "base:head"));
    project.upgrade();
    same();
    assertThat(rows("SELECT name FROM item ORDER BY id"))
        .isEqualTo(project.query("SELECT name FROM item ORDER BY id"));
    assertThat(rows("SELECT token FROM migrate_lock")).containsExactly("free");
  }

  @ParameterizedTest
  @EnumSource
  void upAndDownWhereTheJournalIs(By by) {
    project.upgrade(first.id());
    onOther(() -> project.upgrade(first.id()));
    execute(by, scriptForOther(Verb.UPGRADE, "head"));
    project.upgrade();
    same();
    execute(by, scriptForOther(Verb.DOWNGRADE, "-2"));
    project.downgrade("-2");
    same();
    execute(by, script(Verb.DOWNGRADE, project.current().current().get(0).id() + ":base"));
    project.downgrade("base");
    same();
    execute(by, scriptForOther(Verb.UPGRADE, "+1"));
    project.upgrade("+1");
    same();
  }

  @Test
  void aStampThereAndBack() {
    execute(By.DRIVER, script(Verb.STAMP, "base:" + last.id()));
    project.stamp(last.id());
    same();
    execute(By.DRIVER, scriptForOther(Verb.STAMP, first.id()));
    assertThat(project.stamp(first.id()).unstamped()).hasSize(3);
    same();
    execute(By.DRIVER, scriptForOther(Verb.STAMP, "base"));
    project.stamp("base");
    same();
  }

  @ParameterizedTest
  @EnumSource
  void aBackfillCommitsItsRanges(By by) {
    backfill(
        "by key",
        "key=id size=2",
        "UPDATE item SET name = 'it''s ' || id WHERE id BETWEEN :from AND :to;");
    backfill(
        "by block",
        "key=ctid size=50",
        "UPDATE item SET name = name || '!' WHERE ctid BETWEEN :from AND :to;");
    backfill(
        "by row",
        "key=id,at size=2",
        "UPDATE moment SET seen = 1 WHERE (id, at) BETWEEN :from AND :to;");
    project.upgrade(first.id());
    onOther(() -> project.upgrade(first.id()));
    String moments =
        "CREATE TABLE moment (id text, at timestamptz, seen int, PRIMARY KEY (id, at));"
            + " INSERT INTO moment SELECT '\\' || i % 2, timestamptz '2026-11-22' + i * interval '1 h', 0"
            + " FROM generate_series(1, 25) i";
    project.execute(moments);
    byDriver(moments);
    String rows =
        "INSERT INTO item SELECT i, repeat('x', 999) FROM generate_series(1, 25) i WHERE i <> 7";
    project.execute(rows.replace("SELECT i", "SELECT i + 100"));
    byDriver(rows.replace("SELECT i", "SELECT i + 100"));

    execute(by, scriptForOther(Verb.UPGRADE, "head"));
    project.upgrade();

    assertThat(schema(other.database())).isEqualTo(schema(Database.of(project.url(), null, null)));
    assertThat(done(journal(other.database())))
        .isEqualTo(done(journal(Database.of(project.url(), null, null))));
    String names = "SELECT name FROM item ORDER BY id";
    assertThat(rows(names)).isEqualTo(project.query(names)).contains("it's 101!", "it's 125!");
    assertThat(rows("SELECT count(*) FROM moment WHERE seen = 1")).containsExactly("25");
    assertThat(
            rows(
                "SELECT count(*) FROM migrate_history WHERE outcome = 'range' AND batch_reached IS NOT NULL AND finished > started"))
        .singleElement()
        .satisfies(ranges -> assertThat(Integer.parseInt(ranges)).isGreaterThan(12));
    onOther(() -> assertThat(project.current().pending()).isEmpty());
  }

  @Test
  void aBatchThatHasBegunIsForARun() {
    project.upgrade();
    onOther(project::upgrade);
    backfill(
        "fails",
        "key=id size=1",
        "UPDATE item SET name = (1 / (id - 2))::text WHERE id BETWEEN :from AND :to;");
    String script = script(Verb.UPGRADE, last.id() + ":head");
    assertThatThrownBy(() -> execute(By.DRIVER, script)).hasMessageContaining("division by zero");
    assertThat(rows("SELECT count(*) FROM migrate_history WHERE outcome = 'range'"))
        .containsExactly("1");

    byDriver("UPDATE migrate_lock SET expires = now()");
    assertThatThrownBy(() -> execute(By.DRIVER, script)).hasMessageContaining(" begun");
    assertThatThrownBy(() -> scriptForOther(Verb.UPGRADE, "head"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the batch of step 1 was started and has not ended")
        .hasMessageContaining(
            "Only a run can continue it, not a script. Continue it: mvn migrate:upgrade");
  }

  private void backfill(String message, String options, String sql) {
    RevisionCommand.Result written = project.emptyRevision(message);
    TestProject.edit(
        written.written(),
        "-- migrate:up\n",
        "-- migrate:up batch " + options + "\n" + sql + "\n-- migrate:up\n");
  }

  /** Without the ranges of batches: how large they are is a matter of time. */
  private static List<JournalEntry> done(List<JournalEntry> entries) {
    return entries.stream()
        .filter(e -> e.outcome() != JournalEntry.Outcome.RANGE)
        .map(
            e ->
                new JournalEntry(
                    0,
                    "",
                    e.subject(),
                    e.place(),
                    e.kind(),
                    e.result(),
                    JournalEntry.Timing.UNKNOWN,
                    e.actor()))
        .toList();
  }

  @Test
  void aScriptStartsWhereItWasWrittenForOnly() {
    String script = script(Verb.UPGRADE, "base:head");
    String further = script(Verb.UPGRADE, first.id() + ":head");
    assertThatThrownBy(() -> execute(By.DRIVER, further))
        .hasMessageContaining(
            "for a database with the revisions \"" + first.id() + " 1/1\", this one has \"\"");
    execute(By.DRIVER, script);
    assertThatThrownBy(() -> execute(By.DRIVER, script))
        .hasMessageContaining("for a database with the revisions \"\", this one has");
  }

  @Test
  void twoScriptsDoNotRunAtOnce() {
    String script = script(Verb.UPGRADE, "base:head");
    execute(By.DRIVER, transactions(script, 0, 1));
    assertThatThrownBy(() -> execute(By.DRIVER, script))
        .hasMessageContaining("Another run is at work");
    // Where the journal stands is known once nobody else writes it.
    String further = script(Verb.UPGRADE, first.id() + ":head");
    assertThatThrownBy(() -> execute(By.DRIVER, further))
        .hasMessageContaining("Another run is at work");
  }

  @Test
  void twoWhoExecuteTheSameFileAreTwoHolders() throws SQLException {
    String script = script(Verb.UPGRADE, "base:head");
    try (Connection slow = byDriver()) {
      execute(slow, transactions(script, 0, 1));
      byDriver("UPDATE migrate_lock SET expires = now()");
      execute(By.DRIVER, transactions(script, 0, 1));
      assertThatThrownBy(() -> execute(slow, transactions(script, 2, 2)))
          .hasMessageContaining("This script has lost its lease");
    }
  }

  @Test
  void theLeaseOutlastsAStepOutsideATransactionOnly() {
    String script = script(Verb.UPGRADE, "base:head");
    String left = "SELECT expires - now() > interval '5 minutes' FROM migrate_lock";
    execute(By.DRIVER, transactions(script, 0, 2));
    assertThat(rows(left)).containsExactly("f");
    byDriver(
        "UPDATE migrate_lock SET expires = NULL; TRUNCATE migrate_history; DROP TABLE item; DROP FUNCTION f");
    execute(By.DRIVER, transactions(script, 0, 3));
    assertThat(rows(left)).containsExactly("t");
  }

  /** Those transactions of the script, from 1; 0 is what stands before them. */
  private static String transactions(String script, int from, int to) {
    String begin = "\nBEGIN ISOLATION LEVEL READ COMMITTED;\n";
    String[] parts = script.split(begin);
    return (from == 0 ? "" : begin)
        + String.join(begin, java.util.Arrays.copyOfRange(parts, from, to + 1));
  }

  @Test
  void aStepThatDidNotTakeEffectStopsTheScript() {
    project.upgrade(first.id());
    onOther(() -> project.upgrade(first.id()));
    Path index =
        project.files().stream().filter(f -> f.toString().contains("an_index")).findAny().get();
    TestProject.edit(
        index, "INDEX CONCURRENTLY ix_name ON", "INDEX CONCURRENTLY IF NOT EXISTS ix_name ON");
    byDriver("CREATE INDEX ix_name ON item (name)");
    byDriver("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_name'::regclass");
    String script = scriptForOther(Verb.UPGRADE, "+1");
    assertThatThrownBy(() -> execute(By.DRIVER, script))
        .hasMessageContaining("the catalog does not show it");
  }

  @Test
  void anIndexThatLacksAPartitionStopsTheScript() {
    RevisionCommand.Result partitioned = project.emptyRevision("partitioned");
    TestProject.edit(
        partitioned.written(),
        "-- migrate:up\n",
        """
        -- migrate:up
        CREATE TABLE part (id int) PARTITION BY RANGE (id);
        CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (10);

        -- migrate:up
        CREATE INDEX part_ix ON ONLY part (id);

        -- migrate:up
        CREATE INDEX part_1_ix ON part_1 (id);
        ALTER INDEX part_ix ATTACH PARTITION part_1_ix;
        """);
    project.upgrade();
    execute(By.DRIVER, script(Verb.UPGRADE, "base:head"));
    same();
    execute(By.DRIVER, scriptForOther(Verb.STAMP, last.id()));
    byDriver("DROP INDEX part_ix; CREATE TABLE part_2 PARTITION OF part DEFAULT");
    String script = scriptForOther(Verb.UPGRADE, "head");
    assertThatThrownBy(
            () -> execute(By.DRIVER, script.replaceAll("(?m)^CREATE TABLE part.*\n", "")))
        .hasMessageContaining("index part_ix stays invalid");
  }

  @ParameterizedTest
  @EnumSource
  void whatAScriptLeftUndoneARunFinishes(By by) {
    execute(by, "SELECT 1;");
    TestProject.edit(
        ShowCommand.run(project.project(), last.id()).file(),
        "-- migrate:up\n",
        "-- migrate:up\nSELECT 1/(SELECT count(*) FROM pg_namespace WHERE nspname = 'ready');\n");
    String failing = script(Verb.UPGRADE, "base:head");
    assertThatThrownBy(() -> execute(by, failing)).hasMessageContaining("division by zero");
    byDriver("CREATE SCHEMA ready; UPDATE migrate_lock SET expires = now()");
    project.execute("CREATE SCHEMA ready");
    project.upgrade();
    onOther(project::upgrade);
    assertThat(schema(other.database())).isEqualTo(schema(Database.of(project.url(), null, null)));
  }

  private void onOther(Runnable work) {
    project.database(DatabaseConfig.of(other.url(), null, null));
    work.run();
    project.database(DatabaseConfig.of(project.url(), null, null));
  }

  private String script(Verb verb, String target) {
    return ScriptCommand.run(
            new ScriptCommand.Input(project.project(), verb, target, false, new Random()))
        .sql();
  }

  /** Its journal is asked, and nothing is written to it. */
  private String scriptForOther(Verb verb, String target) {
    String[] script = new String[1];
    onOther(() -> script[0] = script(verb, target));
    return script[0];
  }

  /** Schema and journal are alike, but for times, runs and authors. */
  private void same() {
    Database one = Database.of(project.url(), null, null);
    assertThat(schema(other.database())).isEqualTo(schema(one));
    assertThat(journal(other.database())).isEqualTo(journal(one));
  }

  private static Schema schema(Database database) {
    try (Connection connection = database.connectForReading()) {
      return CatalogReader.read(connection, "public").schema();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static List<JournalEntry> journal(Database database) {
    try (Connection connection = database.connectForReading()) {
      return new PostgresJournal("public")
          .read(connection).stream()
              .map(
                  e ->
                      new JournalEntry(
                          e.position(),
                          "",
                          e.subject(),
                          e.place(),
                          e.kind(),
                          e.result(),
                          JournalEntry.Timing.UNKNOWN,
                          new JournalEntry.Actor("", e.actor().tool(), e.actor().approval())))
              .toList();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> rows(String sql) {
    List<String> values = new ArrayList<>();
    try (Connection connection = other.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private void execute(By by, String script) {
    switch (by) {
      case DRIVER -> byDriver(script);
      case PSQL -> byPsql(script);
    }
  }

  private Connection byDriver() {
    // What psql sends: one statement a message.
    return Database.of(other.url(), null, null)
        .with(PGProperty.PREFER_QUERY_MODE, "simple")
        .connect(List.of());
  }

  private void byDriver(String script) {
    try (Connection connection = byDriver()) {
      execute(connection, script);
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private static void execute(Connection connection, String script) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // Its head speaks to psql.
      for (var each : Splitter.split(script.replaceFirst("\\A(\\\\set .*\n)+", ""))) {
        statement.execute(each.sql());
      }
    } catch (SQLException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private String parameter(String name) {
    return other.url().replaceFirst(".*[?&]" + name + "=([^&]*).*", "$1");
  }

  private void byPsql(String script) {
    URI uri = URI.create(other.url().substring("jdbc:".length()).replaceFirst("\\?.*", ""));
    try {
      Path file = Files.writeString(root.resolve("script.sql"), script);
      ProcessBuilder command =
          new ProcessBuilder(
                  "psql",
                  "-X",
                  "-w",
                  "-q",
                  // As somebody's .psqlrc may have it.
                  "-v",
                  "AUTOCOMMIT=off",
                  "-f",
                  file.toString(),
                  "-h",
                  uri.getHost(),
                  "-p",
                  String.valueOf(uri.getPort()),
                  "-U",
                  parameter("user"),
                  uri.getPath().substring(1))
              .redirectErrorStream(true);
      command.environment().put("PGPASSWORD", parameter("password"));
      Process psql = command.start();
      String output = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(psql.waitFor()).as(output).isZero();
    } catch (IOException e) {
      assumeThat(false).as("psql is not installed: %s", e.getMessage()).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
