package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions that are not merged yet, put on top of what came from elsewhere. */
class RebaseTest {
  @TempDir Path root;
  private TestProject project;
  private Revision first;
  private Revision mine;
  private Path mineFile;

  @BeforeEach
  void one() {
    project = new TestProject(root);
    first = written("first", "base", "CREATE TABLE a (id bigint);");
    mine = written("mine", first.id(), "CREATE TABLE b (id bigint);");
    mineFile = project.revisionFiles().get(1);
    TestProject.edit(mineFile, "-- created:", "-- Note: by hand\r\n-- created:");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void onlyTheParentChanges() {
    Revision more = written("more", mine.id(), "CREATE TABLE d (id bigint);");
    Revision theirs = written("theirs", first.id(), "CREATE TABLE c (id bigint);");
    String before = TestProject.read(mineFile);

    assertThatThrownBy(() -> project.rebase(null))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("-Dmigrate.revision=");
    RebaseCommand.Result moved = project.rebase(mine.id());

    assertThat(moved.moved()).extracting(Revision::id).containsExactly(mine.id(), more.id());
    assertThat(moved.onto().id()).isEqualTo(theirs.id());
    assertThat(moved.mended()).isEmpty();
    assertThat(moved.notChecked()).hasSize(1);
    assertThat(TestProject.read(mineFile)).isEqualTo(before.replace(first.id(), theirs.id()));
    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("first", "theirs", "mine", "more");
    assertThatThrownBy(() -> project.rebase(mine.id())).hasMessageContaining("nothing to rebase");
  }

  @Test
  void aDatabaseThatHasMineKeepsThemWhereTheOrderMakesNoDifference() {
    project.upgrade();
    Revision theirs = written("theirs", first.id(), "CREATE TABLE c (id bigint);");

    assertThat(project.rebase(mine.id()).mended()).hasSize(1);

    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(theirs.id());
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly(mine.id());
    assertThat(project.query("SELECT script FROM migrate_history WHERE script LIKE '%-- mine%'"))
        .last()
        .asString()
        .contains("-- parent:   " + theirs.id());
    assertThat(project.downgrade("-1").undone())
        .extracting(Revision::id)
        .containsExactly(mine.id());
    assertThat(project.columns("b")).isEmpty();
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(mine.id());
  }

  @Test
  void whereTheOrderMakesADifferenceNothingChanges() {
    project.upgrade();
    written("theirs", first.id(), "CREATE TABLE IF NOT EXISTS b (id bigint, more text);");
    String before = TestProject.read(mineFile);
    List<String> rows = project.query("SELECT h::text FROM migrate_history h");

    assertThatThrownBy(() -> project.rebase(mine.id()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "Take them back first: mvn migrate:downgrade -Dmigrate.target=" + first.id());
    assertThat(TestProject.read(mineFile)).isEqualTo(before);
    assertThat(project.query("SELECT h::text FROM migrate_history h")).isEqualTo(rows);

    project.downgrade(first.id());
    assertThat(project.rebase(mine.id()).mended()).isEmpty();
  }

  @Test
  void aProtectedDatabaseIsNotTouched() {
    project.upgrade();
    project.protect();
    written("theirs", first.id(), "CREATE TABLE c (id bigint);");
    String before = TestProject.read(mineFile);
    assertThatThrownBy(() -> project.rebase(mine.id()))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("is protected");
    assertThat(TestProject.read(mineFile)).isEqualTo(before);
  }

  @Test
  void mineAreThoseThatTheBaseDoesNotHave() throws IOException, InterruptedException {
    project.git("init", "-q");
    project.git("add", "migrations/" + project.revisionFiles().get(0).getFileName());
    Revision theirs = written("theirs", first.id(), "CREATE TABLE c (id bigint);");
    project.git("add", "migrations/" + project.revisionFiles().get(2).getFileName());
    project.git("commit", "-q", "-m", "theirs");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    assertThatThrownBy(() -> project.rebase(theirs.id()))
        .hasMessageContaining("is merged: origin/main has ");

    RebaseCommand.Result moved = project.rebase(null);
    assertThat(moved.moved()).extracting(Revision::id).containsExactly(mine.id());
    assertThat(moved.notChecked()).isEmpty();
  }

  private Revision written(String message, String after, String sql) {
    Revision revision =
        project.at(new Placement(after, List.of(), List.of())).emptyRevision(message).revision();
    Path file = project.revisionFiles().get(project.revisionFiles().size() - 1);
    String table = sql.replaceAll(".*TABLE (IF NOT EXISTS )?(\\w+) .*", "$2");
    TestProject.edit(file, "-- migrate:up\n", "-- migrate:up\n" + sql + "\n");
    TestProject.edit(file, "-- migrate:down\n", "-- migrate:down\nDROP TABLE " + table + ";\n");
    return revision;
  }
}
