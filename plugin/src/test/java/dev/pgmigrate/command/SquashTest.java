package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.CurrentCommand.State;
import dev.pgmigrate.command.ScriptCommand.Verb;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.report.CurrentReport;
import dev.pgmigrate.report.HistoryReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.revision.MigrationDirectoryException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.revision.Revision.Phase;
import dev.pgmigrate.revision.RevisionGraphException;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.RefusedException;
import dev.pgmigrate.sql.Splitter;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One revision in the place of many. */
class SquashTest {
  private static final String A = "00000000000a";
  private static final String B = "00000000000b";
  private static final String C = "00000000000c";
  private static final String D = "00000000000d";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void three() {
    project = new TestProject(root);
    write(
        A,
        "-- parent: none\n",
        "-- migrate:up\nCREATE TABLE a (id bigint PRIMARY KEY, name text);\n"
            + "-- the first one\nINSERT INTO a VALUES (1, 'it''s');\n\n"
            + "-- migrate:down\nDROP TABLE a;\n");
    write(
        B,
        "-- parent: " + A + "\n",
        "-- migrate:up no-transaction\nCREATE INDEX CONCURRENTLY ix_a ON a (name);\n\n"
            + "-- migrate:up batch key=id\n"
            + "UPDATE a SET name = 'b' WHERE id BETWEEN :from AND :to;\n\n"
            + "-- migrate:down\n\n"
            + "-- migrate:down no-transaction\nDROP INDEX CONCURRENTLY ix_a;\n");
    write(
        C,
        "-- parent: " + B + "\n",
        "-- migrate:up\nALTER TABLE a ADD COLUMN c int;\n\n"
            + "-- migrate:down\nALTER TABLE a DROP COLUMN c;\n");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void theOneHasTheStepsOfAllAndAFreshDatabaseTakesIt() {
    SquashCommand.Result squashed = project.squash("the  past", null);

    assertThat(squashed.replaced()).extracting(Revision::id).containsExactly(A, B, C);
    assertThat(project.revisionFiles()).containsExactly(squashed.written().path());
    String id = squashed.written().revision().id();
    assertThat(TestProject.read(squashed.written().path()))
        .isEqualTo(
            """
            -- the past
            --
            -- revision: %s
            -- parent:   none
            -- replaces: 00000000000a, 00000000000b, 00000000000c
            -- created:  2026-11-01T00:00:12Z

            -- migrate:up
            -- from 00000000000a (m)
            CREATE TABLE a (id bigint PRIMARY KEY, name text);

            -- the first one
            INSERT INTO a VALUES (1, 'it''s');

            -- migrate:up no-transaction
            -- from 00000000000b (m)
            CREATE INDEX CONCURRENTLY ix_a ON a (name);

            -- migrate:up batch key=id
            UPDATE a SET name = 'b' WHERE id BETWEEN :from AND :to;

            -- migrate:up
            -- from 00000000000c (m)
            ALTER TABLE a ADD COLUMN c int;

            -- migrate:down
            -- from 00000000000c (m)
            ALTER TABLE a DROP COLUMN c;

            -- migrate:down nothing
            -- nothing to undo for step 3

            -- migrate:down no-transaction
            -- from 00000000000b (m)
            DROP INDEX CONCURRENTLY ix_a;

            -- migrate:down
            -- from 00000000000a (m)
            DROP TABLE a;
            """
                .formatted(id));
    assertThat(squashed.kept()).isDirectoryContaining("glob:**" + B + "_m.sql");
    assertThat(texts(HistoryReport.squash(squashed, project.project())))
        .containsExactly(
            "Squashed 3 revisions, 00000000000a m to 00000000000c m",
            "Wrote migrations/202611010000_" + id + "_the_past.sql",
            "The replaced files are kept in work/squashed",
            "Tried on a throw-away database: the upgrade makes the same schema, and the downgrade"
                + " restores the schema before it.",
            "A database with all of them counts the new one as applied. A database with some of"
                + " them is refused: first upgrade it with the previous checkout.");

    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id);
    assertThat(project.query("SELECT name FROM a")).containsExactly("b");
    assertThat(project.downgrade("-1").undone()).extracting(Revision::id).containsExactly(id);
    assertThat(project.columns("a")).isEmpty();
  }

  @Test
  void aDatabaseThatHasAllHasTheOne() {
    project.upgrade();
    String id = project.squash("the past", null).written().revision().id();

    CurrentCommand.Result before = project.currentWithDrift();
    assertThat(before.states()).isEmpty();
    assertThat(texts(CurrentReport.text(before, project.project())))
        .contains(
            "At: " + id + " the past",
            "Counts as applied: "
                + id
                + " the past (as the 3 revisions that it replaces); the next upgrade records it",
            "Pending: nothing");
    assertThat(texts(HistoryReport.history(project.history())))
        .hasSize(2)
        .last()
        .asString()
        .matches("  applied \\S+Z +" + id + " the past  \\(as the 3 revisions that it replaces\\)");
    assertThat(project.plan().revisions()).isEmpty();
    assertThat(project.query("SELECT DISTINCT kind FROM migrate_history")).doesNotContain("squash");

    List<String> notices = new ArrayList<>();
    UpgradeCommand.Result upgraded =
        UpgradeCommand.run(
            new UpgradeCommand.Input(project.project(), "head", false, listening(notices)));

    assertThat(upgraded.applied()).isEmpty();
    assertThat(notices)
        .last()
        .isEqualTo("  " + id + " the past counts as applied: the 3 revisions that it replaces are");
    assertThat(
            project.query(
                "SELECT revision || ' ' || direction || ' ' || step || ' ' || outcome"
                    + " FROM migrate_history WHERE kind = 'squash' ORDER BY id"))
        .containsExactly(
            id + " up 1 done",
            id + " up 2 done",
            id + " up 3 done",
            id + " up 4 done",
            A + " down 1 done",
            B + " down 1 done",
            C + " down 1 done");
    CurrentCommand.Result after = project.currentWithDrift();
    assertThat(after.states()).isEmpty();
    assertThat(after.current()).extracting(AppliedRevision::id).containsExactly(id);
    int rows = project.query("SELECT 1 FROM migrate_history").size();
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.query("SELECT 1 FROM migrate_history")).hasSize(rows);
  }

  @Test
  void onceItIsRecordedItMayNotBeEdited() {
    project.upgrade();
    Path file = project.squash("the past", null).written().path();
    project.upgrade();
    TestProject.edit(file, "c int", "c bigint");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("step 4")
        .hasMessageContaining("edited");
  }

  @Test
  void whereTheOthersWereAppliedTheOneIsTakenBack() {
    project.upgrade();
    String id = project.squash("the past", null).written().revision().id();

    assertThat(project.downgrade("base").undone()).extracting(Revision::id).containsExactly(id);
    assertThat(project.columns("a")).isEmpty();
    assertThat(project.current().current()).isEmpty();
    assertThat(project.current().states()).containsExactly(State.PENDING);
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id);
    assertThat(project.columns("a")).containsExactly("id", "name", "c");
  }

  @Test
  void aDatabaseThatHasOnlyAPartIsRefused() {
    project.upgrade(B);
    Map<Path, String> old = files();
    String id = project.squash("the past", null).written().revision().id();
    Map<Path, String> squashed = files();
    List<String> rows = project.query("SELECT h::text FROM migrate_history h");

    String part =
        "2 of the 3 revisions that "
            + id
            + " (the past) replaces, and not 00000000000c. Check out the version before they were"
            + " squashed, run mvn migrate:upgrade there, and come back: the squashed revision needs"
            + " all of them or none.";
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessage("halfway: The database has " + part);
    assertThatThrownBy(() -> project.downgrade("base")).hasMessageStartingWith("halfway: ");
    assertThatThrownBy(() -> project.stamp("head")).hasMessageStartingWith("halfway: ");
    assertThatThrownBy(project::plan).hasMessageStartingWith("halfway: ");
    assertThatThrownBy(() -> script(Verb.UPGRADE, "head")).hasMessageStartingWith("halfway: ");
    CurrentCommand.Result current = project.current();
    assertThat(current.states()).containsExactly(State.HALFWAY, State.PENDING);
    assertThat(texts(CurrentReport.text(current, project.project())))
        .contains("Halfway: the database has " + part);
    assertThat(texts(HistoryReport.history(project.history())))
        .anyMatch(line -> line.endsWith(B + " m  (squashed into " + id + ")"))
        .anyMatch(line -> line.matches("  pending +" + id + " the past"));
    assertThat(project.query("SELECT h::text FROM migrate_history h")).isEqualTo(rows);

    checkOut(old);
    project.upgrade();
    checkOut(squashed);
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.current().states()).isEmpty();
  }

  @Test
  void thePartCanBeTakenBackByTheJournal() {
    project.upgrade(B);
    String id = project.squash("the past", null).written().revision().id();
    assertThat(project.downgradeFromJournal("base").undone())
        .extracting(Revision::id)
        .containsExactly(B, A);
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id);
  }

  @Test
  void aContractRevisionThatWaitsMakesAPartToo() {
    project.upgrade();
    write(
        D,
        "-- parent: " + C + "\n-- phase: contract\n",
        "-- migrate:up\nALTER TABLE a DROP COLUMN c;\n\n-- migrate:down\n"
            + "ALTER TABLE a ADD COLUMN c int;\n");
    Map<Path, String> old = files();
    String id = project.squash("the past", null).written().revision().id();
    Map<Path, String> squashed = files();
    assertThatThrownBy(project::upgradeWithContract)
        .hasMessageContaining("mvn migrate:upgrade -Dmigrate.phase=contract there, and come back");
    assertThat(project.columns("a")).contains("c");

    checkOut(old);
    project.upgradeWithContract();
    checkOut(squashed);
    assertThat(project.upgrade().held()).isEmpty();
    assertThat(project.downgrade("base").undone()).extracting(Revision::id).containsExactly(id);
    // Taken back wholly it is as good as fresh.
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id);
    assertThat(project.columns("a")).containsExactly("id", "name");
  }

  @Test
  void whatFollowedTheLastOneFollowsTheOne() {
    write(
        D,
        "-- Parent: " + C + "\r\n-- depends-on: " + A + ", " + B + "\r\n-- Note: by hand\n",
        "-- migrate:up\nCREATE TABLE d (id bigint);\n\n-- migrate:down\nDROP TABLE d;\n");
    project.upgrade();
    Path child = file(D);
    String before = TestProject.read(child);

    SquashCommand.Result squashed = project.squash("the past", C);

    String id = squashed.written().revision().id();
    assertThat(squashed.changed()).containsExactly(child);
    assertThat(TestProject.read(child))
        .isEqualTo(before.replace("Parent: " + C, "Parent: " + id).replace(A + ", " + B, id));
    for (int i = 0; i < 2; i++) {
      CurrentCommand.Result current = project.currentWithDrift();
      assertThat(current.current()).extracting(AppliedRevision::id).containsExactly(D);
      assertThat(current.states()).isEmpty();
      assertThat(project.upgrade().applied()).isEmpty();
    }
    assertThat(project.downgrade("-1").undone()).extracting(Revision::id).containsExactly(D);
    assertThat(project.downgrade("-1").undone()).extracting(Revision::id).containsExactly(id);
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id, D);
  }

  @Test
  void whoNamesAReplacedRevisionIsToldWhatItIsNow() {
    project.upgrade();
    String id = project.squash("the past", null).written().revision().id();
    assertThatThrownBy(() -> project.downgrade(B))
        .hasMessage("'" + B + "' was squashed into " + id + " (the past)");

    write(D, "-- parent: " + C + "\n", "-- migrate:up\nCREATE TABLE d (id bigint);\n");
    assertThatThrownBy(project::upgrade)
        .hasMessageContaining(
            "needs revision " + C + ", which was squashed into " + id + " (the past). Write that");
    TestProject.edit(file(D), C, id);
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(D);

    write(B, "-- parent: none\n", "-- migrate:up\nSELECT 1;\n");
    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("replaces " + B + ", which also has a file");
  }

  @Test
  void branchesThatBeginAndEndInsideAreSquashedToo() {
    write(
        D,
        "-- parent: " + A + "\n-- labels: side\n",
        "-- migrate:up\nCREATE TABLE d (id bigint);\n\n-- migrate:down\nDROP TABLE d;\n");
    write("00000000000e", "-- parent: " + C + ", " + D + "\n", "");
    Map<Path, String> before = files();
    assertThatThrownBy(() -> project.squash("half", C))
        .isInstanceOf(RevisionGraphException.class)
        .hasMessageContaining(D + " (m) follows " + A + " (m) and is not squashed itself");
    assertThat(files()).isEqualTo(before);

    project.upgrade();
    Revision one = project.squash("the past", null).written().revision();
    assertThat(one.replaces()).containsExactly(A, B, C, D, "00000000000e");
    assertThat(one.labels()).containsExactly("side");
    assertThat(project.upgrade("side").applied()).isEmpty();
    assertThat(project.currentWithDrift().states()).isEmpty();
  }

  @Test
  void aRunInTheMiddleStaysInItsPlace() {
    project.upgrade(A);
    project.execute("INSERT INTO a VALUES (2, 'mine')");
    String id = project.squash("two", B + ":" + C).written().revision().id();
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(id);
    assertThat(project.query("SELECT name FROM a")).containsExactly("b", "b");
    assertThat(project.downgrade(A).undone()).extracting(Revision::id).containsExactly(id);
    assertThat(project.columns("a")).containsExactly("id", "name");
    assertThatThrownBy(() -> project.squash("one", id + ":" + id))
        .hasMessageContaining("There is nothing to squash");
    assertThatThrownBy(() -> project.squash("turned round", id + ":" + A))
        .hasMessageContaining(A + " (m) does not depend on " + id);
  }

  @Test
  void headersAreCarriedOnAndADatabaseInServiceIsGivenNoContractWork() {
    project.upgrade();
    write(
        D,
        "-- parent: " + C + "\n-- phase: contract\n-- allow: drop-column unused\n",
        "-- migrate:up\nALTER TABLE a DROP COLUMN c;\n\n-- migrate:down\n"
            + "ALTER TABLE a ADD COLUMN c int;\n");
    write(
        "00000000000e",
        "-- parent: " + D + "\n-- irreversible: the names are gone\n-- allow: drop-column nobody\n",
        "-- migrate:up\nALTER TABLE a DROP COLUMN name;\n");
    SquashCommand.Result squashed = project.squash("end", D + ":head");
    Revision one = squashed.written().revision();

    assertThat(one.phase()).isEqualTo(Phase.CONTRACT);
    assertThat(one.irreversible()).isEqualTo("00000000000e (m): the names are gone");
    assertThat(one.allow()).isEqualTo(Map.of("drop-column", "unused; nobody"));
    assertThat(one.down()).isEmpty();
    assertThat(texts(HistoryReport.squash(squashed, project.project())))
        .contains(
            "Tried on a throw-away database: the upgrade makes the same schema, and there is no"
                + " downgrade (00000000000e (m): the names are gone).");
    UpgradeCommand.Result held = project.upgrade();
    assertThat(held.applied()).isEmpty();
    assertThat(held.held()).extracting(Revision::id).containsExactly(one.id());
    assertThat(project.columns("a")).contains("c", "name");
    project.upgradeWithContract();
    assertThat(project.columns("a")).containsExactly("id");
    assertThatThrownBy(() -> project.downgrade("-1"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("the names are gone");
  }

  @Test
  void aWayBackThatLeadsElsewhereIsRefused() {
    TestProject.edit(file(C), "ALTER TABLE a DROP COLUMN c;", "SELECT 1;");
    Map<Path, String> before = files();
    assertThatThrownBy(() -> project.squash("the past", B + ":" + C))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining(
            "Nothing was written. Tried on a throw-away database, its downgrade makes another"
                + " schema. The missing changes: ALTER TABLE a DROP COLUMN c");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aWayBackThatFailsIsNamed() {
    TestProject.edit(file(C), "DROP COLUMN c;", "DROP COLUMN cc;");
    Map<Path, String> before = files();
    assertThatThrownBy(() -> project.squash("the past", null))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("column \"cc\" of relation \"a\" does not exist")
        .hasMessageContaining("The statement is in migrations/202611010000_" + C + "_m.sql");
    assertThat(files()).isEqualTo(before);
    TestProject.edit(file(C), "-- created", "-- irreversible: broken\n-- created");
    assertThat(project.squash("the past", null).written().revision().down()).isEmpty();
  }

  @Test
  void blocksThatDoNotPairAreNotTakenForPairs() {
    TestProject.edit(file(B), "-- migrate:down\n\n", "");
    TestProject.edit(
        file(C), "-- migrate:down\n", "-- migrate:down\nSELECT 1;\n\n-- migrate:down\n");
    Revision one = project.squash("the past", null).written().revision();
    assertThat(one.up()).hasSize(4);
    assertThat(one.down()).hasSize(5);
    TestProject.edit(file(one.id()), "ADD COLUMN c int", "ADD COLUMN name int");
    assertThatThrownBy(project::upgrade).hasMessageContaining("already exists");
    assertThatThrownBy(() -> project.downgrade("base"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("it is not known which of them take those steps back");
  }

  @Test
  void whatCannotBeWrittenLeavesAllAsItWas() {
    write(D, "-- parent: " + C + "\n", "");
    project.write("work/squashed", "in the way");
    Map<Path, String> before = files();
    assertThatThrownBy(() -> project.squash("the past", C))
        .isInstanceOf(MigrationDirectoryException.class);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aScriptBeginsWhereTheJournalStands() throws SQLException {
    project.upgrade();
    write(D, "-- parent: " + C + "\n", "-- migrate:up\nCREATE TABLE d (id bigint);\n");
    String id = project.squash("the past", C).written().revision().id();
    execute(script(Verb.UPGRADE, "head"));

    assertThat(project.columns("d")).containsExactly("id");
    assertThat(project.query("SELECT DISTINCT revision FROM migrate_history WHERE kind = 'squash'"))
        .contains(id, A);
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.currentWithDrift().states()).isEmpty();
  }

  @Test
  void anApprovedPlanStillFits() {
    project.upgrade();
    project.protect();
    write(D, "-- parent: " + C + "\n", "-- migrate:up\nCREATE TABLE d (id bigint);\n");
    project.squash("the past", C);
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    assertThat(project.query("SELECT 1 FROM migrate_history WHERE kind = 'squash'")).isEmpty();

    project.approve(project.plan().digest());
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(D);
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.current().current()).extracting(AppliedRevision::id).containsExactly(D);
  }

  @Test
  void aScriptTakesTheOneBack() throws SQLException {
    project.upgrade();
    project.squash("the past", null);
    execute(script(Verb.DOWNGRADE, "base"));
    assertThat(project.columns("a")).isEmpty();
    assertThat(project.current().states()).containsExactly(State.PENDING);
    assertThat(project.current().current()).isEmpty();
  }

  @Test
  void aPersonMaySayThatNothingOfItIsThere() {
    project.upgrade();
    String id = project.squash("the past", null).written().revision().id();
    assertThat(project.stamp("base").unstamped()).extracting(Revision::id).containsExactly(id);
    assertThat(project.current().current()).isEmpty();
    assertThat(project.stamp("head").stamped()).extracting(Revision::id).containsExactly(id);
    assertThat(project.currentWithDrift().states()).isEmpty();
  }

  @Test
  void theHistoryIsProvenAsBefore() {
    project.schema(
        "CREATE TABLE a (id bigint PRIMARY KEY, name text, c int); CREATE INDEX ix_a ON a (name);");
    project.revision("no change, so only model.lock is written");
    assertThat(project.verify().findings()).isEmpty();
    project.squash("the past", null);
    Verdict verified = project.verify();
    assertThat(verified.findings()).isEmpty();
    assertThat(verified.checks())
        .extracting(CheckedRule::title)
        .contains("each new revision goes down and up again");
    assertThat(verified.total()).isEqualTo(1);
  }

  @Test
  void filesOfOneNameInSeveralFoldersAreAllKept() throws IOException {
    for (String each : List.of(A, B)) {
      Path folder = Files.createDirectories(project.migrations().resolve("of-" + each));
      Files.move(file(each), folder.resolve("first.sql"));
    }
    Path kept = project.squash("the past", null).kept();
    assertThat(project.revisionFiles()).hasSize(1);
    assertThat(kept.resolve("of-" + A).resolve("first.sql")).content().contains("CREATE TABLE a");
    assertThat(kept.resolve("of-" + B).resolve("first.sql")).content().contains("CREATE INDEX");
  }

  @Test
  void whatIsNotMergedIsLeftOut() throws IOException, InterruptedException {
    project.git("init", "-q");
    project.git(
        "add", "migrations/" + file(A).getFileName(), "migrations/" + file(B).getFileName());
    project.git("commit", "-q", "-m", "two");
    project.git("update-ref", "refs/remotes/origin/main", "HEAD");
    SquashCommand.Result squashed = project.squash("merged", null);
    assertThat(squashed.replaced()).extracting(Revision::id).containsExactly(A, B);
    assertThat(texts(HistoryReport.squash(squashed, project.project())))
        .first()
        .asString()
        .endsWith("to 00000000000b m, the newest that origin/main has");
  }

  @Test
  void theOneIsSquashedAgainAndIsNotWrittenFromTheEntities() {
    project.upgrade();
    String first = project.squash("two", B).written().revision().id();
    project.upgrade();
    SquashCommand.Result again = project.squash("all", null);
    assertThat(again.written().revision().replaces()).containsExactly(first, C);
    assertThat(texts(HistoryReport.squash(again, project.project())))
        .last()
        .asString()
        .contains(first + " two was itself squashed");
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.currentWithDrift().states()).isEmpty();
    assertThatThrownBy(project::amend).hasMessageContaining("were squashed into it");
  }

  private String script(Verb verb, String to) {
    return ScriptCommand.run(
            new ScriptCommand.Input(project.project(), verb, to, false, new Random(7)))
        .sql();
  }

  private void execute(String script) throws SQLException {
    try (Connection connection = project.connect();
        Statement statement = connection.createStatement()) {
      // Its head speaks to psql.
      for (var each : Splitter.split(script.replaceFirst("\\A(\\\\set .*\n)+", ""))) {
        statement.execute(each.sql());
      }
    }
  }

  private static Progress listening(List<String> notices) {
    return new Progress() {
      @Override
      public void notice(String text) {
        notices.add(text);
      }
    };
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  private void write(String id, String headers, String blocks) {
    int minute = Integer.parseInt(id.substring(11), 16);
    project.write(
        project.migrations().resolve("202611010000_" + id + "_m.sql"),
        "-- m\n--\n-- revision: %s\n%s-- created: 2026-11-01T00:00:%02dZ\n\n%s"
            .formatted(id, headers, minute, blocks));
  }

  private Path file(String id) {
    return project.revisionFiles().stream()
        .filter(file -> file.toString().contains(id))
        .findFirst()
        .orElseThrow();
  }

  private Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    project.files().forEach(file -> files.put(file, TestProject.read(file)));
    return files;
  }

  private void checkOut(Map<Path, String> files) {
    project.files().forEach(SquashTest::delete);
    files.forEach(project::write);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
