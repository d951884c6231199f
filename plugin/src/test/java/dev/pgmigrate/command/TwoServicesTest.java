package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.sql.DefaultNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services that keep their tables in one database, each with a history of its own. */
class TwoServicesTest {
  @TempDir Path root;

  @Test
  void eachNamesWhatIsTheOthers() {
    try (TestProject orders = new TestProject(root.resolve("orders"));
        TestProject billing = new TestProject(root.resolve("billing"))) {
      orders.schema(
          "CREATE TABLE item (id bigint PRIMARY KEY); CREATE TABLE line (id bigserial PRIMARY KEY);");
      orders.revision("orders");
      orders.upgrade();
      billing
          .database(DatabaseConfig.of(orders.url(), null, null))
          .historySchema("billing_history")
          .schema("CREATE SCHEMA billing; CREATE TABLE billing.invoice (id bigint PRIMARY KEY);");
      orders.execute("CREATE SCHEMA billing_history");
      String theirs =
          "2 tables belong to the history of another service, in schema public: public.item,"
              + " public.line. Leave them out: -Dmigrate.exclude=\"table public.item,table"
              + " public.line\"";

      assertThatThrownBy(() -> billing.revision("billing"))
          .isInstanceOf(MigrationException.class)
          .hasMessage(
              "The database has 2 tables and no history of migrations of this project. "
                  + theirs
                  + ".");
      billing.filters(List.of(), List.of("table public.item", "table public.line"));
      billing.revision("billing");
      assertThat(billing.upgrade().applied()).hasSize(1);

      assertThat(billing.currentWithDrift().drift()).isEmpty();
      billing.filters(List.of(), List.of());
      assertThat(billing.currentWithDrift().drift()).extracting(Drift::sql).containsExactly(theirs);
      assertThat(orders.currentWithDrift().drift())
          .extracting(Drift::sql)
          .containsExactly(
              "1 table belongs to the history of another service, in schema billing_history:"
                  + " billing.invoice. Leave it out: -Dmigrate.exclude=\"billing.*\"");
      orders.filters(List.of(), List.of("billing.*"));
      assertThat(orders.currentWithDrift().drift()).isEmpty();
    }
  }

  /** Where the journal is looked for in another schema than the one it is in. */
  @Test
  void aHistoryOfThisProjectIsNotAnotherServices() {
    try (TestProject project = new TestProject(root)) {
      project.schema("CREATE TABLE item (id bigint PRIMARY KEY);").revision("first");
      project.upgrade();
      project.execute("CREATE SCHEMA ops");
      project.historySchema("ops");

      assertThatThrownBy(project::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining(
              "1 table belongs to the history of this project, in schema public: public.item. To"
                  + " continue it: -Dmigrate.schema=public, or -Dmigrate.historySchema=public if only"
                  + " the journal is there. For a second copy of the schema leave it out:"
                  + " -Dmigrate.exclude=");
    }
  }

  /**
   * Names without a schema are in that of the journal; the rows of a baseline tell them as well.
   */
  @Test
  void namesWithoutASchemaAreInThatOfTheirService() {
    try (TestProject orders = new TestProject(root.resolve("orders"));
        TestProject billing = new TestProject(root.resolve("billing"))) {
      orders.execute(
          "CREATE SCHEMA shop; CREATE TABLE shop.item (id bigint PRIMARY KEY);"
              + " CREATE TABLE item (id bigint PRIMARY KEY)");
      DefaultNamespace.use("shop");
      try {
        orders.database(DatabaseConfig.of(orders.url(), null, null)).historySchema("shop");
        orders.filters(List.of(), List.of("public.*"));
        orders.baseline();
      } finally {
        DefaultNamespace.reset();
      }
      billing
          .database(DatabaseConfig.of(orders.url(), null, null))
          .schema("CREATE TABLE item (id bigint PRIMARY KEY);");
      String theirs =
          "1 table belongs to the history of another service, in schema shop: shop.item. Leave it"
              + " out: -Dmigrate.exclude=\"shop.*\"";
      assertThatThrownBy(() -> billing.revision("billing"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith(
              "The database has 2 tables and no history of migrations of this project. "
                  + theirs
                  + ". Adopt it first: ");
      billing.filters(List.of(), List.of("shop.*"));
      billing.baseline();
      assertThat(billing.currentWithDrift().drift()).isEmpty();
      billing.filters(List.of(), List.of());
      assertThat(billing.currentWithDrift().drift()).extracting(Drift::sql).contains(theirs);
    }
  }

  @Test
  void oneJournalForTwoIsNoted() throws IOException {
    try (TestProject orders = new TestProject(root.resolve("orders"));
        TestProject billing = new TestProject(root.resolve("billing"))) {
      // The first id of every test project is the same.
      Files.delete(orders.emptyRevision("none").written());
      orders.schema("CREATE TABLE item (id bigint PRIMARY KEY);").revision("orders");
      orders.upgrade();
      billing.schema("CREATE TABLE invoice (id bigint PRIMARY KEY);").revision("billing");
      billing.database(DatabaseConfig.of(orders.url(), null, null));
      assertThatThrownBy(billing::upgrade)
          .hasMessageStartingWith("ahead: ")
          .hasMessageContaining(" (orders) begins a separate history.")
          .hasMessageEndingWith("-Dmigrate.historySchema=..");
    }
  }
}
