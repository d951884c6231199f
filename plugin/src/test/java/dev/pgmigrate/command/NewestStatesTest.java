package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.shadow.NewestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only PostgreSQL 18 can say of keys, constraints and NOT NULL, through all goals. */
class NewestStatesTest {
  private static final String EXTENSION = "CREATE EXTENSION btree_gist;\n";

  private static final String PLAIN =
      EXTENSION
          + """
          CREATE TABLE price (
            item integer,
            valid daterange,
            amount integer NOT NULL,
            CONSTRAINT price_pk PRIMARY KEY (item, valid)
          );
          CREATE TABLE author (id integer PRIMARY KEY);
          CREATE TABLE sale (
            id integer PRIMARY KEY,
            item integer,
            during daterange,
            author_id integer,
            note text NOT NULL,
            CONSTRAINT sale_author FOREIGN KEY (author_id) REFERENCES author,
            CONSTRAINT sale_item CHECK (item > 0)
          );
          CREATE INDEX sale_author_id ON sale (author_id);
          """;

  private static final String STATES =
      EXTENSION
          + """
          CREATE TABLE price (
            item integer,
            valid daterange,
            amount integer CONSTRAINT amount_given NOT NULL,
            CONSTRAINT price_pk PRIMARY KEY (item, valid WITHOUT OVERLAPS)
          );
          CREATE TABLE author (id integer PRIMARY KEY);
          CREATE TABLE sale (
            id integer PRIMARY KEY,
            item integer,
            during daterange,
            author_id integer,
            note text,
            CONSTRAINT sale_author FOREIGN KEY (author_id) REFERENCES author NOT ENFORCED,
            CONSTRAINT sale_item CHECK (item > 0) NOT ENFORCED
          );
          ALTER TABLE sale ADD CONSTRAINT note_given NOT NULL note NOT VALID;
          CREATE INDEX sale_author_id ON sale (author_id);
          """;

  @TempDir Path folder;

  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(folder, NewestServer::database);
  }

  @AfterEach
  void close() {
    if (project != null) {
      project.close();
    }
  }

  @Test
  void theyComeAndGoWithRows() {
    project.schema(PLAIN).revision("plain");
    project.upgrade();
    project.execute(
        """
        INSERT INTO price VALUES (1, '[2026-01-01,2026-02-01)', 5);
        INSERT INTO author VALUES (1);
        INSERT INTO sale VALUES (1, 1, NULL, 1, 'x');
        """);

    assertThat(project.schema(STATES).revision("states").changes()).isNotEmpty();
    project.upgrade();

    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").files()).isEmpty();
    assertThat(project.currentWithDrift().drift()).isEmpty();
    project.execute("INSERT INTO sale VALUES (2, -1, NULL, 7, 'x')");
    assertThat(project.query("SELECT count(*) FROM sale")).containsExactly("2");

    project.execute("DELETE FROM sale WHERE id = 2");
    project.downgrade("-1");
    project.upgrade();
    assertThat(project.currentWithDrift().drift()).isEmpty();

    project.squash("one", null);
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.revision("again").files()).isEmpty();
  }

  /** By a role that owns its objects and is no superuser. */
  @Test
  void anAdoptedDatabaseKeepsThem() {
    project.execute(
        """
        DO $$ BEGIN
          CREATE ROLE newest_deployer;
        EXCEPTION WHEN duplicate_object THEN NULL;
        END $$;
        GRANT ALL ON SCHEMA public TO newest_deployer;
        """);
    project.execute(
        "DO $$ BEGIN EXECUTE format('GRANT ALL ON DATABASE %I TO newest_deployer',"
            + " current_database()); END $$");
    project.execute("SET ROLE newest_deployer;\n" + STATES);
    project.role("newest_deployer");
    project.baseline();
    assertThat(project.currentWithDrift().drift()).isEmpty();

    RevisionCommand.Result result = project.schema(PLAIN).revision("what entities can say");

    assertThat(result.changes()).isEmpty();
    assertThat(result.notices())
        .filteredOn(notice -> notice.kind() == Notice.Kind.DATABASE_ONLY)
        .extracting(notice -> notice.key().toString())
        .contains(
            "primary-key public.price.price_pk without-overlaps",
            "foreign-key public.sale.sale_author not-enforced",
            "check public.sale.sale_item not-enforced",
            "column public.sale.note not-null-not-valid");
    assertThat(project.verify().findings()).isEmpty();

    project.execute("ALTER TABLE sale ALTER CONSTRAINT sale_author ENFORCED");
    assertThat(project.currentWithDrift().drift()).isNotEmpty();
  }
}
