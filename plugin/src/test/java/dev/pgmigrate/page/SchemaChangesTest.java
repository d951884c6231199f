package dev.pgmigrate.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.catalog.CatalogReader;
import dev.pgmigrate.lint.WatchedRevision;
import dev.pgmigrate.lint.WatchedStep;
import dev.pgmigrate.plan.Step;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.schema.Schema;
import dev.pgmigrate.shadow.Replay;
import dev.pgmigrate.shadow.ShadowDatabase;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.verify.RollbackGrade;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerifiedRevision;
import dev.pgmigrate.watch.Watcher;
import dev.pgmigrate.watch.WrittenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of a change of the schema, with names that nobody should give. */
class SchemaChangesTest {
  private static final String BEFORE =
      """
      CREATE TABLE customer (id bigint PRIMARY KEY, fax text, phone varchar(20));
      CREATE TABLE "end" (id bigint PRIMARY KEY, boss bigint REFERENCES "end" (id));
      CREATE TABLE ord (
          id bigint PRIMARY KEY,
          price numeric(8,2),
          customer_id bigint REFERENCES customer (id)
      );
      CREATE TABLE cart (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer (id));
      CREATE TABLE far_away (id bigint PRIMARY KEY);
      CREATE TYPE mood AS ENUM ('a');
      """;

  private static final String CHANGE =
      """
      CREATE TABLE "Order-Items 1. `x` ""y"" <b> #1;" (
          id bigint PRIMARY KEY,
          "class|[Größe]" numeric(12,2)[] DEFAULT '{}',
          ord_id bigint NOT NULL REFERENCES ord (id),
          "end" bigint REFERENCES "end" (id),
          "1. - `e`" text
      );
      ALTER TABLE ord RENAME TO purchase;
      ALTER TABLE purchase RENAME COLUMN price TO total;
      ALTER TABLE purchase ALTER COLUMN total TYPE numeric(12,2);
      ALTER TABLE customer DROP COLUMN fax, ALTER COLUMN phone SET NOT NULL;
      CREATE INDEX ON customer (phone) WHERE phone <> '';
      DROP TABLE cart;
      CREATE VIEW v AS SELECT id FROM customer;
      ALTER TYPE mood ADD VALUE 'b';
      """;

  private static Schema before;
  private static Schema after;
  private static WatchedRevision watched;

  @TempDir Path folder;

  @BeforeAll
  static void change() throws SQLException {
    Step step = Step.transaction(Splitter.split(CHANGE));
    try (ShadowDatabase database = TestServer.database();
        Connection connection = database.connect()) {
      new Replay(database).script("before.sql", Splitter.split(BEFORE));
      before = CatalogReader.read(connection, "public").schema();
      try (Watcher watcher = new Watcher(database, WrittenRows::of)) {
        List<WatchedStep> up = watcher.up("change.sql", List.of(step));
        watched = new WatchedRevision(revision(step), up, false);
      }
      after = CatalogReader.read(connection, "public").schema();
    }
  }

  @AfterAll
  static void forget() {
    before = Schema.EMPTY;
    after = Schema.EMPTY;
  }

  @Test
  void tablesAreNewChangedGoneOrNeighbours() {
    SchemaChange change = SchemaChanges.of(verdict(before, after));
    assertThat(change.tables())
        .extracting(
            box -> (box.neighbour() ? "beside" : box.mark().word()) + " " + box.was() + box.name())
        .containsExactly(
            "new Order-Items 1. `x` \"y\" <b> #1;",
            "dropped cart",
            "changed customer",
            "changed ordpurchase",
            "beside end");
    assertThat(labels(change, "customer"))
        .containsExactly(
            " id bigint PK", "~ phone NOT NULL", "+ index customer_phone_idx", "− fax text");
    assertThat(labels(change, "purchase"))
        .containsExactly(" id bigint PK", "~ price → total numeric(8,2) → numeric(12,2)");
    assertThat(change.links())
        .extracting(
            link ->
                link.mark().sign()
                    + ReadableNames.of(link.from())
                    + ">"
                    + ReadableNames.of(link.to()))
        .contains("purchase>customer", "−cart>customer")
        .hasSize(4);
    assertThat(change.others())
        .extracting(other -> other.mark().word() + " " + other.kind() + " " + other.name())
        .containsExactlyInAnyOrder("changed enum mood", "new view v");
  }

  /** The goal lint reads no catalog. */
  @Test
  void whatWasObservedTellsTheSameOfColumns() {
    SchemaChange change = SchemaChanges.of(verdict(null, null));
    assertThat(change.tables())
        .extracting(box -> box.mark().word() + " " + box.was() + box.name())
        .containsExactly(
            "new Order-Items 1. `x` \"y\" <b> #1;",
            "dropped cart",
            "changed customer",
            "changed ordpurchase");
    assertThat(labels(change, "purchase"))
        .containsExactly("~ price → total numeric(8,2) → numeric(12,2)");
  }

  @Test
  void aDiagramOfMermaidTakesAnyName() {
    assertThat(Mermaid.of(SchemaChanges.of(verdict(before, after))))
        .startsWith(
            """
            flowchart LR
            t1["<b>Order#45;Items 1. #96;x#96; #34;y#34; #60;b#62; #35;1#59;</b> (new)<br/>\
            id bigint PK<br/>class#124;#91;Größe#93; numeric(12,2)#91;#93; DEFAULT \
            """)
        .contains("\nt3[\"<b>customer</b> (changed)<br/>")
        .contains("\nt2 -.->|\"customer_id (dropped)\"| t3\n");
  }

  /** With -Dmermaid=.../mermaid.min.js, which is too large to be a part of this build. */
  @Test
  void mermaidItselfDrawsIt() throws IOException {
    String mermaid = System.getProperty("mermaid");
    Assumptions.assumeTrue(mermaid != null, "-Dmermaid does not name a mermaid.min.js.");
    Browser browser = Browser.in(folder);
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            """
            <!DOCTYPE html><meta charset="utf-8"><pre id="chart"></pre><p id="answer"></p>
            <script src="%s"></script>
            <script>
            const chart = document.getElementById('chart');
            chart.textContent = new TextDecoder().decode(
                Uint8Array.from(atob('%s'), c => c.charCodeAt(0)));
            mermaid.initialize({startOnLoad: false});
            mermaid.run({nodes: [chart]})
                .then(() => answer.textContent = 'drawn')
                .catch(e => answer.textContent = 'refused ' + e);
            </script>
            """
                .formatted(
                    Path.of(mermaid).toUri(),
                    java.util.Base64.getEncoder()
                        .encodeToString(
                            Mermaid.of(SchemaChanges.of(verdict(before, after)))
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    assertThat(browser.load(page).dom())
        .contains("drawn</p>")
        .contains("Order-Items 1. `x` \"y\" &lt;b&gt; #1;")
        .contains("class|[Größe] numeric(12,2)[]", "1. - `e` text")
        .doesNotContain("Unsupported");
  }

  @Test
  void aTableStandsLeftOfThoseItRefersTo() {
    TablePicture picture = TablePicture.of(SchemaChanges.of(verdict(before, after)));
    Map<String, TablePicture.DrawnTable> tables =
        picture.tables().stream()
            .collect(Collectors.toMap(TablePicture.DrawnTable::title, table -> table));
    TablePicture.DrawnTable purchase = tables.get("ord → purchase");
    TablePicture.DrawnTable customer = tables.get("customer");
    assertThat(purchase.x() + purchase.width()).isLessThan(customer.x());
    assertThat(customer.x() + customer.width()).isLessThanOrEqualTo(picture.width());
    for (TablePicture.DrawnTable table : picture.tables()) {
      assertThat(table.y() + table.height()).isLessThanOrEqualTo(picture.height());
    }
  }

  private static List<String> labels(SchemaChange change, String table) {
    return change.tables().stream()
        .filter(box -> box.name().equals(table))
        .flatMap(box -> box.parts().stream())
        .map(part -> part.mark().sign() + " " + part.label())
        .toList();
  }

  private static Verdict verdict(Schema from, Schema to) {
    return new Verdict(
        List.of(),
        List.of(),
        List.of(
            new VerifiedRevision(Path.of("change.sql"), watched, from, to, RollbackGrade.EXACT)),
        List.of(),
        1,
        List.of(),
        List.of(),
        null);
  }

  private static Revision revision(Step step) {
    return new Revision(
        "aaaaaaaaaaaa",
        "a",
        List.of(),
        List.of(),
        List.of(),
        Instant.EPOCH,
        Revision.Phase.EXPAND,
        null,
        Map.of(),
        List.of(step),
        List.of());
  }
}
