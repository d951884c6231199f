package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.Revision;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One revision for each group of changes that have nothing to do with the others. */
class SplitTest {
  private static final String BEFORE =
      """
      CREATE TABLE account (id int PRIMARY KEY, email text);
      CREATE TABLE purchase (id int PRIMARY KEY, account int REFERENCES account);
      CREATE TABLE note (id int PRIMARY KEY, text text);
      CREATE TABLE tag (id int PRIMARY KEY);
      """;
  private static final String AFTER =
      """
      CREATE TYPE mood AS ENUM ('ok', 'sad');
      CREATE TABLE account (id int PRIMARY KEY, email text DEFAULT '');
      CREATE TABLE purchase (id int PRIMARY KEY, account int REFERENCES account, price int);
      CREATE TABLE note (id int PRIMARY KEY, text text, mood mood);
      CREATE INDEX ix_note_text ON note (text);
      CREATE SEQUENCE comment_seq;
      CREATE TABLE comment (id int PRIMARY KEY);
      CREATE TABLE tag (id int PRIMARY KEY);
      """;

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() {
    project = new TestProject(root);
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void eachGroupIsARevisionThatAppliesAndRevertsOnItsOwn() {
    String first = project.schema(BEFORE).revision("first").revision().id();
    project.upgrade();

    RevisionCommand.Result split = project.schema(AFTER).splitRevision("follow the model");

    assertThat(split.files()).hasSize(3);
    assertThat(split.files())
        .extracting(file -> file.revision().message())
        .containsExactly(
            "follow the model (1 of 3): comment, comment_seq",
            "follow the model (2 of 3): mood, note",
            "follow the model (3 of 3): account, purchase");
    assertThat(split.warnings()).noneMatch(warning -> warning.id().equals("several-changes"));
    assertThat(split.remaining()).isEmpty();
    List<Revision> revisions = split.files().stream().map(MigrationFile::revision).toList();
    assertThat(revisions.get(0).parents()).containsExactly(first);
    assertThat(revisions.get(1).parents()).containsExactly(revisions.get(0).id());
    assertThat(revisions.get(2).parents()).containsExactly(revisions.get(1).id());
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();

    for (Revision revision : revisions) {
      assertThat(project.upgrade("+1").applied())
          .extracting(Revision::id)
          .containsExactly(revision.id());
      assertThat(project.revision(null).live().drift()).isEmpty();
    }
    for (int i = 0; i < revisions.size(); i++) {
      assertThat(project.downgrade("-1").undone()).hasSize(1);
      assertThat(project.revision(null).live().drift()).isEmpty();
    }
    assertThat(project.columns("note")).containsExactly("id", "text");
  }

  @Test
  void withoutItAWarningNamesIt() {
    project.schema(BEFORE).revision("first");
    RevisionCommand.Result one = project.schema(AFTER).revision("follow the model");
    assertThat(one.files()).hasSize(1);
    assertThat(one.warnings())
        .filteredOn(warning -> warning.id().equals("several-changes"))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.message()).contains("3 independent groups", "-Dmigrate.split");
              assertThat(warning.details()).contains("table public.account, table public.purchase");
            });
    String text = TestProject.read(one.written());
    String head = text.substring(0, text.indexOf("-- migrate:up"));
    assertThat(head).contains("-- warning several-changes: 3 independent groups");
    assertThat(text.substring(head.length())).doesNotContain("several-changes");
  }

  @Test
  void whatBelongsTogetherIsOneRevision() {
    project.schema(BEFORE).revision("first");
    RevisionCommand.Result split =
        project
            .schema(BEFORE + "ALTER TABLE account ADD a int; ALTER TABLE purchase ADD b int;")
            .splitRevision("two columns");
    assertThat(split.files()).hasSize(1);
    assertThat(split.revision().message()).isEqualTo("two columns");
  }

  @Test
  void onlyWhatDropsWaits() {
    project.schema(BEFORE).revision("first");
    RevisionCommand.Result split =
        project
            .schema(BEFORE.replace(", email text", "").replace("text text", "text text, mood int"))
            .splitRevision("drop email");
    assertThat(split.files())
        .extracting(file -> file.revision().phase())
        .containsExactlyInAnyOrder(Revision.Phase.EXPAND, Revision.Phase.CONTRACT);
  }
}
