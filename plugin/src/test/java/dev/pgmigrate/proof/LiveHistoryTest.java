package dev.pgmigrate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.JournalledDatabase;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.TargetDatabase;
import dev.pgmigrate.verify.VerdictBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a live database against the files. */
class LiveHistoryTest {
  @TempDir Path root;
  private TestProject project;
  private Path second;

  @BeforeEach
  void applied() {
    project = new TestProject(root);
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY);").revision("first");
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, email text);").revision("second");
    second = project.revisionFiles().get(1);
    project.upgrade();
    project.schema("CREATE TABLE account (id bigint PRIMARY KEY, email text, phone text);");
    project.revision("third");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void whatIsAppliedAsItsFilesSayIsFine() {
    List<String> before = project.query("SELECT h::text FROM migrate_history h");
    assertThat(findings()).isEmpty();
    assertThat(project.query("SELECT h::text FROM migrate_history h")).isEqualTo(before);
  }

  @Test
  void anAppliedRevisionThatWasEditedIsFound() {
    TestProject.edit(second, "email text", "email varchar(9)");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("edited-history");
              assertThat(finding.file()).isEqualTo(second);
              assertThat(finding.line()).isPositive();
              assertThat(finding.message()).contains("was edited after it was applied");
            });
  }

  @Test
  void anAppliedRevisionWithoutAFileIsAnErrorUnlessTheBaseBranchHasIt() throws IOException {
    project.merged();
    Files.delete(project.revisionFiles().get(2));
    Files.delete(second);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("ahead-of-files");
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.mend()).contains("It is in origin/main");
            });
    project.git("update-ref", "-d", "refs/remotes/origin/main");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.message())
                  .contains("(second), which this checkout has no file of");
            });
  }

  @Test
  void verifyReadsTheJournalOfADatabaseThatIsNamed() {
    TestProject.edit(second, "email text", "email varchar(9)");
    assertThat(project.verifyWithDatabase().findings())
        .anySatisfy(
            finding -> assertThat(finding.message()).contains("was edited after it was applied"));
  }

  private List<Finding> findings() {
    VerdictBuilder verdict = new VerdictBuilder();
    Project here = project.project();
    try (TargetDatabase target = TargetDatabase.open(here)) {
      LiveHistory.check(
          History.read(here),
          new JournalledDatabase(here, target),
          GitBase.of(here, null),
          verdict);
    }
    return verdict.verdict(0).findings();
  }
}
