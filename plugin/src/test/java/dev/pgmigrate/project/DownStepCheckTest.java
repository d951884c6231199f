package dev.pgmigrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.PlanReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rows refuse a downgrade before it begins, and which do not. */
class DownStepCheckTest {
  private static final String TABLES =
      """
      CREATE TABLE owner (id bigint PRIMARY KEY, name text);
      CREATE TABLE pet (id bigint PRIMARY KEY, name text, note text, owner_id bigint);
      INSERT INTO owner VALUES (1, 'Ann');
      INSERT INTO pet VALUES (1, 'Rex', 'a', 1), (2, 'Rex', NULL, 2);
      """;
  private static final String NOT_NULL =
      """
      -- warning not-null-without-default: pet.%1$s becomes NOT NULL; fails if a row has no value for it
      --   SELECT count(*) FROM pet WHERE %1$s IS NULL;
      ALTER TABLE pet ALTER COLUMN %1$s SET NOT NULL;
      """;
  private static final String UNIQUE =
      """
      -- warning new-unique-on-existing: pet has a new unique constraint; fails if there are duplicates
      --   SELECT name, count(*) FROM pet GROUP BY name HAVING count(*) > 1;
      ALTER TABLE pet ADD CONSTRAINT uq_name UNIQUE (name);
      """;
  private static final String ORPHANS =
      """
      -- warning new-foreign-key-on-existing: pet refers to owner; fails if a row refers to none
      --   SELECT count(*) FROM pet a WHERE owner_id IS NOT NULL AND NOT EXISTS (SELECT FROM owner b WHERE b.id = a.owner_id);
      ALTER TABLE pet ADD CONSTRAINT fk_owner FOREIGN KEY (owner_id) REFERENCES owner;
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    revision(1, TABLES, "DROP TABLE pet, owner;");
  }

  @AfterEach
  void close() {
    project.close();
  }

  /** What the third revision does, its way down, and the way down of the second. */
  record Way(String up, String first, String then) {}

  static Stream<Way> goodOnes() {
    return Stream.of(
        new Way(
            "ALTER TABLE pet RENAME COLUMN name TO title;",
            "ALTER TABLE pet RENAME COLUMN title TO name;",
            NOT_NULL.formatted("name")),
        new Way(
            "SELECT 1;", "ALTER TABLE pet ADD COLUMN number serial;", NOT_NULL.formatted("number")),
        new Way(
            "CREATE DOMAIN mood AS text DEFAULT 'calm';",
            "ALTER TABLE pet ADD COLUMN mood mood;",
            NOT_NULL.formatted("mood")),
        new Way(
            "SELECT 1;",
            "UPDATE public.pet SET note = 'b' WHERE note IS NULL;",
            NOT_NULL.formatted("note")),
        new Way("SELECT 1;", "INSERT INTO owner VALUES (2, 'Bob');", ORPHANS),
        new Way(
            "SELECT 1;",
            "ALTER TABLE pet ADD COLUMN IF NOT EXISTS name text;",
            NOT_NULL.formatted("name")),
        new Way(
            "CREATE FUNCTION mend() RETURNS void LANGUAGE sql AS $$ DELETE FROM pet WHERE id = 2 $$;",
            "DO $$ BEGIN PERFORM mend(); END $$;",
            UNIQUE),
        new Way("SELECT 1;", "DELETE FROM pet WHERE id = 2;", UNIQUE),
        new Way("SELECT 1;", "ALTER TABLE pet DROP COLUMN name, ADD COLUMN name text;", UNIQUE),
        new Way(
            "SELECT 1;",
            "COMMENT ON TABLE owner IS 'x';",
            """
            -- what is lost:
            --   SELECT count(*) FROM pet
            ALTER TABLE pet DROP COLUMN note;
            """),
        new Way(
            "SELECT 1;",
            "COMMENT ON TABLE owner IS 'x';",
            """
            -- warning new-unique-on-existing: by hand
            --   SELECT count(*) FROM pet; COMMIT; DROP TABLE pet;
            ALTER TABLE pet DROP COLUMN note;
            """));
  }

  @ParameterizedTest
  @MethodSource("goodOnes")
  void aGoodDowngradeIsNotRefused(Way way) {
    revision(2, "SELECT 1;", way.then());
    revision(3, way.up(), way.first());
    project.upgrade();
    assertThat(project.downgrade("-2").undone()).hasSize(2);
  }

  static Stream<Way> badOnes() {
    return Stream.of(
        new Way("SELECT 1;", "ALTER TABLE pet DROP COLUMN note;\n\nANALYZE owner;", UNIQUE),
        new Way("SELECT 1;", "UPDATE owner SET name = 'Bo';", UNIQUE),
        new Way(
            "SELECT 1;",
            "ALTER TABLE pet ALTER COLUMN name DROP DEFAULT;",
            NOT_NULL.formatted("note")),
        new Way(
            "SELECT 1;", "ALTER TABLE public.pet ADD COLUMN tag text;", NOT_NULL.formatted("tag")));
  }

  @ParameterizedTest
  @MethodSource("badOnes")
  void whatAnEarlierStepDoesNotMendIsRefused(Way way) {
    Path file = revision(2, "SELECT 1;", way.then());
    revision(3, way.up(), way.first());
    project.upgrade();
    assertThatThrownBy(() -> project.downgrade("-2"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("nothing was executed")
        .hasMessageContaining(file + ":13: ");
    assertThat(project.columns("pet")).containsExactly("id", "name", "note", "owner_id");

    PlanCommand.Result plan = project.plan(PlanCommand.Kind.DOWNGRADE, "-2");
    assertThat(plan.revisions()).hasSize(2);
    assertThat(plan.rowsInTheWay()).singleElement().asString().contains(file + ":13: ");
    assertThat(PlanReport.text(plan).stream().map(Line::text).toList())
        .contains("The downgrade would be refused: " + plan.rowsInTheWay().get(0));
  }

  /** What is done already is not looked at again: the approval covers the rest. */
  @Test
  void anApprovedDowngradeIsGoneOnWith() {
    revision(2, "SELECT 1;", "ALTER TABLE missing ADD n int;");
    revision(
        3,
        "ALTER TABLE pet ADD COLUMN tag text DEFAULT 'x';",
        NOT_NULL.formatted("tag") + "\n-- migrate:down\nALTER TABLE pet DROP COLUMN tag;");
    project.upgrade();
    project.protect();
    project.approve(project.plan(PlanCommand.Kind.DOWNGRADE, "-2").digest());
    assertThatThrownBy(() -> project.downgrade("-2")).hasMessageContaining("missing");
    project.execute("CREATE TABLE missing ()");
    assertThat(project.downgrade("-2").undone()).hasSize(1);
    assertThat(project.columns("missing")).containsExactly("n");
  }

  @Test
  void aFunctionOfAQueryWritesNothing() {
    revision(
        2,
        "SELECT 1;",
        """
        -- warning new-check-on-existing: by hand
        --   SELECT written() FROM pet;
        ALTER TABLE pet DROP COLUMN note;
        """);
    project.upgrade();
    project.execute(
        """
        CREATE TABLE log (n int);
        CREATE FUNCTION written() RETURNS bigint LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO log VALUES (1); RETURN 1; END $$;
        """);
    project.downgrade("-1");
    assertThat(project.query("SELECT count(*) FROM log")).containsExactly("0");
  }

  @Test
  void aStepOfTheJournalIsNotSaidToBeEditable() throws IOException {
    Path file = revision(2, "SELECT 1;", UNIQUE);
    project.upgrade();
    Files.delete(file);
    assertThatThrownBy(() -> project.downgradeFromJournal("-1"))
        .hasMessageContaining("existing rows stop this down step")
        .hasMessageContaining("comes from the journal")
        .message()
        .doesNotContain("may be edited");
  }

  /** Policies of the owner's own table hide the rows from nobody who must know of them. */
  @Test
  void rowsUnderForcedPoliciesAreSeenWhereThePoliciesShowThem() {
    revision(2, "SELECT 1;", UNIQUE);
    String role = "keeper_" + Long.toHexString(System.nanoTime());
    project.upgrade();
    project.execute(
        "CREATE ROLE "
            + role
            + "; GRANT ALL ON SCHEMA public TO "
            + role
            + "; GRANT ALL ON ALL TABLES IN SCHEMA public TO "
            + role
            + "; ALTER TABLE pet OWNER TO "
            + role
            + "; ALTER TABLE pet ENABLE ROW LEVEL SECURITY; ALTER TABLE pet FORCE ROW LEVEL SECURITY;"
            + " CREATE POLICY every ON pet USING (true) WITH CHECK (true)");
    try {
      assertThatThrownBy(() -> project.role(role).downgrade("-1"))
          .hasMessageContaining("existing rows stop this down step");
    } finally {
      project.execute("DROP OWNED BY " + role + " CASCADE; DROP ROLE " + role);
    }
  }

  private Path revision(int number, String up, String down) {
    Path file =
        project.migrations().resolve("20261122T100%1$d_%1$012d_r%1$d.sql".formatted(number));
    project.write(
        file,
        """
        -- r%1$d
        --
        -- revision: %1$012d
        -- parent:   %2$s
        -- created:  2026-11-22T10:0%1$d:00Z

        -- migrate:up
        %3$s
        -- migrate:down
        %4$s"""
            .formatted(
                number,
                number == 1 ? "none" : "%012d".formatted(number - 1),
                up.strip() + "\n",
                down));
    return file;
  }
}
