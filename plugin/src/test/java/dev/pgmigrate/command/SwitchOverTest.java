package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.history.PostgresJournal;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.shadow.MortalServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protected database moves to another one by logical replication, and the server crashes. */
class SwitchOverTest {
  private static final String FIRST =
      """
      -- first
      --
      -- revision: 000000000001
      -- parent:   none
      -- created:  2026-11-22T10:00:00Z

      -- migrate:up
      CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL);

      -- migrate:down
      DROP TABLE account;
      """;
  private static final String SECOND =
      """
      -- phone
      --
      -- revision: 000000000002
      -- parent:   000000000001
      -- created:  2026-11-22T10:01:00Z

      -- migrate:up
      ALTER TABLE account ADD COLUMN phone text;

      -- migrate:down
      ALTER TABLE account DROP COLUMN phone;
      """;

  @TempDir Path root;
  private MortalServer server;
  private TestProject project;
  private Database before;
  private Database after;

  @BeforeEach
  void protectedDatabase() throws Exception {
    server = MortalServer.replicating();
    before = server.create("before", "").database();
    after = server.create("after", "").database();
    project = new TestProject(root);
    at(before);
    project.write("migrations/202611221000_000000000001_first.sql", FIRST);
    project.upgrade();
    execute(before, "INSERT INTO account SELECT i, i FROM generate_series(1, 10) i");
    project.protect();
    // What pg_dump --schema-only carries over.
    execute(after, "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL)");
  }

  @AfterEach
  void stop() throws Exception {
    project.close();
    server.close();
  }

  @Test
  void theJournalArrivesWithTheDataAndGoesOn() throws Exception {
    try (Connection connection = after.connect()) {
      new PostgresJournal("public").create(connection);
    }
    replicate("account, migrate_history");
    at(after);

    assertThat(project.current().isProtected()).isTrue();
    project.write("migrations/202611221001_000000000002_phone.sql", SECOND);
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    project.approve(project.plan().digest());
    assertThat(project.upgrade().applied()).hasSize(1);
    project.approve(project.plan(PlanCommand.Kind.DOWNGRADE, "-1").digest());
    assertThat(project.downgrade("-1").undone()).hasSize(1);

    // The server crashes: a sequence would jump now.
    server.kill();
    server.start();
    project.approve(project.plan().digest());
    assertThat(project.upgrade().applied()).as("the downgrade is not forgotten").hasSize(1);
    assertThat(
            rows(
                after,
                "SELECT id || ' ' || kind || ' ' || direction FROM migrate_history ORDER BY id"))
        .containsExactly(
            "1 transaction up",
            "2 initialised up",
            "3 protected up",
            "4 transaction up",
            "5 transaction down",
            "6 transaction up");
    assertThat(rows(after, "SELECT obj_description('migrate_history'::regclass)"))
        .as("the comment did not come with the rows")
        .containsExactly("migrate-maven-plugin, format 2: protected");
  }

  /** Made by the plugin before: the new server's sequence knows nothing of the rows that come. */
  @Test
  void aJournalWithAnIdentityGoesOnAsWell() throws Exception {
    execute(
        before,
        "ALTER TABLE migrate_history ALTER id ADD GENERATED ALWAYS AS IDENTITY;"
            + " COMMENT ON TABLE migrate_history IS NULL");
    execute(after, "CREATE TABLE migrate_history " + columns());
    replicate("account, migrate_history");
    at(after);
    project.write("migrations/202611221001_000000000002_phone.sql", SECOND);
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    project.approve(project.plan().digest());
    assertThat(project.upgrade().applied()).hasSize(1);
    assertThat(rows(after, "SELECT id || ' ' || kind FROM migrate_history ORDER BY id"))
        .containsExactly(
            "1 transaction", "2 initialised", "3 protected", "4 format", "5 transaction");
  }

  @Test
  void anEmptyJournalBesideTablesIsNotNew() throws Exception {
    replicate("account");
    at(after);
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("no history of migrations")
        .hasMessageContaining("copy migrate_history");
    assertThat(notices(after)).anyMatch(notice -> notice.contains("copy migrate_history"));
  }

  @Test
  void aJournalWhoseRowsStayedBehindIsStillProtected() throws Exception {
    try (Connection connection = after.connect()) {
      new PostgresJournal("public").create(connection);
    }
    // Its comment came with the schema.
    execute(
        after, "COMMENT ON TABLE migrate_history IS 'migrate-maven-plugin, format 2: protected'");
    replicate("account");
    at(after);
    assertThat(project.current().isProtected()).isTrue();
    assertThatThrownBy(() -> project.stamp("head")).isInstanceOf(ApprovalException.class);
  }

  /** What a person is told who says where the database stands. */
  private List<String> notices(Database database) {
    List<String> notices = new ArrayList<>();
    at(database);
    StampCommand.run(
        new StampCommand.Input(
            project.project(),
            "head",
            new Progress() {
              @Override
              public void notice(String text) {
                notices.add(text);
              }
            }));
    return notices;
  }

  /** The columns of the journal, its key generated as it was before. */
  private String columns() throws SQLException {
    return rows(
            before,
            """
            SELECT '(' || string_agg(
              attname || ' ' || format_type(atttypid, atttypmod)
                || CASE WHEN attname = 'id' THEN ' GENERATED ALWAYS AS IDENTITY PRIMARY KEY' ELSE '' END
                || CASE WHEN attname = 'by_role' THEN ' DEFAULT session_user' ELSE '' END,
              ', ' ORDER BY attnum) || ')'
            FROM pg_attribute
            WHERE attrelid = 'migrate_history'::regclass AND attnum > 0
            """)
        .get(0);
  }

  /** Copies and follows the tables until all rows have arrived, and then no more. */
  private void replicate(String tables) throws SQLException {
    execute(before, "CREATE PUBLICATION moving FOR TABLE " + tables);
    execute(before, "SELECT pg_create_logical_replication_slot('moving', 'pgoutput')");
    String password = after.url().reveal().replaceFirst(".*password=", "");
    execute(
        after,
        "CREATE SUBSCRIPTION moving CONNECTION 'host=127.0.0.1 port="
            + after.url().reveal().replaceFirst(".*:(\\d+)/.*", "$1")
            + " dbname=before user=postgres password="
            + password
            + "' PUBLICATION moving WITH (create_slot = false)");
    for (String table : tables.split(", ")) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      String count = "SELECT count(*) FROM " + table;
      while (!rows(after, count).equals(rows(before, count))) {
        assertThat(System.nanoTime()).as(table + " does not arrive").isLessThan(deadline);
      }
    }
    execute(after, "ALTER SUBSCRIPTION moving DISABLE");
    execute(after, "ALTER SUBSCRIPTION moving SET (slot_name = NONE)");
    execute(after, "DROP SUBSCRIPTION moving");
  }

  private void at(Database database) {
    project.database(DatabaseConfig.of(database.url().reveal(), null, null));
  }

  private static void execute(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> rows(Database database, String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }
}
