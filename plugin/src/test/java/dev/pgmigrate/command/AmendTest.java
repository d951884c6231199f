package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.revision.Revision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest revision, written anew while nobody else has it. */
class AmendTest {
  private static final String ACCOUNT = "CREATE TABLE account (id bigint PRIMARY KEY, %s);";

  @TempDir Path root;
  private TestProject project;
  private Revision first;
  private Revision second;

  @BeforeEach
  void twoRevisions() {
    project = new TestProject(root);
    first = project.schema(account("name text")).revision("accounts").revision();
    second =
        project.schema(account("name text, phone text")).revision("add account.phone").revision();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void takesThePlaceOfTheNewest() {
    Path old = project.revisionFiles().get(1);
    String text = TestProject.read(old);
    project.schema(account("name text, phone varchar(32)"));

    AmendCommand.Result amended = project.amend();

    Revision again = amended.revision().revision();
    assertThat(again.id()).isNotEqualTo(second.id());
    assertThat(again.parents()).containsExactly(first.id());
    assertThat(again.message()).isEqualTo("add account.phone");
    assertThat(TestProject.read(amended.revision().written()))
        .contains("-- migrate:up\nALTER TABLE account ADD COLUMN phone varchar(32);\n\n");
    assertThat(project.revisionFiles())
        .hasSize(2)
        .contains(amended.revision().written())
        .doesNotContain(old);
    assertThat(amended.replaced()).extracting(file -> file.path()).containsExactly(old);
    assertThat(amended.kept())
        .containsExactly(root.resolve("work/amended").resolve(old.getFileName()));
    assertThat(TestProject.read(amended.kept().get(0))).isEqualTo(text);
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.amend("the phone", null).revision().revision().message())
        .isEqualTo("the phone");
  }

  @Test
  void theFirstRevisionCanBeAmendedToo() {
    project.withoutDatabase();
    Revision again = amendOnly(account("name text"), account("name varchar(10)"));
    assertThat(again.parents()).isEmpty();
  }

  private Revision amendOnly(String before, String after) {
    try (TestProject alone = new TestProject(root.resolve("alone"))) {
      alone.schema(before).revision("first");
      Revision again = alone.schema(after).amend().revision().revision();
      assertThat(alone.revisionFiles()).hasSize(1);
      return again;
    }
  }

  @Test
  void whatItRemovedIsRemovedAgain() {
    Revision dropped = project.schema(account("name text")).revision("drop phone").revision();
    assertThat(dropped.phase()).isEqualTo(Revision.Phase.CONTRACT);
    // The lock forgets what the history no longer has.
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.lock()).doesNotContain("phone");

    project.schema(account("name text, mail bigint"));
    AmendCommand.Result amended = project.amend("mail for phone", null);

    // Expand and contract are two files, and amended as one.
    assertThat(amended.revision().files())
        .extracting(file -> file.revision().message())
        .containsExactly("mail for phone (expand)", "mail for phone (contract)");
    assertThat(TestProject.read(amended.revision().files().get(0).path()))
        .contains("ADD COLUMN mail bigint");
    assertThat(TestProject.read(amended.revision().files().get(1).path()))
        .contains("DROP COLUMN phone");
    assertThat(project.verify().findings()).isEmpty();

    AmendCommand.Result again =
        project.schema(account("name text, phone text, fax boolean")).amend();
    assertThat(again.replaced()).hasSize(2);
    assertThat(again.revision().files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.revision().message()).isEqualTo("mail for phone");
              assertThat(file.revision().parents()).containsExactly(second.id());
              assertThat(TestProject.read(file.path()))
                  .contains("ADD COLUMN fax boolean")
                  .doesNotContain("COLUMN phone", "COLUMN mail");
            });
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void whatIsOnlyInTheHistoryIsKept() {
    Path file = project.revisionFiles().get(1);
    TestProject.edit(
        file,
        "-- migrate:down",
        "-- migrate:up\nCREATE INDEX by_hand ON account (name);\n\n"
            + "-- migrate:down\nDROP INDEX by_hand;\n\n-- migrate:down");
    Revision third =
        project
            .schema(account("name text, phone text, fax text"))
            .revision("add account.fax")
            .revision();
    AmendCommand.Result amended =
        project.schema(account("name text, phone text, fax varchar(9)")).amend();
    assertThat(amended.replaced().get(0).revision().id()).isEqualTo(third.id());
    assertThat(TestProject.read(amended.revision().written())).doesNotContain("by_hand");
    assertThat(project.verify().findings()).isEmpty();
  }

  @Test
  void whatAConfiguredDatabaseHasIsLeftAlone() {
    project.upgrade();
    project.schema(account("name text, phone varchar(32)"));
    assertRefused("is applied in", "mvn migrate:downgrade -Dmigrate.target=" + first.id());

    project.downgrade(first.id());
    project.amend();
    assertThat(project.upgrade().applied()).hasSize(1);
    assertThat(project.query("SELECT atttypmod FROM pg_attribute WHERE attname = 'phone'"))
        .containsExactly("36");
  }

  @Test
  void theDevelopmentDatabaseIsTakenBack() {
    project.withoutDatabase().upgrade();
    AmendCommand.Result amended = project.schema(account("name text, phone varchar(32)")).amend();

    assertThat(amended.takenBack()).extracting(Revision::id).containsExactly(second.id());
    assertThat(project.current().current())
        .extracting(AppliedRevision::id)
        .containsExactly(first.id());
    assertThat(project.upgrade().applied())
        .extracting(Revision::id)
        .containsExactly(amended.revision().revision().id());

    TestProject.edit(
        amended.revision().written(),
        "-- created:",
        "-- irreversible: the phones are gone\n-- created:");
    project.schema(account("name text, phone varchar(33)"));
    assertRefused("there is no downgrade (the phones are gone)", "Write a new revision");
    assertThat(project.current().pending()).isEmpty();
  }

  @Test
  void whatIsMergedIsLeftAlone() throws IOException, InterruptedException {
    project.schema(account("name text, phone varchar(32)"));
    git("init", "-q");
    git("add", "migrations");
    git("commit", "-q", "-m", "both");
    assertThat(project.amend().notChecked()).singleElement().asString().contains("migrate.base");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    assertThat(project.amend().notChecked()).isEmpty();

    git("add", "-A", "migrations");
    git("commit", "-q", "-m", "amended");
    git("branch", "release");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    assertRefused("is merged: origin/main has ", "Write a new revision");
    assertThatThrownBy(() -> project.amend(null, "release"))
        .hasMessageContaining("is merged: release has ");
    assertThatThrownBy(() -> project.amend(null, "nowhere"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("migrate.base is nowhere");
  }

  @Test
  void whatOthersRestOnIsLeftAlone() {
    project.at(new Placement(first.id(), List.of(), List.of()));
    assertRefused(first.id() + " (accounts) is not the newest", second.id());

    Revision needs =
        project
            .at(new Placement("base", List.of(), List.of(second.id())))
            .emptyRevision("needs it")
            .revision();
    project.at(new Placement(second.id(), List.of(), List.of()));
    assertRefused("is not the newest", needs.id() + " (needs it)");
    project.at(Placement.ON_HEAD);
    assertThatThrownBy(project::amend).hasMessageContaining("2 heads");
  }

  @Test
  void whenNothingIsLeftToWriteAllStays() {
    project.schema(account("name text"));
    assertRefused("nothing to replace it with", "migrations/");
  }

  @Test
  void anOpenQuestionChangesNothing() {
    project.schema(account("label text, phone text"));
    Map<Path, String> before = contents();
    AmendCommand.Result asked = project.amend();
    assertThat(asked.revision().questions()).isNotEmpty();
    assertThat(asked.replaced()).isEmpty();
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whatCannotBeKeptIsNotReplaced() {
    project.schema(account("name text, phone varchar(32)")).write("work/amended", "in the way");
    Map<Path, String> before = contents();
    assertThatThrownBy(project::amend).hasMessageContaining("amended");
    assertThat(contents()).isEqualTo(before);
  }

  private void assertRefused(String... words) {
    Map<Path, String> before = contents();
    assertThatThrownBy(project::amend)
        .isInstanceOf(MigrationException.class)
        .hasMessageContainingAll(words);
    assertThat(contents()).isEqualTo(before);
  }

  private Map<Path, String> contents() {
    Map<Path, String> contents = new TreeMap<>();
    project.files().forEach(file -> contents.put(file, TestProject.read(file)));
    return contents;
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", root.toString(), "-c", "user.name=t", "-c", "user.email=t@t"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  private static String account(String columns) {
    return ACCOUNT.formatted(columns);
  }
}
