package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several heads: how they come about, how one works with them, how they are joined. */
class BranchesTest {
  @TempDir Path root;
  private TestProject project;
  private Revision first;
  private Revision mine;
  private Revision theirs;

  @BeforeEach
  void fork() {
    project = new TestProject(root);
    first = project.schema(table("a")).revision("first").revision();
    mine = project.schema(table("a") + table("b")).revision("mine").revision();
    theirs = on(first.id(), List.of("their-work"), List.of()).emptyRevision("theirs").revision();
    write(theirs, table("c"), "DROP TABLE c;\n");
    project.at(Placement.ON_HEAD).schema(table("a") + table("b") + table("c"));
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void aRevisionNeedsOneHeadOrANamedOne() {
    project.schema(table("a") + table("b") + table("c") + table("d"));
    assertThatThrownBy(() -> project.revision("more"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(mine.id() + " (mine), " + theirs.id() + " (theirs)")
        .hasMessageContaining("mvn migrate:merge")
        .hasMessageContaining("-Dmigrate.head=");
    assertThat(project.revisionFiles()).hasSize(3);

    RevisionCommand.Result more =
        on("their-work@head", List.of("d"), List.of(mine.id().substring(0, 6))).revision("more");

    assertThat(more.revision().parents()).containsExactly(theirs.id());
    assertThat(more.revision().dependsOn()).containsExactly(mine.id());
    assertThat(more.revision().labels()).containsExactly("d");
    assertThat(TestProject.read(more.written()))
        .contains("CREATE TABLE d")
        .contains("-- depends-on: " + mine.id() + "\n")
        .doesNotContain("TABLE b", "TABLE c");
    assertThat(project.upgrade("d").applied())
        .extracting(Revision::message)
        .containsExactly("first", "mine", "theirs", "more");
  }

  @Test
  void aBranchCanFollowNothing() {
    Revision other = on("base", List.of("other"), List.of()).emptyRevision("other").revision();
    assertThat(other.parents()).isEmpty();
    assertThat(project.upgrade("other@head").applied())
        .extracting(Revision::id)
        .containsExactly(other.id());
  }

  @Test
  void headsAreMergedByARevisionWithoutStatements() {
    assertThatThrownBy(() -> project.upgrade("head")).hasMessageContaining("mvn migrate:merge");
    Revision merge = merge(List.of());

    assertThat(merge.parents()).containsExactlyInAnyOrder(mine.id(), theirs.id());
    assertThat(merge.message()).startsWith("merge ").contains(mine.id(), " and ", theirs.id());
    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("first", "mine", "theirs", merge.message());
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly(merge.id());
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();

    assertThatThrownBy(() -> project.downgrade("-1"))
        .hasMessageContaining(mine.id() + " (mine), which takes back " + merge.id())
        .hasMessageContaining(merge.id() + "@-1");
    assertThat(project.downgrade(merge.id() + "@-1").undone())
        .extracting(Revision::id)
        .containsExactly(merge.id());
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(merge.id());
  }

  @Test
  void branchesThatDependOnTheirOrderAreNoMerge() {
    write(mine, "COMMENT ON TABLE a IS 'mine';\n", "COMMENT ON TABLE a IS NULL;\n");
    write(theirs, "COMMENT ON TABLE a IS 'theirs';\n", "COMMENT ON TABLE a IS NULL;\n");
    Revision merge = merge(List.of());
    Path file = ShowCommand.run(project.project(), merge.id()).file();

    assertThat(project.verify().findings())
        .filteredOn(finding -> finding.rule().equals("merge-order"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.message())
                  .contains("a database may have the branch of", "COMMENT ON TABLE a IS '");
            });
  }

  @Test
  void onlyHeadsAreMergedAndAtLeastTwo() {
    assertThatThrownBy(() -> merge(List.of(first.id(), mine.id())))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(first.id() + " (first) is not a head");
    assertThatThrownBy(() -> merge(List.of("their-work")))
        .hasMessageContaining("name at least two heads");
    merge(List.of("their-work", mine.id()));
    assertThatThrownBy(() -> merge(List.of())).hasMessageContaining("The history has one head");
  }

  @Test
  void oneBranchIsTakenBackAlone() {
    project.upgrade("heads");
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactlyInAnyOrder(mine.id(), theirs.id());
    assertThatThrownBy(() -> project.downgrade("-1"))
        .hasMessageContaining("several heads")
        .hasMessageContaining("-Dmigrate.target=" + theirs.id() + "@-1");
    assertThat(project.downgrade("their-work@base").undone())
        .extracting(Revision::id)
        .containsExactly(theirs.id());
    assertThat(project.columns("b")).containsExactly("id");
    assertThat(project.columns("c")).isEmpty();
    assertThatThrownBy(() -> project.downgrade("their-work@-1"))
        .hasMessageContaining("0 revisions are applied");
    assertThat(project.downgrade(first.id() + "@-2").undone())
        .extracting(Revision::message)
        .containsExactly("mine", "first");
  }

  private TestProject on(String head, List<String> labels, List<String> dependsOn) {
    return project.at(new Placement(head, labels, dependsOn));
  }

  private Revision merge(List<String> heads) {
    return MergeCommand.run(
            new MergeCommand.Input(
                project.project(),
                null,
                heads,
                Instant.parse("2026-11-22T12:00:00Z"),
                new Random(7)))
        .revision();
  }

  private void write(Revision revision, String up, String down) {
    Path file = ShowCommand.run(project.project(), revision.id()).file();
    TestProject.edit(file, "-- migrate:up\n", "-- migrate:up\n" + up);
    TestProject.edit(file, "-- migrate:down\n", "-- migrate:down\n" + down);
  }

  private static String table(String name) {
    return "CREATE TABLE " + name + " (id bigint PRIMARY KEY);\n";
  }
}
