package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.command.UpgradeCommand;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database, a folder with a history that has every kind of step, and Maven processes on them.
 *
 * <p>Nothing in the history could be executed twice without a trace: transactions leave a row in
 * table {@code done}, the backfill counts its visits in each row.
 */
final class Scene implements AutoCloseable {
  static final int ROWS = 40;

  private static final String FIRST =
      """
      -- create account
      --
      -- revision: 0000000000a1
      -- parent:   none
      -- created:  2026-11-22T10:00:00Z

      -- migrate:up
      CREATE TABLE done (
        step text NOT NULL
      );
      CREATE TABLE account (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        email text NOT NULL
      );
      INSERT INTO account (email) SELECT 'user' || n FROM generate_series(1, %d) AS n;
      INSERT INTO done VALUES ('create');

      -- migrate:down
      DROP TABLE account;
      DROP TABLE done;
      """
          .formatted(ROWS);

  private static final String SECOND =
      """
      -- count visits
      --
      -- revision: 0000000000a2
      -- parent:   0000000000a1
      -- created:  2026-11-22T10:01:00Z

      -- migrate:up
      ALTER TABLE account ADD COLUMN visits integer;
      INSERT INTO done VALUES ('add');

      -- migrate:up no-transaction
      CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);

      -- migrate:up batch key=id size=20
      UPDATE account SET visits = COALESCE(visits, 0) + 1 WHERE id BETWEEN :from AND :to;

      -- migrate:up
      ALTER TABLE account ALTER COLUMN visits SET NOT NULL;
      INSERT INTO done VALUES ('constrain');

      -- migrate:down
      ALTER TABLE account ALTER COLUMN visits DROP NOT NULL;
      DELETE FROM done WHERE step = 'constrain';

      -- migrate:down
      -- nothing: the column goes with the last step

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY ux_account_email;

      -- migrate:down
      ALTER TABLE account DROP COLUMN visits;
      DELETE FROM done WHERE step = 'add';
      """;

  private static final String THIRD =
      """
      -- replace the index
      --
      -- revision: 0000000000a3
      -- parent:   0000000000a2
      -- created:  2026-11-22T10:02:00Z

      -- migrate:up no-transaction
      CREATE INDEX CONCURRENTLY ix_account_visits ON account (visits);

      -- migrate:up no-transaction
      DROP INDEX CONCURRENTLY ux_account_email;

      -- migrate:down no-transaction
      CREATE UNIQUE INDEX CONCURRENTLY ux_account_email ON account (email);

      -- migrate:down no-transaction
      DROP INDEX CONCURRENTLY ix_account_visits;
      """;

  private final Path folder;
  private final ShadowDatabase database;
  private final Wire wire;
  private final List<Maven> processes = new ArrayList<>();

  Scene(Path folder) throws IOException {
    this(folder, TestServer.database());
  }

  Scene(Path folder, ShadowDatabase database) throws IOException {
    this.folder = folder;
    this.database = database;
    this.wire = Wire.to(port());
    write("202611221000_0000000000a1_create_account.sql", FIRST);
    write("202611221001_0000000000a2_count_visits.sql", SECOND);
    write("202611221002_0000000000a3_replace_the_index.sql", THIRD);
  }

  /** Writes a migration. */
  void write(String name, String text) throws IOException {
    Path file = folder.resolve("src/main/migrations").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A goal on the database through the wire. */
  Maven through(String goal, String... arguments) throws IOException {
    return start(List.of(), throughWire(), goal, arguments);
  }

  /** A goal on the database. */
  Maven direct(String goal, String... arguments) throws IOException {
    return start(List.of(), database.url(), goal, arguments);
  }

  /** A goal on a database, behind words that come before the command. */
  Maven start(List<String> prefix, String url, String goal, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of("-Dmigrate.url=" + url));
    all.addAll(List.of(arguments));
    Maven process = Maven.start(folder, prefix, goal, all);
    processes.add(process);
    return process;
  }

  /** The next upgrade, in this process. */
  UpgradeCommand.Result upgrade() {
    return UpgradeCommand.run(new UpgradeCommand.Input(project(), "head", false, Progress.SILENT));
  }

  private Project project() {
    return Project.at(folder).withDatabase(DatabaseConfig.of(database.url(), null, null));
  }

  Wire wire() {
    return wire;
  }

  ShadowDatabase database() {
    return database;
  }

  String throughWire() {
    return database.url().replace(":" + port() + "/", ":" + wire.port() + "/") + "&sslmode=disable";
  }

  private int port() {
    return Integer.parseInt(database.url().replaceAll(".*//[^:]+:(\\d+)/.*", "$1"));
  }

  /** The server's clock goes on past the end of the lease. */
  void letTheLeaseExpire() {
    execute("UPDATE migrate_lock SET expires = clock_timestamp() WHERE expires IS NOT NULL");
  }

  /** The lease, if there is one already. */
  boolean leaseThere() {
    return query("SELECT to_regclass('migrate_lock')::text").get(0) != null;
  }

  /** Everything was applied, once, and the database is what a fault-free upgrade makes. */
  void isWhole(Schema faultFree) throws SQLException {
    assertThat(query("SELECT step FROM done ORDER BY step"))
        .containsExactly("add", "constrain", "create");
    assertThat(query("SELECT visits || ' x ' || count(*) FROM account GROUP BY visits"))
        .containsExactly("1 x " + ROWS);
    assertThat(
            query(
                """
                SELECT revision || ' ' || step || ' ' || count(*)
                FROM migrate_history
                WHERE outcome = 'done' AND revision LIKE '0000000000a%'
                  AND kind <> 'initialised'
                GROUP BY revision, step
                ORDER BY revision, step
                """))
        .as("each step is done once")
        .containsExactly(
            "0000000000a1 1 1",
            "0000000000a2 1 1",
            "0000000000a2 2 1",
            "0000000000a2 3 1",
            "0000000000a2 4 1",
            "0000000000a3 1 1",
            "0000000000a3 2 1");
    assertThat(query("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid")).isEmpty();
    assertThat(schema()).isEqualTo(faultFree);
  }

  Schema schema() throws SQLException {
    try (Connection connection = database.connect()) {
      return CatalogReader.read(connection, "public").schema();
    }
  }

  /** Waits, within a bound, until a query's first value is this. */
  void until(String expected, String query) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!List.of(expected).equals(query(query))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "Not within a minute: " + expected + " from " + query + "\n" + outputs());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  List<String> query(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private String outputs() {
    return String.join("\n----\n", processes.stream().map(Maven::output).toList());
  }

  @Override
  public void close() throws IOException {
    processes.forEach(Maven::close);
    wire.close();
    database.close();
  }
}
