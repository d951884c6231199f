package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.DatabaseException;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that run as a role of their own. */
class RoleTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void roles() {
    project = new TestProject(root);
    String password = "s3cret";
    project.execute(
        """
        CREATE ROLE shop_owner;
        CREATE ROLE shop_reader;
        CREATE ROLE shop_deployer LOGIN NOINHERIT PASSWORD '%s' IN ROLE shop_owner;
        ALTER SCHEMA public OWNER TO shop_owner;
        """
            .formatted(password));
    project
        .database(
            DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "shop_deployer", password))
        .role("shop_owner");
  }

  @AfterEach
  void drop() {
    project.execute("DROP OWNED BY shop_owner, shop_reader, shop_deployer CASCADE");
    project.execute("DROP ROLE shop_deployer, shop_reader, shop_owner");
    project.close();
  }

  @Test
  void newObjectsBelongToItAndItsOwnershipGoesWithoutSaying() {
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);");
    Path file = project.revision("account").written();
    TestProject.edit(
        file, "-- migrate:down", "ALTER TABLE account OWNER TO shop_owner;\n\n-- migrate:down");
    project.upgrade();
    assertThat(
            project.query(
                "SELECT tablename || ' ' || tableowner FROM pg_tables WHERE schemaname = 'public'"
                    + " ORDER BY 1"))
        .containsExactly(
            "account shop_owner", "migrate_history shop_owner", "migrate_lock shop_owner");
    assertThat(project.verify().findings()).isEmpty();
    RevisionCommand.Result nothing = project.revision("nothing");
    assertThat(nothing.changes()).isEmpty();
    assertThat(nothing.live().drift()).isEmpty();
    project.downgrade("base");
    assertThat(project.columns("account")).isEmpty();
  }

  /** An administrator made them, for the role may make neither. */
  @Test
  void aSchemaAndAnExtensionThatAreThereNeedNoRights() {
    project.execute(
        "CREATE SCHEMA billing; GRANT USAGE, CREATE ON SCHEMA billing TO shop_owner;"
            + " CREATE EXTENSION citext");
    project.schema(
        """
        CREATE SCHEMA billing;
        CREATE EXTENSION citext;
        CREATE TABLE billing.invoice (id bigint PRIMARY KEY, payer citext);
        """);
    project.revision("invoices");
    assertThat(project.upgrade().applied()).hasSize(1);
    assertThat(project.query("SELECT tableowner FROM pg_tables WHERE tablename = 'invoice'"))
        .containsExactly("shop_owner");
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void whoMayOnlyReadSeesWhereItStands() {
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);").revision("account");
    project.upgrade();
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, a int);").revision("more");
    project.execute(
        "CREATE ROLE shop_auditor LOGIN PASSWORD 'x'; ALTER ROLE shop_auditor SET"
            + " default_transaction_read_only = on");
    DatabaseConfig auditor =
        DatabaseConfig.of(project.url().replaceFirst("\\?.*", ""), "shop_auditor", "x");
    try {
      project.database(auditor).role(null);
      String grants =
          "GRANT USAGE ON SCHEMA public TO shop_auditor; GRANT SELECT ON public.migrate_history,"
              + " public.migrate_lock TO shop_auditor;";
      for (Runnable goal : List.<Runnable>of(project::current, project::history, project::plan)) {
        assertThatThrownBy(goal::run)
            .isInstanceOf(DatabaseException.class)
            .hasMessageContaining("may not read the history", grants);
      }
      // Everybody has the right on public already.
      project.execute(grants.substring(grants.indexOf("GRANT SELECT")));

      assertThat(project.history().entries()).hasSize(2);
      CurrentCommand.Result current = project.currentWithDrift();
      assertThat(current.states()).containsExactly(CurrentCommand.State.PENDING);
      assertThat(current.driftUnknown()).isNull();
      assertThat(project.planWithDrift().drift()).isEmpty();
      assertThat(project.plan().revisions()).hasSize(1);
    } finally {
      project.execute("DROP OWNED BY shop_auditor; DROP ROLE shop_auditor");
    }
  }

  @Test
  void whatIsHeldBlocksNothingInAnAdoptedDatabase() {
    String account = "CREATE TABLE account (id bigint PRIMARY KEY, %s);\n";
    project.execute(
        "SET ROLE shop_owner; "
            + account.formatted("phone text, fax text")
            + "INSERT INTO account VALUES (1, '11', '12')");
    project.schema(account.formatted("phone text, fax text")).baseline();
    project.revision(null);
    project
        .schema(account.formatted("mobile text, fax text"))
        .revision("rename phone", "account.phone:mobile", null);
    project.schema(account.formatted("mobile text")).revision("drop fax");
    project.schema(account.formatted("mobile text, note text")).revision("add note");

    UpgradeCommand.Result upgraded = project.upgrade();
    assertThat(upgraded.applied())
        .extracting(Revision::message)
        .containsExactly("rename phone (expand)", "add note");
    assertThat(upgraded.held())
        .extracting(Revision::message)
        .containsExactly("rename phone (contract)", "drop fax");
    project.execute("SET ROLE shop_owner; INSERT INTO account (id, phone) VALUES (2, '21')");
    assertThat(project.currentWithDrift().drift()).isEmpty();
    assertThat(project.upgradeWithContract().applied()).hasSize(2);
    assertThat(project.currentWithDrift().drift()).isEmpty();
    assertThat(project.downgrade("-2").undone())
        .extracting(Revision::message)
        .containsExactly("drop fax", "rename phone (contract)");
    assertThat(project.query("SELECT concat_ws(' ', id, phone, mobile) FROM account ORDER BY id"))
        .containsExactly("1 11 11", "2 21 21");
    assertThat(project.downgrade("-1").undone())
        .extracting(Revision::message)
        .containsExactly("add note");
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void aRoleThatTheUserMayNotTakeIsAClearError() {
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);").role("shop_reader");
    assertThatThrownBy(() -> project.revision("account"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("may not act as migrate.role \"shop_reader\"");
  }
}
