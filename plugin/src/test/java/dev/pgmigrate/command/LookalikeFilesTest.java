package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.RevisionFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marker or header that is none, in files and in journals. */
class LookalikeFilesTest {
  private static final String ID = "aaaaaaaaaaaa";
  private static final String REMARK = "-- the second one\n";
  private static final String FILE =
      """
      -- by hand
      --
      -- revision: aaaaaaaaaaaa
      -- created:  2026-11-22T12:00:00Z

      -- migrate:up
      CREATE TABLE a (id int);
      -- the second one
      CREATE TABLE b (id int);

      -- migrate:down
      -- note
      DROP TABLE b;
      DROP TABLE a;
      """;

  @TempDir Path root;
  private TestProject project;
  private Path file;

  @BeforeEach
  void open() {
    project = new TestProject(root);
    file = project.migrations().resolve("a.sql");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aFileThatWasNeverAppliedIsRefused() {
    project.write(file, FILE.replace(REMARK, "  -- migrate:down\n"));
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionFormatException.class)
        .hasMessageContaining("a.sql:8: this looks like a block's marker")
        .hasMessageContaining("Write '-- migrate:down'");
    assertThat(project.verify().findings().toString()).contains("looks like a block's marker");
    assertThat(project.query("SELECT to_regclass('b')::text")).containsExactly((String) null);

    project.write(file, FILE.replace("-- created: ", "-- phase:contract\n-- created: "));
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RevisionFormatException.class)
        .hasMessageContaining("a.sql:4: this looks like a header")
        .hasMessageContaining("Write '-- phase: contract'");
  }

  /** The release that applied it took the line for a remark, and executed what is below it. */
  @Test
  void aFileThatWasAppliedIsRefusedUntilTheRemarkIsOne() {
    project.write(file, FILE).upgrade();
    project.write(file, FILE.replace(REMARK, "  -- migrate:down\n"));
    assertThatThrownBy(project::current)
        .isInstanceOf(RevisionFormatException.class)
        .hasMessageContaining("a.sql:8: ")
        .hasMessageContaining("the checksum stays the same");
    // Made a marker it would be another revision than the one that was applied.
    project.write(file, FILE.replace(REMARK, "\n-- migrate:down\n"));
    assertThatThrownBy(project::upgrade).hasMessageContaining("edited after it was applied");
    project.write(file, FILE.replace(REMARK, "-- no more migrate:down\n"));
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.current().states()).isEmpty();
  }

  @Test
  void theJournalStaysReadable() throws IOException {
    project.write(file, FILE).upgrade();
    project.execute(
        "UPDATE migrate_history SET script = replace(replace(script, '-- the second one',"
            + " ' -- migrate:down'), '-- note', E'-- note\\rDROP TABLE neither;') WHERE script IS NOT"
            + " NULL");
    Files.delete(file);
    assertThat(project.downgradeFromJournal("base").undone())
        .extracting(Revision::id)
        .containsExactly(ID);
    assertThat(project.query("SELECT coalesce(to_regclass('a'), to_regclass('b'))::text"))
        .containsExactly((String) null);
  }

  @Test
  void aMessageThatNoFileCanHoldIsRefused() {
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);");
    for (String message : List.of("phase: contract", "Revision : x", "migrate:down", "a\0b")) {
      assertThatThrownBy(() -> project.revision(message))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("Choose another -Dmessage: ");
    }
    assertThat(project.files()).isEmpty();
    project.revision("תיקון fix: phase");
    for (String message : List.of("pay \u202eresu", "\u2066")) {
      assertThatThrownBy(() -> project.amend(message, null)).isInstanceOf(MigrationException.class);
    }
    assertThat(project.revisionFiles()).hasSize(1);
  }

  @Test
  void anUnseenCharacterIsRefusedWithItsFileAndLine() throws IOException {
    project.write(file, FILE.replace("a (id int)", "a (id int DEFAULT '\0')"));
    assertThatThrownBy(project::upgrade).hasMessageContaining("a.sql:7: there is a NUL character");
    project.write(file, FILE.replace("a (id int)", "a (/* \u202e */ id int)"));
    assertThatThrownBy(project::upgrade).hasMessageContaining("a.sql:7: there is U+202E");
    Files.delete(file);
    project.schema("CREATE TABLE a (id int);\nCREATE TABLE b (x text DEFAULT '\0');\n");
    assertThatThrownBy(() -> project.revision("x"))
        .hasMessageContaining("schema.sql:2: there is a NUL");
  }

  @Test
  void anAdoptedDatabaseKeepsItsTexts() {
    project.execute("CREATE TABLE a (id int PRIMARY KEY, t text DEFAULT U&'\\202Ex')");
    project.baseline();
    assertThat(project.verify().findings()).isEmpty();
  }
}
