package dev.pgmigrate.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.config.BuildServer;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.project.GitBase;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.verify.NotChecked;
import dev.pgmigrate.verify.Verdict;
import dev.pgmigrate.verify.VerdictBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merged revisions that somebody edited, against the commit where the branch was left. */
class EditedHistoryTest {
  private static final String FIRST =
      """
      -- accounts
      --
      -- revision: 00000000000a
      -- parent:   none

      -- migrate:up
      CREATE TABLE account (id bigint);
      CREATE TABLE note (id bigint);

      -- migrate:down
      DROP TABLE note;
      DROP TABLE account;
      """;
  private static final String SECOND =
      """
      -- phones
      --
      -- revision: 00000000000b
      -- parent:   00000000000a

      -- migrate:up
      ALTER TABLE account ADD COLUMN phone varchar(32);

      -- migrate:down
      ALTER TABLE account DROP COLUMN phone;
      """;

  @TempDir Path root;
  private TestProject project;
  private Path first;
  private Path second;

  @BeforeEach
  void merged() {
    project = new TestProject(root).withoutDatabase();
    first = project.migrations().resolve("202611221000_00000000000a_accounts.sql");
    second = project.migrations().resolve("202611221001_00000000000b_phones.sql");
    project.write(first, FIRST).write(second, SECOND);
    project.merged();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void whatChangesNoStatementMayChange() throws IOException {
    assertThat(findings()).isEmpty();
    project.write(
        second,
        SECOND
            .replace("-- phones", "-- phone numbers")
            .replace("ALTER TABLE account DROP COLUMN phone;", "ALTER TABLE account\n  DROP phone;")
            .replace("varchar(32);", "VARCHAR(32); -- as E.164 says")
            .replace("\n", "\r\n"));
    Files.move(first, project.migrations().resolve("accounts.sql"));
    project.git("add", "-A").git("commit", "-q", "-m", "comments");
    assertThat(findings()).isEmpty();
  }

  @Test
  void anEditedStatementIsFoundAtItsLine() {
    TestProject.edit(first, "note (id bigint)", "note (id int)");
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("edited-history");
              assertThat(finding.file()).isEqualTo(first);
              assertThat(finding.line()).isEqualTo(8);
              assertThat(finding.message())
                  .contains("'CREATE TABLE note (id bigint)' is now 'CREATE TABLE note (id int)'");
              assertThat(finding.mend())
                  .contains("git checkout ")
                  .contains(" -- migrations/202611221000_00000000000a_accounts.sql. ")
                  .contains("mvn migrate:revision");
            });

    project.write(first, FIRST.replace("CREATE TABLE note (id bigint);\n", ""));
    assertMessages("'CREATE TABLE note (id bigint)' was removed");
    project.write(
        first, FIRST.replace("\n\n-- migrate:down", "\nCREATE TABLE x ();\n\n-- migrate:down"));
    assertMessages("'CREATE TABLE x ()' was added");
    project.write(
        first,
        FIRST.replace("-- migrate:down", "-- migrate:up\nCREATE TABLE x ();\n\n-- migrate:down"));
    assertMessages("up step 2 was added: 'CREATE TABLE x ()'");
    project.write(first, FIRST);
    TestProject.edit(second, "-- migrate:up\n", "-- migrate:up no-transaction\n");
    assertMessages("the merged revision 00000000000b was edited: ");
    project.write(second, SECOND.replace("-- parent:", "-- phase: contract\n-- parent:"));
    assertMessages("has another phase");
  }

  @Test
  void whatOneBranchNeedsToMendAFailureIsAllowedByTheFile() {
    TestProject.edit(first, "note (id bigint)", "note (id int)");
    TestProject.edit(
        first, "-- parent:", "-- allow: edited-history it fails everywhere\n-- parent:");
    assertThat(findings())
        .singleElement()
        .extracting(Finding::allowed)
        .isEqualTo("it fails everywhere");
  }

  @Test
  void aRemovedRenumberedOrReparentedRevisionIsFound() throws IOException {
    Files.delete(second);
    assertMessages("the merged revision 00000000000b (phones) was removed");
    project.write(
        project.migrations().resolve("c.sql"), SECOND.replace("00000000000b", "00000000000c"));
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(project.migrations().resolve("c.sql"));
              assertThat(finding.line()).isEqualTo(3);
              assertThat(finding.message()).contains("was renumbered: its id is 00000000000c now");
            });

    Files.delete(project.migrations().resolve("c.sql"));
    project.write(second, SECOND.replace("00000000000a", "none"));
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.line()).isEqualTo(4);
              assertThat(finding.message())
                  .contains("00000000000b follows none now, and followed 00000000000a");
            });

    project.git("rm", "-q", "-r", "--cached", "migrations");
    for (Path file : project.revisionFiles()) {
      Files.delete(file);
    }
    Files.delete(project.migrations());
    assertThat(findings()).as("not one is left, nor the folder").hasSize(2);
  }

  @Test
  void aFolderThatWasMovedAsAWholeIsComparedWithWhereItWas() throws IOException {
    Files.createDirectories(root.resolve("other"));
    project.git("mv", "migrations", "other/migrations");
    TestProject moved = new TestProject(root.resolve("other")).withoutDatabase();
    try {
      VerdictBuilder verdict = new VerdictBuilder();
      Project there = moved.project();
      TestProject.edit(
          moved.migrations().resolve(first.getFileName()), "note (id bigint)", "note (id int)");
      EditedHistory.check(History.read(there), GitBase.of(there, null), verdict);
      assertThat(verdict.verdict(0).findings())
          .singleElement()
          .extracting(Finding::message)
          .asString()
          .contains("00000000000a was edited");
      assertThat(History.read(there).graph().revisions())
          .noneMatch(NewRevisions.of(GitBase.of(there, null), History.read(there), verdict));
    } finally {
      moved.close();
    }
  }

  @Test
  void aSquashStandsForWhatItReplaces() {
    project.write(
        project.migrations().resolve("202611221002_00000000000c_more.sql"),
        SECOND
            .replace("00000000000a", "00000000000b")
            .replace("00000000000b\n", "00000000000c\n")
            .replace("parent:   00000000000c", "parent:   00000000000b")
            .replace("phone", "fax"));
    project.merged();
    project.squash("one", "base:00000000000b");
    assertThat(project.revisionFiles()).hasSize(2);
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatTheBranchGainedMeanwhileIsNotRemovedHere() {
    project.git("checkout", "-q", "-b", "mine");
    project.git("checkout", "-q", "--detach");
    Path theirs = project.migrations().resolve("202611221003_00000000000d_theirs.sql");
    project.write(theirs, SECOND.replace("00000000000b", "00000000000d").replace("phone", "fax"));
    project.git("add", "migrations").git("commit", "-q", "-m", "theirs");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    project.git("checkout", "-q", "mine");
    assertThat(theirs).doesNotExist();
    assertThat(findings()).isEmpty();
  }

  @Test
  void withoutABaseItIsNotCheckedAndInAPullRequestThatIsAnError() {
    project.git("update-ref", "-d", "refs/remotes/origin/main");
    assertThat(check().notChecked())
        .singleElement()
        .extracting(NotChecked::why)
        .asString()
        .contains("Git has no branch origin/HEAD, origin/main or origin/master here.");
    project.builtBy(
        BuildServer.of(
            Map.of("GITLAB_CI", "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "develop")));
    assertThat(check().findings())
        .singleElement()
        .extracting(Finding::mend)
        .asString()
        .contains("no branch origin/develop or develop here")
        .contains("GIT_DEPTH: \"0\"");
  }

  @Test
  void isAPartOfVerify() {
    TestProject.edit(first, "note (id bigint)", "note (id int)");
    assertThat(project.verify().findings()).extracting(Finding::rule).contains("edited-history");
  }

  private void assertMessages(String text) {
    assertThat(findings()).singleElement().extracting(Finding::message).asString().contains(text);
  }

  private List<Finding> findings() {
    return check().findings();
  }

  private Verdict check() {
    VerdictBuilder verdict = new VerdictBuilder();
    Project here = project.project();
    EditedHistory.check(History.read(here), GitBase.of(here, null), verdict);
    return verdict.verdict(0);
  }
}
