package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A column gets another name while the application of before and the new one both run. */
class ColumnRenameTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  private RevisionCommand.Result rename(String before) {
    project.schema(before).revision("first");
    project.upgrade();
    return project
        .schema(before.replace("phone", "number"))
        .revision("rename account.phone", "account.phone:number", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE account (id bigint PRIMARY KEY, phone varchar(32));",
        "CREATE TABLE account (id bigint PRIMARY KEY, phone varchar(32) NOT NULL DEFAULT 'none');",
        "CREATE TABLE account (id bigint PRIMARY KEY, phone text COLLATE \"C\" UNIQUE);"
            + "COMMENT ON COLUMN account.phone IS 'where to call';",
        "CREATE TABLE account (id bigint PRIMARY KEY, phone text NOT NULL CHECK (phone <> ''));"
            + "CREATE UNIQUE INDEX ix_phone ON account (lower(phone)) WHERE phone <> 'x';",
        "CREATE TABLE plan (id int PRIMARY KEY);"
            + "CREATE TABLE account (id bigint PRIMARY KEY, phone int CONSTRAINT fk_phone"
            + " REFERENCES plan ON DELETE SET NULL, CONSTRAINT uk UNIQUE (id, phone));",
        "CREATE TABLE account (phone jsonb NOT NULL DEFAULT '{}', id bigint PRIMARY KEY);"
            + "CREATE VIEW v AS SELECT id FROM account WHERE phone IS NOT NULL;",
      })
  void isTwoRevisions(String before) {
    RevisionCommand.Result renamed = rename(before);

    assertThat(renamed.remaining()).isEmpty();
    assertThat(renamed.files())
        .extracting(file -> file.revision().message())
        .containsExactly("rename account.phone (expand)", "rename account.phone (contract)");
    assertThat(renamed.files())
        .extracting(file -> file.revision().phase())
        .containsExactly(Revision.Phase.EXPAND, Revision.Phase.CONTRACT);
    for (MigrationFile file : renamed.files()) {
      assertThat(file.revision().up()).hasSameSizeAs(file.revision().down());
      TestProject.proofs(file.revision().down());
    }
    assertThat(TestProject.proofs(renamed.files().get(1).revision().up())).isOne();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();

    assertThat(project.upgrade().held()).hasSize(1);
    assertThat(project.columns("account")).contains("phone", "number");
    assertThat(project.revision(null).live().drift()).isEmpty();
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
    assertThat(project.columns("account")).contains("number").doesNotContain("phone");
    assertThat(project.revision(null).live().drift()).isEmpty();
    assertThat(project.query("SELECT proname FROM pg_proc WHERE proname LIKE '%sync'")).isEmpty();
    project.downgrade("-1");
    assertThat(project.revision(null).live().drift()).isEmpty();
    assertThat(project.columns("account")).contains("phone", "number");
    project.downgrade("-1");
    assertThat(project.revision(null).live().drift()).isEmpty();
    assertThat(project.columns("account")).contains("phone").doesNotContain("number");
  }

  @Test
  void rowsKeepTheirValuesAllTheWayAndBack() {
    rename("CREATE TABLE account (id bigint PRIMARY KEY, phone varchar(32) NOT NULL);");
    project.execute("INSERT INTO account SELECT i, 'p' || i FROM generate_series(1, 12000) i");
    project.upgrade();
    String alike = "SELECT count(*) FROM account WHERE phone = 'p' || id AND number = phone";
    assertThat(project.query(alike)).containsExactly("12000");
    project.upgradeWithContract();
    project.execute("INSERT INTO account VALUES (12001, 'p12001')");
    project.downgrade("-1");
    assertThat(project.query(alike)).containsExactly("12001");
    project.downgrade("-1");
    assertThat(project.query("SELECT count(*) FROM account WHERE phone = 'p' || id"))
        .containsExactly("12001");
  }

  /**
   * What an application does to either column has the same outcome as on a table that has but one
   * column: the same value or the same error; and the columns are always alike.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text",
        "text NOT NULL",
        "text DEFAULT 'd'",
        "text NOT NULL DEFAULT 'd'",
        "text DEFAULT 'it''s $$ or $sync$'",
        "numeric DEFAULT 1.0",
        "json DEFAULT '{}'",
        "timestamptz DEFAULT now()",
        "char(4) NOT NULL DEFAULT 'd'",
      })
  void eitherApplicationSeesWhatItWrote(String definition) throws SQLException {
    String table = "CREATE TABLE account (id bigint PRIMARY KEY, other int, phone " + definition;
    rename(table + ");");
    project.upgrade();
    project.execute("CREATE TABLE one (id bigint PRIMARY KEY, other int, c " + definition + ")");
    String[] values =
        definition.startsWith("numeric")
            ? new String[] {"1.00", "2", "1.0"}
            : definition.startsWith("json")
                ? new String[] {"'[1]'", "'{ }'", "'{}'"}
                : definition.startsWith("time")
                    ? new String[] {"'2020-01-01'", "now()", "'2021-01-01'"}
                    : new String[] {"'a'", "'d'", "'b'"};
    List<String> operations = new ArrayList<>();
    for (String value : List.of(values[0], values[1], values[2], "NULL", "DEFAULT")) {
      operations.add("INSERT INTO t (id, $) VALUES (1, " + value + ")");
      operations.add("UPDATE t SET $ = " + value + " WHERE id = 0");
      operations.add("UPDATE t SET other = 2, $ = " + value + " WHERE id = 0");
      operations.add(
          "INSERT INTO t (id, $) VALUES (0, "
              + value
              + ") ON CONFLICT (id) DO UPDATE SET $ = EXCLUDED.$");
    }
    operations.add("INSERT INTO t (id) VALUES (1)");
    operations.add("UPDATE t SET other = 1");
    operations.add("INSERT INTO t (id) VALUES (0) ON CONFLICT DO NOTHING");
    try (Connection connection = project.connect()) {
      connection.setAutoCommit(false);
      for (String start : values) {
        for (String operation : operations) {
          String one = outcome(connection, operation, "one", "c", start, "c");
          for (String column : List.of("phone", "number")) {
            for (String seen : List.of("phone", "number")) {
              assertThat(outcome(connection, operation, "account", column, start, seen))
                  .as("%s of %s, by %s, after %s", seen, operation, column, start)
                  .isEqualTo(one);
            }
          }
        }
      }
    }
  }

  /** The values afterwards, or the error's SQLSTATE; rolled back. */
  private static String outcome(
      Connection connection,
      String operation,
      String table,
      String column,
      String start,
      String select)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO " + table + " (id, " + column + ") VALUES (0, " + start + ")");
      statement.execute(operation.replace(" t ", " " + table + " ").replace("$", column));
      // now() is another instant in each transaction.
      try (var rows =
          statement.executeQuery(
              "SELECT string_agg(replace(coalesce(%1$s::text, 'null'), now()::text, 'now'), ','"
                      .formatted(select)
                  + " ORDER BY id) FROM "
                  + table)) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      return String.valueOf(e.getSQLState());
    } finally {
      connection.rollback();
    }
  }

  @Test
  void aDefaultThatIsNeverTheSameStaysWithTheOldColumn() throws SQLException {
    RevisionCommand.Result renamed =
        rename(
            "CREATE TABLE account (id bigint PRIMARY KEY, phone uuid DEFAULT gen_random_uuid());");
    assertThat(renamed.warnings()).anyMatch(warning -> warning.id().equals("null-becomes-default"));
    project.upgrade();
    project.execute("INSERT INTO account (id) VALUES (1)");
    project.execute("INSERT INTO account (id, phone) VALUES (2, NULL)");
    project.execute("INSERT INTO account (id, number) VALUES (3, NULL)");
    assertThat(
            project.query(
                "SELECT concat_ws(' ', id, phone IS NULL, number IS NULL,"
                    + " phone IS NOT DISTINCT FROM number) FROM account ORDER BY id"))
        .containsExactly("1 f f t", "2 t t t", "3 f f t");
    project.upgradeWithContract();
    project.execute("INSERT INTO account (id) VALUES (4)");
    assertThat(project.query("SELECT number IS NULL FROM account WHERE id = 4"))
        .containsExactly("f");
  }

  @Test
  void dollarsInANameEndNoBody() {
    String before = "CREATE TABLE account (id bigint PRIMARY KEY, phone$$ text);";
    project.schema(before).revision("first");
    project.upgrade();
    project
        .schema(before.replace("phone", "number"))
        .revision("rename", "account.phone$$:number$$", null);

    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void triggersOfTheTableAreNamed() {
    RevisionCommand.Result renamed =
        rename(
            """
            CREATE TABLE account (id bigint PRIMARY KEY, phone text);
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN
                RETURN NEW;
              END
            $$;
            CREATE TRIGGER touch BEFORE UPDATE ON account
              FOR EACH ROW EXECUTE FUNCTION touch();
            """);
    assertThat(renamed.warnings())
        .filteredOn(warning -> warning.id().equals("rename-under-triggers"))
        .singleElement()
        .satisfies(warning -> assertThat(warning.message()).contains("(touch)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "phone varchar(9); number varchar(20); column public.account.number",
        "phone text NOT NULL; number text; column public.account.number",
        "phone text CHECK (phone IN ('a')); number text CHECK (number IN ('a', 'b'));"
            + " check public.account.account_phone_check",
        "phone text UNIQUE, x int; number text, x int, UNIQUE (number, x);"
            + " unique public.account.account_phone_key",
        "phone varchar(9); number varchar(5);",
        "phone text UNIQUE CHECK (phone <> ''); number text UNIQUE CHECK (number <> '');",
      })
  void whatTheOldColumnRefusesUntilContractIsWarnedOf(
      String before, String after, @Nullable String what) {
    String table = "CREATE TABLE account (id int PRIMARY KEY, %s);";
    project.schema(table.formatted(before)).revision("first");
    RevisionCommand.Result renamed =
        project
            .schema(table.formatted(after))
            .revision("rename and change", "account.phone:number", null);
    List<String> warned =
        renamed.warnings().stream()
            .filter(warning -> warning.id().equals("breaks-running-release"))
            .map(warning -> warning.message())
            .toList();
    if (what == null) {
      assertThat(warned).isEmpty();
    } else {
      assertThat(warned)
          .singleElement()
          .asString()
          .contains("keeps its form until the contract revision", what);
      assertThat(TestProject.read(renamed.files().get(0).path()))
          .contains("-- warning breaks-running-release: " + warned.get(0));
    }
  }

  @Test
  void itsPartsComeWithoutLongLocks() {
    RevisionCommand.Result renamed =
        rename(
            "CREATE TABLE account (id bigint PRIMARY KEY, phone text NOT NULL CHECK (phone <> '')"
                + " UNIQUE); CREATE INDEX ix ON account (phone, id);");
    String expand = TestProject.read(renamed.files().get(0).path());
    assertThat(expand.split("migrate:up batch")).as("one backfill").hasSize(2);
    assertThat(expand)
        .contains("CREATE INDEX CONCURRENTLY ix_new")
        .contains("UNIQUE USING INDEX")
        .contains("CHECK (number <> ''::text) NOT VALID")
        .contains("VALIDATE CONSTRAINT account_phone_check_new")
        .contains("CHECK (number IS NOT NULL) NOT VALID")
        .doesNotContain("TODO");
  }

  /** Whatever is written to it, and on the way there as on the way back. */
  @ParameterizedTest
  @CsvSource({"phone, number", "number, phone"})
  void aRowThatIsNotFilledYetLosesNothing(String filled, String empty) {
    rename("CREATE TABLE account (id bigint PRIMARY KEY, other int, phone text);");
    project.upgrade();
    for (String write : List.of("other = 1", filled + " = 'p'", empty + " = NULL")) {
      project.execute(
          "TRUNCATE account; SET session_replication_role = replica;"
              + "INSERT INTO account (id, $) VALUES (1, 'p');".replace("$", filled)
              + "SET session_replication_role = origin; UPDATE account SET "
              + write);
      assertThat(project.query("SELECT concat_ws(' ', phone, number) FROM account"))
          .as(write)
          .containsExactly("p p");
    }
  }

  @Test
  void severalAtOnce() {
    String before =
        "CREATE TABLE account (id bigint PRIMARY KEY, a int, b int NOT NULL, CONSTRAINT uk UNIQUE"
            + " (a, b)); CREATE INDEX ix ON account (b);";
    project.schema(before).revision("first");
    project.upgrade();
    project.execute("INSERT INTO account SELECT i, i, -i FROM generate_series(1, 10) i");
    RevisionCommand.Result renamed =
        project
            .schema(
                before
                    .replace("a int, b int", "c int, d int")
                    .replace("(a, b)", "(c, d)")
                    .replace("(b)", "(d)"))
            .revision("two", "account.a:c,account.b:d", null);
    assertThat(renamed.remaining()).isEmpty();
    project.upgrade();
    assertThat(project.query("SELECT count(*) FROM account WHERE a = c AND b = d"))
        .containsExactly("10");
    project.upgradeWithContract();
    assertThat(project.revision(null).live().drift()).isEmpty();
    project.downgrade("-2");
    assertThat(project.revision(null).live().drift()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone int PRIMARY KEY | primary key",
        "phone int GENERATED ALWAYS AS IDENTITY | computes",
        "phone int, twice int GENERATED ALWAYS AS (phone * 2) STORED | computed from it",
        "phone int UNIQUE, again int REFERENCES account (phone) | foreign keys refer",
      })
  void whatCannotHaveASecondColumnIsRefused(String columns, String why) {
    assertThatThrownBy(() -> rename("CREATE TABLE account (" + columns + ");"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("-Dmigrate.online=false");
    assertThat(project.revisionFiles()).hasSize(1);
  }
}
