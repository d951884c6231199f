package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.proof.LintLevels;
import dev.pgmigrate.verify.Verdict;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two halves that {@code revision} writes pass {@code verify} with all rules. */
class OwnRevisionsPassTest {
  private static final String TABLES =
      "CREATE TABLE booking (id int PRIMARY KEY, code varchar(20) NOT NULL);\n"
          + "CREATE TABLE invoice (id bigint PRIMARY KEY, booking_id int NOT NULL UNIQUE"
          + " CONSTRAINT fk_booking REFERENCES booking);\n";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root).withoutDatabase();
    project.schema(TABLES).revision("first");
    project.merged();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aRequiredColumnIsRenamed() {
    project
        .schema(TABLES.replace("code", "number"))
        .revision("rename booking.code", "booking.code:number", null);
    passes();
  }

  @Test
  void aReferencedKeyGetsAWiderType() {
    project
        .schema(
            TABLES
                .replace("(id int ", "(id bigint ")
                .replace("booking_id int", "booking_id bigint"))
        .widen("more bookings", "booking.id");
    passes();
  }

  @Test
  void columnsMoveToAnotherTable() {
    project.schema(
        TABLES.replace(", code varchar(20) NOT NULL", "")
            + "CREATE TABLE booking_code (booking_id int PRIMARY KEY REFERENCES booking,"
            + " code varchar(20) NOT NULL);\n");
    RevisionCommand.Result asked = project.revision("codes apart");
    String answer =
        asked.questions().stream()
            .map(question -> question.renameOptions().get(0).replace("-Dmigrate.rename=", ""))
            .collect(Collectors.joining(","));
    assertThat(answer).isNotEmpty();
    project.revision("codes apart", answer, null);
    passes();
  }

  /** The first revision is what the database held: nobody wrote it, and it is merged. */
  @Test
  void aColumnOfAnAdoptedDatabaseIsRenamed() {
    project.close();
    project = new TestProject(root.resolve("adopted"));
    project.execute(TABLES.replace(" CONSTRAINT fk_booking", "")).baseline();
    project.schema(TABLES.replace(" CONSTRAINT fk_booking", "")).revision(null);
    project.merged();
    project
        .schema(TABLES.replace(" CONSTRAINT fk_booking", "").replace("code", "number"))
        .revision("rename booking.code", "booking.code:number", null);
    passes();
  }

  private void passes() {
    Verdict verdict = project.verify(LintLevels.DEFAULT);
    assertThat(verdict.revisions()).hasSize(2);
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.allowed() == null && finding.severity() != Severity.NOTE)
        .extracting(Finding::toString)
        .isEmpty();
  }
}
