package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.intent.UnfitAnswerException;
import dev.pgmigrate.report.DiffReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.shadow.Psql;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .isInstanceOf(MigrationException.class)
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

  /** A rename is one statement, whatever uses the thing, and every row is there afterwards. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          account.phone:tel | account | \
            CREATE TABLE account (id int PRIMARY KEY, tel text CHECK (tel <> ''), n int UNIQUE); \
            CREATE INDEX ix_phone ON account (lower(tel)); \
            CREATE VIEW phones AS SELECT tel AS phone FROM account;
          account:client,account.phone:tel | client | \
            CREATE TABLE client (id int PRIMARY KEY, tel text CHECK (tel <> ''), n int UNIQUE); \
            CREATE INDEX ix_phone ON client (lower(tel)); \
            CREATE VIEW phones AS SELECT tel AS phone FROM client;
          account:crm.account | crm.account | \
            CREATE SCHEMA crm; \
            CREATE TABLE crm.account (id int PRIMARY KEY, phone text CHECK (phone <> ''), n int UNIQUE); \
            CREATE INDEX ix_phone ON crm.account (lower(phone)); \
            CREATE VIEW phones AS SELECT phone FROM crm.account;
          public.account:crm."the ""Client"".",account.phone:"tel,no:1",account.n:"select" \
            | crm."the ""Client""." | \
            CREATE SCHEMA crm; \
            CREATE TABLE crm."the ""Client""." ( \
              id int PRIMARY KEY, "tel,no:1" text CHECK ("tel,no:1" <> ''), "select" int UNIQUE); \
            CREATE INDEX ix_phone ON crm."the ""Client""." (lower("tel,no:1")); \
            CREATE VIEW phones AS SELECT "tel,no:1" AS phone FROM crm."the ""Client"".";
          """)
  void whatIsRenamedKeepsItsRows(String rename, String table, String renamed) throws IOException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    project.execute(
        "CREATE TABLE account (id int PRIMARY KEY, phone text CHECK (phone <> ''), n int UNIQUE);"
            + "CREATE INDEX ix_phone ON account (lower(phone));"
            + "CREATE VIEW phones AS SELECT phone FROM account;"
            + "INSERT INTO account VALUES (1, '0123', 7), (2, '0456', 8)");
    project.write("new.sql", renamed);
    DiffCommand.Result result = diff("database", "new.sql", rename);
    assertThat(result.rename()).isEmpty();
    assertThat(String.join("\n", result.sql()))
        .doesNotContain("DROP TABLE", "DROP COLUMN", "DROP INDEX");
    Psql.run(project.url(), result.sql());
    assertThat(project.query("SELECT t::text FROM " + table + " t ORDER BY id"))
        .containsExactly("(1,0123,7)", "(2,0456,8)");
    assertThat(project.query("SELECT phone FROM phones")).containsExactly("0123", "0456");
    assertThat(diff("database", "new.sql").sql()).isEmpty();
  }

  /** What numbers the rows goes on after them. */
  @Test
  void sequencesAndTypesAreRenamed() throws IOException {
    assumeTrue(Psql.isInstalled(), "psql is not on the PATH");
    project.execute(
        "CREATE TYPE mood AS ENUM ('ok', 'sad');"
            + "CREATE TABLE account (id serial PRIMARY KEY, mood mood DEFAULT 'ok');"
            + "INSERT INTO account VALUES (DEFAULT, 'sad'), (DEFAULT, DEFAULT)");
    project.write(
        "new.sql",
        "CREATE TYPE temper AS ENUM ('ok', 'sad');"
            + "CREATE TABLE client (id serial PRIMARY KEY, mood temper DEFAULT 'ok');");
    String all = "mood:temper,account_id_seq:client_id_seq,account:client";
    assertThat(diff("database", "new.sql").rename()).isEqualTo("-Dmigrate.rename=" + all);
    Psql.run(project.url(), diff("database", "new.sql", all).sql());
    assertThat(project.query("INSERT INTO client DEFAULT VALUES RETURNING client::text"))
        .containsExactly("(3,ok)");
    assertThat(diff("database", "new.sql").sql()).isEmpty();
  }

  /** The option replaces the one that was given, and each new name is given once. */
  @Test
  void dropsThatLookLikeRenamesAreOneLine() {
    project.write(
        "old.sql",
        "CREATE TABLE account (id int PRIMARY KEY, a int, b int, \"C\" date);"
            + "CREATE TABLE bill (id int PRIMARY KEY, sum numeric);");
    project.write(
        "new.sql",
        "CREATE SCHEMA sales; CREATE TABLE account (id int PRIMARY KEY, n int, due date);"
            + "CREATE TABLE sales.bill (id int PRIMARY KEY, sum numeric);");
    assertThat(lines(diff("old.sql", "new.sql")))
        .containsOnlyOnce(
            "Some drops look like renames. To rename: -Dmigrate.rename="
                + "bill:sales.bill,account.a:n,account.\"C\":due");
    assertThat(diff("old.sql", "new.sql", "bill:sales.bill,account.b:n").rename())
        .isEqualTo("-Dmigrate.rename=bill:sales.bill,account.b:n,account.\"C\":due");
    DiffCommand.Result all =
        diff("old.sql", "new.sql", "bill:sales.bill,account.b:n,account.\"C\":due");
    assertThat(lines(all)).noneMatch(line -> line.contains("look like"));
    assertThat(all.sql()).contains("ALTER TABLE bill SET SCHEMA sales;");
    assertThat(diff("old.sql", "old.sql").rename()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acount.gone:came | there is no table, column, sequence or type acount.gone in old.sql."
            + " Write table, table.column",
        "account.gone:cane | there is no column public.account.cane in new.sql",
        "account.gone:email | column public.account.email is in old.sql already",
        "account.email:came | column public.account.email is in new.sql still",
        "account.gone | it is not old:new. Write it such as account.phone:phone_number.",
        "account.gone:other.gone | only a revision moves the values of a column to another table",
      })
  void aRenameThatDoesNotFitIsRefused(String rename, String why) {
    project.write(
        "new.sql",
        "CREATE TABLE account (id bigint PRIMARY KEY, email text, came int);"
            + "CREATE TABLE other (id bigint PRIMARY KEY REFERENCES account, gone int);");
    assertThatThrownBy(() -> diff("old.sql", "new.sql", rename))
        .isInstanceOf(UnfitAnswerException.class)
        .hasMessageStartingWith("-Dmigrate.rename=" + rename + ": ")
        .hasMessageContaining(why);
  }

  private DiffCommand.Result diff(String from, String to) {
    return diff(from, to, null);
  }

  private DiffCommand.Result diff(String from, String to, @Nullable String rename) {
    return DiffCommand.run(new DiffCommand.Input(project.project(), from, to, rename));
  }

  private static List<String> lines(DiffCommand.Result result) {
    return DiffReport.diff(result).stream().map(Line::text).toList();
  }
}
