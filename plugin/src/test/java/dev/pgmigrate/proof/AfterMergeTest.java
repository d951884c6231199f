package dev.pgmigrate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.verify.NotChecked;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a merge would make of two branches, before anybody merges them. */
class AfterMergeTest {
  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void first() {
    project = new TestProject(root).withoutDatabase();
    revision("a", "none", "CREATE TABLE account (id bigint);", "DROP TABLE account;");
    project.merged().git("branch", "-q", "mine");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void twoHeadsAreSaidBeforeTheMerge() {
    theirs("CREATE TABLE note (id bigint);", "DROP TABLE note;");
    Path mine = revision("b", "a", "CREATE TABLE bill (id bigint);", "DROP TABLE bill;");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("two-heads-after-merge");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.file()).isEqualTo(mine);
              assertThat(finding.message())
                  .contains("origin/main has gained cccccccccccc (revision c)");
              assertThat(finding.mend()).contains("mvn migrate:rebase");
            });

    project.git("add", "migrations").git("commit", "-q", "-m", "mine");
    project.git("merge", "-q", "-m", "merge", "origin/main");
    project.rebase(null);
    assertThat(findings()).as("merged and rebased").isEmpty();
  }

  @Test
  void branchesThatDoNotGoTogetherAreAnError() {
    theirs("ALTER TABLE account ADD COLUMN phone text;", "ALTER TABLE account DROP COLUMN phone;");
    revision(
        "b",
        "a",
        "ALTER TABLE account ADD COLUMN phone varchar(32);",
        "ALTER TABLE account DROP COLUMN phone;");
    assertThat(findings())
        .extracting(Finding::rule)
        .containsExactly("merge-order", "two-heads-after-merge");
    assertThat(findings().get(0).message())
        .contains("after the merge with origin/main")
        .contains("already exists");
  }

  @Test
  void withoutRevisionsOfMyOwnOrOfTheirsThereIsNothingToSay() {
    theirs("CREATE TABLE note (id bigint);", "DROP TABLE note;");
    assertThat(findings()).isEmpty();
    project.git("update-ref", "refs/remotes/origin/main", "mine");
    revision("b", "a", "CREATE TABLE bill (id bigint);", "DROP TABLE bill;");
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatCannotBeReadThereIsNotChecked() {
    theirs("CREATE TABLE note (id bigint);\n\n-- migrate:upp\nSELECT 1;", "DROP TABLE note;");
    revision("b", "a", "CREATE TABLE bill (id bigint);", "DROP TABLE bill;");
    assertThat(project.verify().notChecked())
        .extracting(NotChecked::rule)
        .contains("two-heads-after-merge");
  }

  /** The base branch gains a revision; the checkout is as it was. */
  private void theirs(String up, String down) {
    project.git("checkout", "-q", "--detach");
    revision("c", "a", up, down);
    project.git("add", "migrations").git("commit", "-q", "-m", "theirs");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD").git("checkout", "-q", "mine");
  }

  private Path revision(String digit, String parent, String up, String down) {
    Path file = project.migrations().resolve(digit + ".sql");
    project.write(
        file,
        """
        -- revision %s
        --
        -- revision: %s
        -- parent:   %s

        -- migrate:up
        %s

        -- migrate:down
        %s
        """
            .formatted(
                digit,
                digit.repeat(12),
                parent.equals("none") ? parent : parent.repeat(12),
                up,
                down));
    return file;
  }

  private List<Finding> findings() {
    return project.verify().findings().stream()
        .filter(finding -> finding.rule().startsWith("two-") || finding.rule().startsWith("merge-"))
        .toList();
  }
}
