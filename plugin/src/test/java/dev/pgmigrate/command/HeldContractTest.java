package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.report.CurrentReport;
import dev.pgmigrate.report.HistoryReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.report.PlanReport;
import dev.pgmigrate.report.RunReport;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.StepFailedException;
import dev.pgmigrate.verify.CheckedRule;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two pull requests between two deploys, each with an expand (e) and a contract revision (c): both
 * expand revisions go out, both contract revisions wait.
 */
class HeldContractTest {
  private static final String E0 = "e00000000000";
  private static final String E1 = "e10000000000";
  private static final String C1 = "c10000000000";
  private static final String E2 = "e20000000000";
  private static final String C2 = "c20000000000";
  private static final String E3 = "e30000000000";

  private static final String SCHEMA =
      "CREATE TABLE account (id int PRIMARY KEY, mobile text, email text);\n";

  @TempDir Path root;
  private TestProject project;
  private int minute;

  @BeforeEach
  void inService() {
    project = new TestProject(root).schema(SCHEMA);
    write(
        E0,
        "none",
        "",
        "CREATE TABLE account (id int PRIMARY KEY, phone text, fax text)",
        "DROP TABLE account");
    project.upgrade();
    project.execute("INSERT INTO account VALUES (1, '1', '2')");
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void bothGoOutInOneUpgrade() {
    twoPullRequests();

    PlanCommand.Result plan = project.planWithDrift();
    assertThat(plan.revisions()).extracting(p -> p.task().revision().id()).containsExactly(E1, E2);
    assertThat(plan.behind()).isEmpty();
    assertThat(plan.digest()).isNotNull();
    assertThat(PlanReport.text(plan))
        .extracting(Line::text)
        .contains(
            "Held: the contract revision "
                + C1
                + " m "
                + C1
                + "; apply it with -Dmigrate.phase=contract",
            "Held: the contract revision "
                + C2
                + " m "
                + C2
                + "; apply it with -Dmigrate.phase=contract");
    UpgradeCommand.Result upgraded = project.upgrade();

    assertThat(upgraded.applied()).extracting(Revision::id).containsExactly(E1, E2);
    assertThat(upgraded.held()).extracting(Revision::id).containsExactly(C1, C2);
    assertThat(texts(RunReport.upgrade(upgraded)))
        .contains(
            "Contract revision "
                + C1
                + " m "
                + C1
                + " is held. When the previous release no longer runs: mvn migrate:upgrade"
                + " -Dmigrate.phase=contract")
        .anyMatch(line -> line.startsWith("Contract revision " + C2));
    assertThat(project.columns("account")).containsExactly("id", "phone", "fax", "mobile", "email");

    CurrentCommand.Result current = project.currentWithDrift();
    assertStands(E2);
    assertThat(current.states()).containsExactly(CurrentCommand.State.HELD);
    assertThat(current.drift()).isEmpty();
    assertThat(current.driftUnknown()).isNull();
    assertThat(texts(CurrentReport.text(current, project.project())))
        .contains("At: " + E2 + " m " + E2, "Pending: nothing")
        .anyMatch(line -> line.startsWith("Held: " + C1))
        .anyMatch(line -> line.startsWith("Held: " + C2));
    assertThat(texts(HistoryReport.history(project.history())))
        .anyMatch(line -> line.matches(" +applied .*" + E1 + ".*"))
        .anyMatch(line -> line.matches(" +held +" + C1 + ".*"))
        .anyMatch(line -> line.matches(" +applied .*" + E2 + ".*"))
        .anyMatch(line -> line.matches(" +held +" + C2 + ".*"));
    assertThat(project.upgrade().applied()).as("and once more").isEmpty();

    project.execute("ALTER TABLE account DROP COLUMN mobile");
    assertThat(project.currentWithDrift().drift())
        .extracting(Drift::sql)
        .containsExactly("ALTER TABLE account DROP COLUMN mobile");
    project.execute("ALTER TABLE account ADD COLUMN mobile text");

    assertThat(project.upgradeWithContract().applied())
        .extracting(Revision::id)
        .containsExactly(C1, C2);
    assertStands(C2);
    assertThat(project.currentWithDrift().drift()).isEmpty();
    assertThat(project.columns("account")).containsExactly("id", "email", "mobile");
    project.revision("no change, so only model.lock is written");
    Verdict verified = project.verify();
    assertThat(verified.findings()).isEmpty();
    assertThat(verified.checks())
        .extracting(CheckedRule::title)
        .contains("a held contract revision blocks nothing: both orders make the same schema");
  }

  @Test
  void theyAreTakenBackInTheReverseOfTheOrderInWhichTheyWereApplied() {
    twoPullRequests();
    project.upgrade();
    assertUndone("-1", E2);
    assertStands(E1);
    project.upgrade();
    assertUndone(E1, E2);
    project.upgrade();
    assertUndone(C1, E2);
    project.upgrade();
    assertUndone("-2", E2, E1);
    project.upgrade();

    project.upgradeWithContract();
    assertUndone("-1", C2);
    assertStands(C1);
    assertThat(project.upgrade().held()).extracting(Revision::id).containsExactly(C2);
    project.upgradeWithContract();
    assertUndone(E2, C2, C1);
    assertStands(E2);
    project.upgradeWithContract();
    assertUndone("-3", C2, C1, E2);
    assertThat(project.currentWithDrift().drift()).isEmpty();
    project.upgradeWithContract();
    assertUndone("base", C2, E2, C1, E1, E0);
    assertThat(project.columns("account")).isEmpty();
  }

  @Test
  void aDatabaseWhoseContractRevisionsWereAppliedInOrderIsAsBefore() {
    pullRequest(E1, C1, E0, "mobile", "phone");
    project.upgradeWithContract();
    pullRequest(E2, C2, C1, "email", "fax");
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(E2);
    assertStands(E2);
    assertThat(project.currentWithDrift().drift()).isEmpty();
    project.upgradeWithContract();
    assertThat(project.columns("account")).containsExactly("id", "mobile", "email");
    assertUndone(C1, C2, E2);
    assertStands(C1);
  }

  @Test
  void anOlderCheckoutTakesThemBackFromTheJournal() throws IOException {
    pullRequest(E1, C1, E0, "mobile", "phone");
    project.upgrade();
    Path held = file(C1);
    pullRequest(E2, C2, C1, "email", "fax");
    project.upgrade();
    for (String gone : List.of(C1, E2, C2)) {
      Files.delete(file(gone));
    }
    assertThat(Files.exists(held)).isFalse();

    assertStands(E2);
    assertThat(project.downgradeFromJournal("-1").undone())
        .extracting(Revision::id)
        .containsExactly(E2);
    assertStands(E1);
    assertThat(project.columns("account")).containsExactly("id", "phone", "fax", "mobile");
  }

  @Test
  void aFailedRunGoesOn() {
    twoPullRequests();
    project.execute("ALTER TABLE account ADD COLUMN email text");
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);
    assertThat(project.current().pending()).extracting(Revision::id).containsExactly(E2);
    assertThat(project.current().held()).extracting(Revision::id).containsExactly(C1, C2);
    project.execute("ALTER TABLE account DROP COLUMN email");
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(E2);
    assertStands(E2);
  }

  @Test
  void aRunThatBrokeOffInTheMiddleGoesOn() {
    twoPullRequests();
    TestProject.edit(
        file(E2), "-- migrate:down\n", "-- migrate:up\nSELECT 1 / 0;\n\n-- migrate:down\n");
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);
    assertThat(project.columns("account")).contains("mobile", "email");
    assertStands(E1);
    TestProject.edit(file(E2), "SELECT 1 / 0", "SELECT 1");
    assertThat(project.upgrade().applied()).extracting(Revision::id).containsExactly(E2);
    assertStands(E2);
    assertThat(project.upgradeWithContract().applied())
        .extracting(Revision::id)
        .containsExactly(C1, C2);
  }

  @Test
  void renamesAndDropsOfSeveralPullRequests() {
    write(
        E1,
        E0,
        "",
        "ALTER TABLE account ADD COLUMN email text NOT NULL, ADD COLUMN age int NOT NULL;\n"
            + "CREATE INDEX ix_phone ON account (phone)",
        "");
    project
        .schema(
            "CREATE TABLE account (id int PRIMARY KEY, phone text, fax text, email text NOT NULL,"
                + " age int NOT NULL);\nCREATE INDEX ix_phone ON account (phone);\n")
        .revision(null);
    project.execute("DELETE FROM account");
    project.upgrade();
    project.execute("INSERT INTO account (id, phone, email, age) VALUES (1, '1', 'a@b', 3)");
    String index = "CREATE INDEX ix_phone ON account (%s);\n";
    project
        .schema(
            "CREATE TABLE account (id int PRIMARY KEY, mobile text, fax text, email text NOT NULL,"
                + " age int NOT NULL);\n"
                + index.formatted("mobile"))
        .revision("rename phone", "account.phone:mobile", null);
    project
        .schema(
            "CREATE TABLE account (id int PRIMARY KEY, mobile text, fax text, mail text NOT NULL,"
                + " age int NOT NULL);\n"
                + index.formatted("mobile"))
        .revision("rename email", "account.email:mail", null);
    project
        .schema(
            "CREATE TABLE account (id int PRIMARY KEY, mobile text, fax text, mail text NOT NULL);\n"
                + index.formatted("mobile"))
        .revision("drop age");
    project
        .schema(
            "CREATE TABLE account (id int PRIMARY KEY, mobile text, fax text, mail text NOT NULL,"
                + " note text);\n"
                + index.formatted("mobile"))
        .revision("add note");

    UpgradeCommand.Result upgraded = project.upgrade();

    assertThat(upgraded.applied())
        .extracting(Revision::message)
        .containsExactly(
            "rename phone (expand)", "rename email (expand)", "drop age (expand)", "add note");
    assertThat(upgraded.held())
        .extracting(Revision::message)
        .containsExactly(
            "rename phone (contract)", "rename email (contract)", "drop age (contract)");
    assertThat(project.currentWithDrift().drift()).isEmpty();
    // Two releases back, and the newest one.
    project.execute("INSERT INTO account (id, phone, email, age) VALUES (2, '22', 'c@d', 4)");
    project.execute("INSERT INTO account (id, mobile, mail, note) VALUES (3, '33', 'e@f', 'n')");
    assertThat(
            project.query(
                "SELECT concat_ws(' ', id, phone, mobile, email, mail) FROM account ORDER BY id"))
        .containsExactly("1 1 1 a@b a@b", "2 22 22 c@d c@d", "3 33 33 e@f e@f");

    assertThat(project.upgradeWithContract().applied()).hasSize(3);
    assertThat(project.currentWithDrift().drift()).isEmpty();
    assertThat(project.revision(null).changes()).isEmpty();
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.downgrade("-3").undone()).hasSize(3);
    assertThat(project.query("SELECT concat_ws(' ', id, phone, email) FROM account ORDER BY id"))
        .containsExactly("1 1 a@b", "2 22 c@d", "3 33 e@f");
    assertThat(project.currentWithDrift().drift()).isEmpty();
  }

  @Test
  void whatAHeldOneKeepsInStepIsLeftAlone() {
    project.schema(account("phone text")).revision(null);
    project.schema(account("mobile text")).revision("rename phone", "account.phone:mobile", null);
    Revision contract = newest();

    // The second trigger would fire before the first: what the oldest release writes gets lost.
    project.schema(account("cell text"));
    assertRefused(
        "rename again",
        "account.mobile:cell",
        contract,
        "trigger zz_account_mobile_cell_sync works on public.account.mobile while trigger"
            + " zz_account_phone_mobile_sync still works on it");
    // The trigger would take the default for what was written.
    project.schema(account("mobile text DEFAULT 'none'"));
    assertRefused("default", null, contract, "column public.account.mobile changes while trigger");
    // The view under the old name has no column phone.
    project.schema(account("mobile text").replace("TABLE account", "TABLE customer"));
    assertRefused(
        "rename the table", "account:customer", contract, "table public.account gets another name");

    project.schema(account("mobile text, note text"));
    assertThat(project.revision("add note").revision().dependsOn()).isEmpty();
    project.schema(account("cell text, note text"));
    project.at(new Placement(null, List.of(), List.of(contract.id())));
    Path again =
        project.revision("rename again", "account.mobile:cell", null).files().get(0).path();
    project.at(Placement.ON_HEAD);
    assertThat(project.verify().findings()).isEmpty();
    String header = "-- depends-on: " + contract.id() + "\n";
    TestProject.edit(again, header, "");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.file()).isEqualTo(again);
              assertThat(finding.message()).contains("still works on it");
              assertThat(finding.mend()).contains(header.strip());
            });
    TestProject.edit(again, "-- created:", header + "-- created:");
    project.upgradeWithContract();
    assertThat(project.columns("account")).containsExactlyInAnyOrder("id", "fax", "note", "cell");
  }

  @Test
  void whatAHeldOneTightensIsNotCopiedBefore() {
    write(
        C1,
        E0,
        "-- phase: contract\n",
        "ALTER TABLE account ALTER COLUMN phone SET NOT NULL",
        "ALTER TABLE account ALTER COLUMN phone DROP NOT NULL");
    project.schema(account("phone text NOT NULL")).revision(null);
    // The new column would be NOT NULL, and the previous release may still write NULL.
    project.schema(account("mobile text NOT NULL"));
    assertRefused(
        "rename phone",
        "account.phone:mobile",
        newest(),
        "trigger zz_account_phone_mobile_sync works on public.account.phone, which a held contract"
            + " revision still changes");
  }

  @Test
  void whatIsWrongWithOlderOnesKeepsNobodyFromWriting() {
    write(E1, E0, "-- phase: contract\n", "ALTER TABLE account DROP COLUMN phone", "SELECT 1");
    write(E2, E1, "", "ALTER TABLE account ADD COLUMN phone int", "SELECT 1");
    project.schema(account("phone int")).revision(null);
    project.schema(account("phone int, note text"));

    assertThat(project.revision("add note").revision().dependsOn()).isEmpty();

    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.file()).isEqualTo(file(E2)));
  }

  private static String account(String columns) {
    return "CREATE TABLE account (id int PRIMARY KEY, " + columns + ", fax text);\n";
  }

  private void assertRefused(
      String message, @Nullable String rename, Revision contract, String why) {
    List<Path> before = project.files();
    assertThatThrownBy(() -> project.revision(message, rename, null))
        .as(message)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Nothing was written: a database may still hold the contract")
        .hasMessageContaining(contract.id() + " (" + contract.message() + ")")
        .hasMessageContaining(why)
        .hasMessageContaining("-Dmigrate.dependsOn=" + contract.id());
    assertThat(project.files()).isEqualTo(before);
  }

  @Test
  void aContractRevisionThatFailedWasNotApplied() {
    pullRequest(E1, C1, E0, "mobile", "phone");
    project.execute("CREATE VIEW of_phone AS SELECT phone FROM account");
    assertThatThrownBy(project::upgradeWithContract).isInstanceOf(StepFailedException.class);
    pullRequest(E2, C2, C1, "email", "fax");
    project.execute("DROP VIEW of_phone");
    project.upgrade();
    assertStands(E2);
    project.upgradeWithContract();
    assertUndone("-3", C2, C1, E2);
  }

  @Test
  void aScriptDoesTheSame() {
    twoPullRequests();
    ScriptCommand.Result script = script(ScriptCommand.Verb.UPGRADE, "head");
    assertThat(script.revisions()).extracting(Revision::id).containsExactly(E1, E2);
    assertThat(script.held()).extracting(Revision::id).containsExactly(C1, C2);
    assertThat(script.sql()).contains("mobile text", "email text");
    project.upgrade();
    project.upgradeWithContract();
    assertThat(script(ScriptCommand.Verb.DOWNGRADE, "-2").revisions())
        .extracting(Revision::id)
        .containsExactly(C2, C1);
  }

  @Test
  void aStampKeepsWhatIsHeld() {
    twoPullRequests();
    project.upgrade();
    assertThat(project.stamp(E2).stamped()).isEmpty();
    assertThat(project.current().held()).extracting(Revision::id).containsExactly(C1, C2);
    StampCommand.Result stamped = project.stamp(C1);
    assertThat(stamped.stamped()).extracting(Revision::id).containsExactly(C1);
    assertThat(stamped.unstamped()).isEmpty();
    assertThat(project.stamp(E2).unstamped()).extracting(Revision::id).containsExactly(C1);
    assertStands(E2);
  }

  @Test
  void whatNeedsAHeldOneSaysSo() {
    twoPullRequests();
    write(E3, C2, "-- depends-on: " + C1 + "\n", "ALTER TABLE account ADD COLUMN phone int", "");
    String e4 = "e40000000000";
    write(e4, E3, "", "ALTER TABLE account ADD COLUMN age int", "");

    assertThatThrownBy(project::upgrade)
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("Nothing was executed: revision " + E3)
        .hasMessageContaining("needs the contract revision " + C1)
        .hasMessageContaining("mvn migrate:upgrade -Dmigrate.phase=contract")
        .hasMessageContaining("mvn migrate:upgrade -Dmigrate.target=" + E2);
    assertStands(E0);
    assertThat(project.plan().behind())
        .extracting(waiting -> waiting.revision().id() + " " + waiting.contract().id())
        .containsExactly(E3 + " " + C1, e4 + " " + C1);

    assertThat(project.upgrade(E2).applied()).extracting(Revision::id).containsExactly(E1, E2);
    assertThat(texts(CurrentReport.text(project.current(), project.project())))
        .anyMatch(line -> line.startsWith("Held: " + e4) && line.contains("needs " + C1));
    assertThat(project.upgradeWithContract().applied())
        .extracting(Revision::id)
        .containsExactly(C1, C2, E3, e4);
  }

  @Test
  void aSquashOfAHeldOneHoldsWhatFollows() {
    twoPullRequests();
    project.upgrade();
    Revision one = project.squash("the past", E1 + ":" + C2).written().revision();
    assertThat(one.phase()).isEqualTo(Revision.Phase.CONTRACT);
    assertThatThrownBy(project::upgrade)
        .hasMessageStartingWith("halfway: The database has 2 of the 4 revisions")
        .hasMessageContaining("-Dmigrate.phase=contract");

    write(E3, one.id(), "", "ALTER TABLE account ALTER COLUMN mobile SET DEFAULT ''", "SELECT 1");
    assertThat(project.verify().findings())
        .extracting(Finding::rule)
        .doesNotContain("held-contract");
    assertThat(project.revision(null).changes()).as("E3's default").isEmpty();
  }

  @Test
  void aNameThatAHeldOneGivesUpIsRefused() {
    String before = "CREATE TABLE account (id int PRIMARY KEY, phone text, fax text, a int);\n";
    project.schema(before).revision("a");
    project.upgrade();
    project.schema(without(before, "fax text, ")).revision("drop account.fax");
    Revision fax = newest();
    project.schema(without(before, "phone text, fax text, ")).revision("drop account.phone");
    Revision phone = newest();
    project.schema(without(before, "phone text, fax text, ").replace("a int", "a int, b int"));
    assertThat(project.revision("b").revision().dependsOn()).as("no need").isEmpty();
    int files = project.files().size();
    String lock = project.lock();

    project.schema(
        without(before, "phone text, fax text, ").replace("a int", "a int, b int, phone int"));
    assertThatThrownBy(() -> project.revision("phone again"))
        .isInstanceOf(MigrationException.class)
        .hasMessageStartingWith(
            "Nothing was written: a database may still hold the contract revision")
        .hasMessageContaining(phone.id() + " (drop account.phone)")
        .hasMessageContaining("column \"phone\" of relation \"account\" already exists")
        .hasMessageContaining("-Dmigrate.dependsOn=" + phone.id());
    assertThat(project.files()).hasSize(files);
    assertThat(project.lock()).isEqualTo(lock);
    assertThat(fax.id()).isNotEqualTo(phone.id());

    RevisionCommand.Result again =
        project.at(new Placement(null, List.of(), List.of(phone.id()))).revision("phone again");
    assertThat(TestProject.read(again.written())).contains("-- depends-on: " + phone.id() + "\n");
    assertThat(project.verify().findings()).isEmpty();
    assertThatThrownBy(project::upgrade).hasMessageContaining("needs the contract revision");
    project.at(Placement.ON_HEAD);
    AmendCommand.Result amended = project.amend();
    assertThat(amended.revision().revision().dependsOn()).containsExactly(phone.id());
    project.upgradeWithContract();
    assertThat(project.query("SELECT phone::text FROM account")).containsExactly((String) null);

    TestProject.edit(amended.revision().written(), "-- depends-on: " + phone.id() + "\n", "");
    assertThat(project.verify().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("held-contract");
              assertThat(finding.file()).isEqualTo(amended.revision().written());
              assertThat(finding.message()).contains(phone.id()).doesNotContain(fax.id());
              assertThat(finding.mend()).contains("'-- depends-on: " + phone.id() + "'");
            });
  }

  @Test
  void verifyNamesEachThatMakesSomethingElse() {
    twoPullRequests();
    write(
        E3,
        C2,
        "",
        "ALTER TABLE account ALTER COLUMN email SET DEFAULT ''",
        "ALTER TABLE account ALTER COLUMN email DROP DEFAULT");
    // After C1 there is nothing to comment, before it there is.
    TestProject.edit(
        file(E2),
        "-- migrate:up\n",
        """
        -- migrate:up
        DO $$BEGIN
          IF EXISTS (SELECT FROM pg_attribute WHERE attname = 'phone') THEN
            COMMENT ON TABLE account IS 'with phone';
          END IF;
        END$$;
        """);
    TestProject.edit(
        file(C2),
        "-- migrate:up\n",
        "-- migrate:up\nALTER TABLE account ALTER COLUMN email SET DEFAULT 'x';\n");

    List<Finding> findings =
        project.verify().findings().stream()
            .filter(finding -> finding.rule().equals("held-contract"))
            .toList();
    assertThat(findings).extracting(Finding::file).containsExactly(file(E2), file(E3));
    assertThat(findings.get(0).message()).contains(C1, "COMMENT ON TABLE account IS NULL");
    assertThat(findings.get(1).message())
        .contains(C2, "ALTER TABLE account ALTER COLUMN email SET DEFAULT ''");

    for (Finding finding : findings) {
      String contract = finding.message().contains(C1) ? C1 : C2;
      TestProject.edit(
          finding.file(), "-- created:", "-- depends-on: " + contract + "\n-- created:");
    }
    assertThat(project.verify().findings())
        .extracting(Finding::rule)
        .doesNotContain("held-contract");
  }

  private void twoPullRequests() {
    pullRequest(E1, C1, E0, "mobile", "phone");
    pullRequest(E2, C2, C1, "email", "fax");
  }

  private void pullRequest(
      String expand, String contract, String parent, String added, String dropped) {
    write(
        expand,
        parent,
        "",
        "ALTER TABLE account ADD COLUMN " + added + " text",
        "ALTER TABLE account DROP COLUMN " + added);
    write(
        contract,
        expand,
        "-- phase: contract\n",
        "ALTER TABLE account DROP COLUMN " + dropped,
        "ALTER TABLE account ADD COLUMN " + dropped + " text");
  }

  private void write(String id, String parent, String headers, String up, String down) {
    minute++;
    project.write(
        "migrations/2026112210%02d_%s_m.sql".formatted(minute, id),
        "-- m %s\n--\n-- revision: %s\n-- parent: %s\n%s-- created: 2026-11-22T10:%02d:00Z\n"
                .formatted(id, id, parent, headers, minute)
            + "\n-- migrate:up\n"
            + up
            + ";\n\n-- migrate:down\n"
            + (down.isEmpty() ? "SELECT 1" : down)
            + ";\n");
  }

  private Path file(String id) {
    return project.revisionFiles().stream()
        .filter(path -> path.toString().contains(id))
        .findFirst()
        .orElse(project.migrations().resolve(id));
  }

  private Revision newest() {
    return HeadsCommand.run(project.project()).get(0);
  }

  private static String without(String schema, String columns) {
    return schema.replace(columns, "");
  }

  private ScriptCommand.Result script(ScriptCommand.Verb verb, String target) {
    return ScriptCommand.run(
        new ScriptCommand.Input(project.project(), verb, target, false, new Random(1)));
  }

  private void assertStands(String id) {
    assertThat(project.current().current()).extracting(AppliedRevision::id).containsExactly(id);
  }

  private void assertUndone(String target, String... ids) {
    assertThat(project.downgrade(target).undone()).extracting(Revision::id).containsExactly(ids);
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }
}
