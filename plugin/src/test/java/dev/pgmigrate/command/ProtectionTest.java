package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.project.SharedServer;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import java.nio.file.Path;
import java.sql.Connection;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a protected database is to users that may not read its journal, and have one of their own.
 * Two services are in one database, each with a role, a namespace and a journal; no superuser.
 */
class ProtectionTest {
  private static final String SILENT = "COMMENT ON TABLE shop.migrate_history IS NULL";

  @TempDir Path root;
  private TestProject shop;
  private TestProject stock;

  @BeforeEach
  void twoServices() {
    shop = new TestProject(root.resolve("shop"));
    stock = new TestProject(root.resolve("stock"));
    shop.execute(
        """
        CREATE ROLE shop LOGIN PASSWORD 'p';
        CREATE ROLE stock LOGIN PASSWORD 'p' CREATEDB;
        CREATE SCHEMA shop AUTHORIZATION shop;
        CREATE SCHEMA stock AUTHORIZATION stock;
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        """);
    String url = shop.url().replaceFirst("\\?.*", "");
    shop.database(DatabaseConfig.of(url, "shop", "p"))
        .historySchema("shop")
        .filters(List.of("shop.*"), List.of());
    stock
        .database(DatabaseConfig.of(url, "stock", "p"))
        .historySchema("stock")
        .filters(List.of("stock.*"), List.of());
    revision(shop, "CREATE TABLE shop.account (id bigint PRIMARY KEY)");
    shop.upgrade();
    shop.execute(
        "GRANT USAGE ON SCHEMA shop TO stock; REVOKE ALL ON shop.migrate_history FROM stock");
    shop.protect();
  }

  private static void revision(TestProject project, String up) {
    int number = project.revisionFiles().size() + 1;
    project.write(
        "migrations/20261122100%1$d_00000000000%1$d_r.sql".formatted(number),
        """
        -- r
        --
        -- revision: 00000000000%d
        -- parent:   %s
        -- created:  2026-11-22T10:0%1$d:00Z

        -- migrate:up
        %3$s;

        -- migrate:down
        SELECT 1;
        """
            .formatted(number, number == 1 ? "none" : "00000000000" + (number - 1), up));
  }

  @AfterEach
  void close() {
    shop.execute(
        "REASSIGN OWNED BY shop, stock TO postgres; DROP OWNED BY shop, stock CASCADE;"
            + " DROP ROLE shop, stock");
    stock.close();
    shop.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void besideEachOtherNeitherIsInTheWay(boolean silent) {
    if (silent) {
      shop.execute(SILENT);
    }
    revision(stock, "CREATE TABLE stock.account (id bigint PRIMARY KEY)");
    assertThat(stock.current().isProtected()).isFalse();
    assertThat(stock.upgrade().applied()).hasSize(1);
    byScript(stock);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRANT shop TO stock | ALTER TABLE shop.account ADD x int",
        "GRANT INSERT ON shop.account TO stock | INSERT INTO shop.account VALUES (1)",
        "ALTER SCHEMA shop OWNER TO stock; GRANT stock TO shop | CREATE TABLE shop.other (id int)"
      })
  void whatBelongsToTheOtherIsProtected(String given, String statement) {
    shop.execute(given);
    revision(stock, statement);
    assertThatThrownBy(stock::upgrade)
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("the journal in schema \"shop\", which \"shop\" owns, protects it");
    for (String target : List.of("head", "base:heads")) {
      assertThatThrownBy(() -> byScript(stock, target))
          .hasMessageContaining("The database is protected");
    }
    assertThat(stock.plan().isProtected()).isTrue();
    assertThat(shop.columns("account")).doesNotContain("x");
    stock.approve(stock.plan().digest());
    assertThat(stock.upgrade().applied()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a superuser", "the owner of the database", "the owner of the objects"})
  void aJournalThatSaysNothingIsTakenForOneThatProtects(String owner) {
    String database = shop.query("SELECT current_database()").get(0);
    switch (owner) {
      case "a superuser" -> shop.execute("ALTER TABLE shop.migrate_history OWNER TO postgres");
      case "the owner of the database" ->
          shop.execute("ALTER DATABASE " + database + " OWNER TO shop");
      default -> shop.execute("ALTER TABLE shop.account OWNER TO stock; GRANT stock TO shop");
    }
    shop.execute(SILENT);
    revision(stock, "CREATE TABLE stock.item (id bigint PRIMARY KEY)");
    String grant =
        "GRANT USAGE ON SCHEMA shop TO stock; GRANT SELECT ON shop.migrate_history TO stock;";
    assertThatThrownBy(stock::upgrade)
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("which \"" + ("a superuser".equals(owner) ? "postgres" : "shop"))
        .hasMessageContaining(grant);
    assertThatThrownBy(() -> byScript(stock))
        .hasMessageContaining("counts as protected: the journal in schema \"shop\"");

    shop.execute(
        "INSERT INTO shop.migrate_history SELECT (h).* FROM (SELECT jsonb_populate_record("
            + "h, '{\"id\": 99, \"kind\": \"unprotected\"}') AS h FROM shop.migrate_history h WHERE kind = 'protected') x");
    shop.execute(grant);
    assertThat(stock.upgrade().applied()).as("the answer to the question").hasSize(1);
  }

  @Test
  void itsCommentTellsWhoMayNotReadTheJournal() {
    shop.execute("GRANT shop TO stock WITH INHERIT FALSE");
    revision(stock, "CREATE TABLE stock.item (id bigint PRIMARY KEY)");
    assertThatThrownBy(stock::upgrade).isInstanceOf(ApprovalException.class);
    assertThatThrownBy(() -> byScript(stock)).hasMessageContaining("The database is protected");
    shop.unprotect(shop.query("SELECT current_database()").get(0));
    byScript(stock);
    revision(stock, "CREATE TABLE stock.item2 (id bigint PRIMARY KEY)");
    assertThat(stock.upgrade().applied()).hasSize(1);
  }

  @Test
  void anEmptyJournalBesideTablesSaysNothing() {
    shop.execute("TRUNCATE shop.migrate_history; " + SILENT);
    assertThat(shop.current().isProtected()).isTrue();
    assertThatThrownBy(() -> shop.stamp("head"))
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("is empty, but the database has tables")
        .hasMessageContaining("copy migrate_history from there");
    shop.unprotect(shop.query("SELECT current_database()").get(0));
    assertThat(shop.stamp("head").stamped()).hasSize(1);
  }

  @Test
  void aProtectedDatabaseIsNoPlaceForThrowAwayOnes() {
    SharedServer trusted = new SharedServer(true, true, text -> {});
    stock
        .sameServer(trusted)
        .schema("CREATE SCHEMA stock; CREATE TABLE stock.item (id bigint PRIMARY KEY);");
    for (Runnable goal :
        List.<Runnable>of(() -> stock.revision("item"), stock::verify, stock::planWithDrift)) {
      assertThatThrownBy(goal::run)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("migrate.shadow is same-server")
          .hasMessageContaining("protects it");
    }
    shop.execute(SILENT);
    assertThatThrownBy(() -> stock.revision("item"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("GRANT SELECT ON shop.migrate_history TO stock;");
    shop.unprotect(shop.query("SELECT current_database()").get(0));
    assertThat(stock.revision("item").written()).isNotNull();
  }

  /** However it is called: what counts is the server, and the rights of the user there. */
  @Test
  void aUrlOfTheConfiguredServerIsTheSameServer() {
    String url = shop.url().replaceFirst("\\?.*", "?user=stock&password=p");
    SharedServer judge = new SharedServer(false, true, text -> {});
    stock
        .shadow(url, judge)
        .schema("CREATE SCHEMA stock; CREATE TABLE stock.item (id bigint PRIMARY KEY);");
    assertThatThrownBy(() -> stock.revision("item"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migrate.shadow is a URL of the configured server")
        .hasMessageContaining("protects it");
    shop.unprotect(shop.query("SELECT current_database()").get(0));
    assertThatCode(() -> stock.revision("item")).as("CREATEDB alone").doesNotThrowAnyException();

    stock.shadow(shop.url(), judge);
    assertThatThrownBy(stock::verify)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("has SUPERUSER");
    assertThatCode(stock.shadow(TestServer.asAnother(shop.url()), judge)::verify)
        .doesNotThrowAnyException();
  }

  @Test
  void anAdministratorIsWarnedOnceAndRefusedInCi() {
    shop.unprotect(shop.query("SELECT current_database()").get(0));
    List<String> warnings = new ArrayList<>();
    stock.schema("CREATE SCHEMA stock; CREATE TABLE stock.item (id bigint PRIMARY KEY);");
    stock.sameServer(new SharedServer(false, true, warnings::add));
    assertThatCode(() -> stock.revision("item")).as("CREATEDB alone").doesNotThrowAnyException();

    for (String[] power :
        new String[][] {
          {"ALTER ROLE stock CREATEROLE", "CREATEROLE"},
          {"ALTER ROLE stock NOCREATEROLE; GRANT postgres TO stock", "SUPERUSER"}
        }) {
      shop.execute(power[0]);
      stock.sameServer(new SharedServer(false, true, warnings::add));
      assertThatThrownBy(stock::verify)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("has " + power[1])
          .hasMessageContaining("-Dmigrate.shadowTrusted=true");
      assertThat(warnings).isEmpty();
      stock.sameServer(new SharedServer(false, false, warnings::add));
      stock.revision(null);
      stock.verify();
      assertThat(warnings).singleElement().asString().contains("has " + power[1]);
      warnings.clear();
      stock.sameServer(new SharedServer(true, true, warnings::add)).verify();
      assertThat(warnings).isEmpty();
    }
  }

  /** An upgrade's script, as psql would execute it for the project's user. */
  private void byScript(TestProject project) {
    byScript(project, "head");
  }

  private void byScript(TestProject project, String target) {
    String script =
        ScriptCommand.run(
                new ScriptCommand.Input(
                    project.project(), ScriptCommand.Verb.UPGRADE, target, false, new Random(1)))
            .sql();
    DatabaseConfig config = project.project().target().configured();
    Database database = Database.of(config.url(), config.username(), config.password());
    try (Connection connection = database.connect(List.of());
        Statement statement = connection.createStatement()) {
      for (var each : Splitter.split(script.replaceFirst("\\A(\\\\set .*\n)+", ""))) {
        statement.execute(each.sql());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
