package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.lint.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model.lock that lacks what is stated. */
class LockCheckTest {
  private static final String ACCOUNT = "CREATE TABLE account (id bigint PRIMARY KEY, email text";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root).withoutDatabase();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aLockIsUpToDateAfterEveryRevision() {
    project.schema(ACCOUNT + ", phone text);").revision("first");
    assertThat(findings()).isEmpty();
    project.schema(ACCOUNT + ");").offline().revision("no phone");
    assertThat(findings()).as("it still has what is retracted").isEmpty();
    Path file = project.emptyRevision("by hand").written();
    TestProject.edit(
        file, "-- migrate:up\n", "-- migrate:up\nCREATE INDEX i ON account (email);\n");
    TestProject.edit(file, "-- migrate:down\n", "-- migrate:down\nDROP INDEX i;\n");
    assertThat(findings()).as("an index of the database alone is no base").isEmpty();
  }

  @Test
  void aLockThatWasNotCommittedIsFoundWithTheCommandThatWritesIt() throws IOException {
    project.schema(ACCOUNT + ");").revision("first");
    String before = project.lock();
    project.schema(ACCOUNT + ", phone text);").revision("phone");
    String after = project.lock();
    Path lock = project.migrations().resolve("model.lock");
    project.write(lock, before);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("lock-out-of-date");
              assertThat(finding.file()).isEqualTo(lock);
              assertThat(finding.message())
                  .contains("model.lock lacks 'stated column public.account.phone");
              assertThat(finding.mend()).contains("mvn migrate:revision");
            });
    project.revision(null);
    assertThat(project.lock()).isEqualTo(after);
    assertThat(findings()).isEmpty();

    Files.delete(lock);
    assertThat(findings())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("there is no model.lock");
  }

  private List<Finding> findings() {
    return project.verify().findings();
  }
}
