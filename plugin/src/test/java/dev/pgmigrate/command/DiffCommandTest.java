package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.shadow.Psql;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
  private static final String OLD =
      """
      CREATE TYPE mood AS ENUM ('ok', 'sad');
      CREATE TABLE account (
        id bigint PRIMARY KEY,
        email varchar(40) NOT NULL,
        mood mood DEFAULT 'ok',
        gone int
      );
      CREATE INDEX ix_email ON account (email);
      """;
  private static final String NEW =
      """
      CREATE SCHEMA audit;
      CREATE TYPE mood AS ENUM ('ok', 'so-so', 'sad');
      CREATE TABLE account (
        id bigint PRIMARY KEY,
        email text NOT NULL CHECK (email <> ''),
        mood mood DEFAULT 'so-so',
        "select" jsonb
      );
      CREATE UNIQUE INDEX ix_email ON account (lower(email));
      CREATE TABLE audit.entry (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id bigint REFERENCES account ON DELETE CASCADE
      );
      COMMENT ON TABLE audit.entry IS 'it''s; a comment';
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    project.write("old.sql", OLD).write("new.sql", NEW);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void twoFiles() {
    DiffCommand.Result result = diff("old.sql", "new.sql");
    assertThat(result.sql())
        .contains(
            "-- from old.sql to new.sql",
            "ALTER TABLE account DROP COLUMN gone;",
            "    CREATE SCHEMA audit;",
            "ALTER TABLE account ALTER COLUMN mood SET DEFAULT 'so-so';");
    assertThat(diff("old.sql", "new.sql").sql()).isEqualTo(result.sql());
    assertThat(diff("old.sql", "old.sql").sql()).isEmpty();
    assertThat(diff("new.sql", "new.sql").changes()).isEmpty();
  }

  @Test
  void aFolderIsAllItsFilesInTheirOrder() {
    project.write("parts/2/b.sql", "CREATE TABLE b (id int REFERENCES a);");
    project.write("parts/1.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    project.write("parts/readme.txt", "no SQL");
    project.write(
        "whole.sql", "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a);");
    assertThat(diff("parts", "whole.sql").changes()).isEmpty();
  }

  @Test
  void historyAndDatabase() {
    project.schema(OLD).revision("first");
    project.upgrade();
    assertThat(diff("history", "database").changes()).isEmpty();
    project.execute("ALTER TABLE account ADD COLUMN nick text");
    assertThat(diff("history", "database").sql())
        .contains("ALTER TABLE account ADD COLUMN nick text;");
    assertThat(diff("database", "history").sql()).contains("ALTER TABLE account DROP COLUMN nick;");
    assertThat(diff("entities", "history").changes()).isEmpty();
  }

  @Test
  void aUrlAndNeverItsPassword() {
    try (ShadowDatabase other = TestServer.database()) {
      DiffCommand.Result result = diff(other.url(), "old.sql");
      assertThat(result.sql()).contains("CREATE INDEX ix_email ON account (email);");
      assertThat(String.join("\n", result.sql())).doesNotContain("password");
    }
  }

  @Test
  void neitherThisNorThat() {
    assertThatThrownBy(() -> diff("old.sql", "no-such.sql"))
        .isInstanceOf(MigrationFailure.class)
        .hasMessageContaining("'no-such.sql' is neither entities, history or database")
        .hasMessageContaining(".sql file or folder in " + root);
    project.write("empty/readme.txt", "");
    assertThatThrownBy(() -> diff("old.sql", "empty")).hasMessageContaining("holds no .sql file");
    assertThatThrownBy(() -> diff("old.sql", "entities")).hasMessageContaining("mvn compile");
  }

  @Test
  void psqlRunsItAsItStands() throws IOException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    project.execute(OLD);
    Psql.run(project.url(), diff("database", "new.sql").sql());
    assertThat(diff("database", "new.sql").sql()).isEmpty();
  }

  /** Rows get their default range by range, and as many ranges are as many transactions. */
  @Test
  void aBatchIsWalked() throws IOException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    project.write("rows.sql", "CREATE TABLE t (id bigint PRIMARY KEY);");
    project.write(
        "more.sql",
        "CREATE TABLE t (id bigint PRIMARY KEY, key uuid NOT NULL DEFAULT gen_random_uuid());");
    project.execute("CREATE TABLE t (id bigint PRIMARY KEY)");
    project.execute("INSERT INTO t SELECT generate_series(1, 12000)");
    List<String> sql = diff("rows.sql", "more.sql").sql();
    assertThat(sql).contains("DO $migrate_batch$");
    Psql.run(project.url(), sql);
    assertThat(
            project.query(
                "SELECT count(DISTINCT key) || ' in ' || count(DISTINCT xmin::text) FROM t"))
        .containsExactly("12000 in 3");
    assertThat(diff("database", "more.sql").sql()).isEmpty();
  }

  private DiffCommand.Result diff(String from, String to) {
    return DiffCommand.run(new DiffCommand.Input(project.project(), from, to));
  }
}
