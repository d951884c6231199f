package dev.pgmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.change.Change;
import dev.pgmigrate.diff.SchemaComparator;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people read of changes. */
class ChangeSummaryTest {
  private static final String ACCOUNT =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE SEQUENCE account_seq INCREMENT BY 50;
      CREATE TABLE tenant (id bigint CONSTRAINT tenant_pkey PRIMARY KEY);
      CREATE TABLE account (
        id bigint CONSTRAINT account_pkey PRIMARY KEY,
        email varchar(320) NOT NULL,
        tenant_id bigint,
        CONSTRAINT fk_account_tenant FOREIGN KEY (tenant_id) REFERENCES tenant (id)
      );
      CREATE INDEX ix_account_email ON account (email);
      """;

  @Test
  void aNewTableIsOneLineWhateverItIsMadeOf() {
    assertThat(summary("", ACCOUNT))
        .containsExactlyInAnyOrder(
            "+ enum mood",
            "+ sequence account_seq",
            "+ table tenant (1 column)",
            "+ table account (3 columns, 1 index, 1 foreign key)");
  }

  @Test
  void aDroppedTableIsOneLineToo() {
    assertThat(summary(ACCOUNT, ""))
        .containsExactlyInAnyOrder(
            "- enum mood", "- sequence account_seq", "- table tenant", "- table account");
  }

  @Test
  void columnsSayWhatTheyAreAndWhatBecomesOfThem() {
    String after =
        ACCOUNT
            + """
            ALTER TABLE account ALTER email TYPE text;
            ALTER TABLE account ALTER email DROP NOT NULL;
            ALTER TABLE account ADD credit integer NOT NULL DEFAULT 0;
            ALTER TABLE tenant ADD note text;
            """;
    assertThat(summary(ACCOUNT, after))
        .containsExactlyInAnyOrder(
            "~ column account.email: no longer not null, type varchar(320) -> text",
            "+ column account.credit integer DEFAULT 0 NOT NULL",
            "+ column tenant.note text");
    assertThat(summary(after, ACCOUNT))
        .containsExactlyInAnyOrder(
            "~ column account.email: not null, type text -> varchar(320)",
            "- column account.credit integer DEFAULT 0 NOT NULL",
            "- column tenant.note text");
  }

  @Test
  void partsOfATableThatStaysNameIt() {
    String after =
        ACCOUNT
            + """
            ALTER TABLE account DROP CONSTRAINT fk_account_tenant;
            ALTER TABLE account ADD CONSTRAINT ck_email CHECK (email <> '');
            ALTER TABLE account ADD CONSTRAINT account_email_key UNIQUE (email);
            DROP INDEX ix_account_email;
            CREATE UNIQUE INDEX ix_account_lower ON account (lower(email));
            CREATE INDEX ix_account_hash ON account USING hash (email);
            """;
    assertThat(summary(ACCOUNT, after))
        .containsExactlyInAnyOrder(
            "- foreign key fk_account_tenant of account (tenant_id) -> tenant (id)",
            "+ check ck_email of account (email::text <> ''::text)",
            "+ unique account_email_key of account (email)",
            "- index ix_account_email of account (email)",
            "+ unique index ix_account_lower of account (lower(email::text))",
            "+ index ix_account_hash of account USING hash (email)");
  }

  @Test
  void whatIsNeitherNewNorGoneSaysWhatChanges() {
    String after =
        ACCOUNT
            + """
            ALTER TYPE mood ADD VALUE 'happy';
            ALTER SEQUENCE account_seq INCREMENT BY 10;
            ALTER TABLE account SET (fillfactor = 70);
            COMMENT ON TABLE account IS 'who may log in';
            COMMENT ON COLUMN account.email IS 'lower case';
            COMMENT ON CONSTRAINT fk_account_tenant ON account IS 'owner';
            GRANT SELECT ON account TO public;
            """;
    assertThat(summary(ACCOUNT, after))
        .containsExactlyInAnyOrder(
            "~ enum mood: new value 'happy'",
            "~ sequence account_seq: increment 50 -> 10",
            "~ table account: parameters none -> fillfactor=70, comment 'who may log in', GRANT SELECT TO PUBLIC",
            "~ column account.email: comment 'lower case'",
            "~ foreign key fk_account_tenant of account: comment 'owner'");
  }

  @Test
  void whatIsDroppedAndCreatedAgainIsOneLine() {
    String after =
        ACCOUNT
            + """
            DROP INDEX ix_account_email;
            CREATE INDEX ix_account_email ON account (email) WHERE tenant_id IS NULL;
            ALTER TABLE account DROP CONSTRAINT fk_account_tenant;
            ALTER TABLE account ADD CONSTRAINT fk_account_tenant
              FOREIGN KEY (tenant_id) REFERENCES tenant (id) ON DELETE CASCADE;
            """;
    assertThat(summary(ACCOUNT, after))
        .containsExactlyInAnyOrder(
            "~ index ix_account_email of account (email) becomes (email) WHERE tenant_id IS NULL,"
                + " dropped and created again",
            "~ foreign key fk_account_tenant of account (tenant_id) -> tenant (id) becomes"
                + " (tenant_id) -> tenant (id) ON DELETE CASCADE, dropped and created again");
  }

  @Test
  void sequencesSayWhichOptionChanges() {
    String identity = "CREATE TABLE t (id integer GENERATED BY DEFAULT AS IDENTITY)";
    assertThat(
            summary(
                identity,
                "CREATE TABLE t (id integer GENERATED BY DEFAULT AS IDENTITY (INCREMENT 50))"))
        .containsExactly("~ column t.id: identity increment 1 -> 50");
    assertThat(summary(identity, "CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY)"))
        .containsExactly("~ column t.id: identity by default -> always, type integer -> bigint");
  }

  @Test
  void namesOutsideOfThePublicSchemaAreWhole() {
    assertThat(summary("", "CREATE SCHEMA audit; CREATE TABLE audit.\"Entry\" (id bigint);"))
        .containsExactlyInAnyOrder("+ schema audit", "+ table audit.\"Entry\" (1 column)");
  }

  @Test
  void functionsAreCalledByTheirArguments() {
    String area =
        "CREATE FUNCTION area(a integer, b text) RETURNS integer LANGUAGE sql AS 'SELECT a';"
            + " CREATE SCHEMA audit; CREATE VIEW audit.all AS SELECT 1 AS one";
    assertThat(summary("", area))
        .containsExactlyInAnyOrder(
            "+ function area(integer, text)", "+ schema audit", "+ view audit.\"all\"");
  }

  private static List<String> summary(String from, String to) {
    List<Change> changes =
        SchemaComparator.compare(
            schema(from), schema(to), (one, other, context) -> one.equals(other));
    return ChangeSummary.of(changes);
  }

  private static Schema schema(String ddl) {
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(ddl);
      return CatalogReader.read(connection, "public").schema();
    } catch (SQLException e) {
      throw new AssertionError(ddl, e);
    }
  }
}
