package dev.pgmigrate.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgmigrate.MigrationException;
import dev.pgmigrate.command.PlanCommand;
import dev.pgmigrate.command.PlanCommand.Kind;
import dev.pgmigrate.command.TestProject;
import dev.pgmigrate.config.DatabaseConfig;
import dev.pgmigrate.project.Approval.Input;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.StepFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A protected database: only what a person approved is done to it, and only while it fits. */
class ApprovalTest {
  @TempDir Path root;
  private TestProject project;
  private Path pending;

  /** In service and protected, with one pending revision that adds a column. */
  @BeforeEach
  void open() {
    project = new TestProject(root);
    revision(
        "000000000001",
        "none",
        "first",
        "CREATE TABLE account (id bigint PRIMARY KEY, email text NOT NULL)",
        "DROP TABLE account");
    project.upgrade();
    project.execute("CREATE TABLE beside (id bigint); INSERT INTO account VALUES (1, 'a')");
    project.protect();
    pending =
        revision(
            "000000000002",
            "000000000001",
            "phone",
            "ALTER TABLE account ADD COLUMN phone text",
            "ALTER TABLE account DROP COLUMN phone");
  }

  private void addAge() {
    revision(
        "000000000003",
        "000000000002",
        "age",
        "ALTER TABLE account ADD COLUMN age int",
        "ALTER TABLE account DROP COLUMN age");
  }

  private Path revision(String id, String parent, String message, String up, String down) {
    String number = id.substring(id.length() - 1);
    String name = "20261122100" + number + "_" + id + "_" + message + ".sql";
    Path file = project.migrations().resolve(name);
    project.write(
        file,
        """
        -- %s
        --
        -- revision: %s
        -- parent:   %s
        -- created:  2026-11-22T10:0%s:00Z

        -- migrate:up
        %s;

        -- migrate:down
        %s;
        """
            .formatted(message, id, parent, number, up, down));
    return file;
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void nothingIsDoneThatNobodyApproved() {
    List<String> before = journal();

    assertThatThrownBy(project::upgrade)
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("is protected")
        .hasMessageContaining("mvn migrate:plan. Then: mvn migrate:upgrade -Dmigrate.approve=");
    assertThatThrownBy(() -> project.stamp("head"))
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("mvn migrate:plan -Dmigrate.plan=stamp");
    assertThatThrownBy(() -> project.downgrade("base"))
        .isInstanceOf(ApprovalException.class)
        .hasMessageContaining("migrate:plan -Dmigrate.plan=downgrade -Dmigrate.target=base");

    assertThat(project.columns("account")).containsExactly("id", "email");
    assertThat(journal()).isEqualTo(before);
  }

  @Test
  void theApprovedPlanIsDoneAndJournalledWithItsApproval() {
    Approval digest = project.plan().digest();

    assertThat(project.approve(digest).upgrade().applied()).hasSize(1);

    assertThat(project.columns("account")).contains("phone");
    assertThat(
            project.query(
                "SELECT approval || ' ' || by_whom FROM migrate_history WHERE message = 'phone'"))
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith(digest + " ").contains("@"));
    assertThat(project.upgrade().applied()).as("nothing is left of it").isEmpty();
    assertThat(project.approve(null).upgrade().applied()).as("nothing to approve").isEmpty();
  }

  @Test
  void downgradeAndStampHavePlansOfTheirOwn() {
    Approval stamp = project.plan(Kind.STAMP, null).digest();
    assertThat(project.plan().digest()).isNotEqualTo(stamp);
    assertRefused(() -> project.approve(stamp).upgrade(), Input.STEPS);
    assertThat(project.stamp("head").stamped()).hasSize(1);
    assertThat(project.columns("account")).doesNotContain("phone");

    project.execute("ALTER TABLE account ADD phone text");
    Approval back = project.plan(Kind.DOWNGRADE, "-1").digest();
    assertThat(project.approve(back).downgrade("-1").undone()).hasSize(1);
    assertThat(project.columns("account")).doesNotContain("phone");
    assertThat(project.downgrade("-1").undone()).as("one back, not another one").isEmpty();
    assertThat(project.columns("account")).isNotEmpty();
  }

  @Test
  void anEditedFile() {
    approvedThen(() -> TestProject.edit(pending, "phone text", "phone varchar(9)"));
    assertRefused(project::upgrade, Input.STEPS);
  }

  @Test
  void aCommentInTheFileIsNoChange() {
    approvedThen(() -> TestProject.edit(pending, "ALTER TABLE", "-- as asked\nalter  table"));
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  @Test
  void anAddedFile() {
    approvedThen(this::addAge);
    assertThat(assertRefused(project::upgrade, Input.STEPS))
        .hasMessageContaining("(age)")
        .hasMessageContaining("mvn migrate:plan");
  }

  @Test
  void anotherPhase() {
    approvedThen(
        () -> {
          TestProject.edit(pending, "-- created:", "-- phase:    contract\n-- created:");
        });
    assertRefused(project::upgradeWithContract, Input.STEPS);
    assertThat(project.upgrade().held()).as("it waits, nothing is done").hasSize(1);
  }

  @Test
  void anotherTarget() {
    addAge();
    project.approve(project.plan(Kind.UPGRADE, "+1").digest());
    assertRefused(project::upgrade, Input.STEPS);
    assertThat(project.upgrade("+1").applied())
        .extracting(Revision::message)
        .containsExactly("phone");
    assertThat(project.upgrade("+1").applied()).as("the plan is done").isEmpty();
  }

  @Test
  void releasedContractRevisions() {
    TestProject.edit(pending, "-- created:", "-- phase:    contract\n-- created:");
    PlanCommand.Result held = project.plan();
    assertThat(held.held()).hasSize(1);
    assertThat(held.revisions()).isEmpty();
    assertThat(held.digest()).isNull();
    project.approve(project.planWithContract().digest());
    assertThat(project.upgrade().applied()).isEmpty();
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
  }

  @Test
  void anUpgradeBetweenPlanAndApproval() {
    addAge();
    Approval all = project.plan().digest();
    project.approve(project.plan(Kind.UPGRADE, "+1").digest()).upgrade("+1");
    assertRefused(() -> project.approve(all).upgrade(), Input.JOURNAL, Input.STEPS);
  }

  @Test
  void aStepThatIsHalfDone() {
    TestProject.edit(
        pending,
        "-- migrate:down",
        "-- migrate:up\nCREATE TABLE late (id int);\n\n-- migrate:down");
    Approval whole = project.plan().digest();
    project.execute("CREATE TABLE late ()");
    Approval other = project.plan().digest();
    assertThatThrownBy(() -> project.approve(other).upgrade())
        .isInstanceOf(StepFailedException.class);
    project.execute("DROP TABLE late");
    assertThat(project.columns("account")).contains("phone");

    assertThat(assertRefused(() -> project.approve(whole).upgrade(), Input.JOURNAL, Input.SCHEMA))
        .hasMessageContaining("the journal: its last row is about revision");
  }

  @Test
  void anObjectThatIsAlteredByHand() {
    approvedThen(() -> project.execute("ALTER TABLE account ALTER email DROP NOT NULL"));
    assertThat(assertRefused(project::upgrade, Input.SCHEMA))
        .hasMessageContaining("table public.account");
    project.execute("ALTER TABLE account ALTER email SET NOT NULL");
    assertThat(project.upgrade().applied()).as("put back, it fits again").hasSize(1);
  }

  @Test
  void aViewOrTriggerOrForeignKeyOnWhatItTouches() {
    for (String sql :
        List.of(
            "CREATE VIEW seen AS SELECT id FROM account",
            "CREATE TRIGGER t BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION"
                + " suppress_redundant_updates_trigger()",
            "ALTER TABLE beside ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES account",
            "CREATE INDEX by_email ON account (email)",
            "GRANT SELECT ON account TO PUBLIC",
            "COMMENT ON COLUMN account.email IS 'x'")) {
      approvedThen(() -> project.execute(sql));
      assertThat(catchThrowableOfType(ApprovalException.class, project::upgrade))
          .as(sql)
          .isNotNull();
    }
  }

  @Test
  void whatHasNothingToDoWithItDoesNotVoidTheApproval() {
    approvedThen(
        () ->
            project.execute(
                """
                ALTER TABLE beside ADD COLUMN name text;
                CREATE TABLE unrelated (id int PRIMARY KEY);
                CREATE VIEW elsewhere AS SELECT id FROM beside;
                INSERT INTO account SELECT i, 'x' FROM generate_series(2, 5000) i;
                ANALYZE account;
                """));
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  @Test
  void aStatementThatCanTouchAnythingRestsOnEverything() {
    TestProject.edit(
        pending, "-- migrate:down", "DO $$ BEGIN EXECUTE 'SELECT 1'; END $$;\n\n-- migrate:down");
    approvedThen(() -> project.execute("ALTER TABLE beside ADD COLUMN name text"));
    assertRefused(project::upgrade, Input.SCHEMA);
  }

  @Test
  void anotherDatabase() {
    Approval digest = project.plan().digest();
    String name = project.query("SELECT current_database()").get(0);
    try (var elsewhere = dev.pgmigrate.shadow.TestServer.database()) {
      String copy = name + "_copy";
      run(elsewhere, "CREATE DATABASE " + copy + " TEMPLATE " + name);
      project.database(
          DatabaseConfig.of(project.url().replace("/" + name, "/" + copy), null, null));
      assertThat(project.plan().isProtected()).as("a copy is protected as well").isTrue();
      assertThat(assertRefused(() -> project.approve(digest).upgrade(), Input.DATABASE))
          .hasMessageContaining("this is \"" + copy + "\"");
      run(elsewhere, "ALTER DATABASE " + copy + " RENAME TO " + copy + "2");
      project.database(
          DatabaseConfig.of(project.url().replace("/" + name, "/" + copy + "2"), null, null));
      assertRefused(() -> project.approve(digest).upgrade(), Input.DATABASE);
      assertThat(project.approve(null).unprotect(copy + "2").upgrade().applied()).hasSize(1);
      run(elsewhere, "DROP DATABASE " + copy + "2 WITH (FORCE)");
    }
  }

  private static void run(dev.pgmigrate.shadow.ShadowDatabase database, String sql) {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Test
  void theRestOfABrokenRunNeedsNoSecondApproval() {
    TestProject.edit(
        pending,
        "-- migrate:down",
        "-- migrate:up\nCREATE TABLE late (id int);\n\n-- migrate:down");
    addAge();
    Approval digest = project.execute("CREATE TABLE late ()").plan().digest();
    project.approve(digest);
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);
    assertThat(project.columns("account")).contains("phone");

    project.execute("DROP TABLE late");
    assertThat(project.upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("phone", "age");
    assertThat(
            project.query(
                "SELECT DISTINCT approval FROM migrate_history WHERE message IN ('phone', 'age')"))
        .containsExactly(digest.toString());
  }

  @Test
  void theRestIsTheSameWhileAContractRevisionIsHeld() {
    TestProject.edit(
        pending,
        "-- migrate:down",
        "-- migrate:up\nCREATE TABLE late (id int);\n\n-- migrate:down");
    Path contract =
        revision(
            "000000000003",
            "000000000002",
            "contract",
            "ALTER TABLE account DROP COLUMN email",
            "ALTER TABLE account ADD COLUMN email text");
    TestProject.edit(contract, "-- migrate:up", "-- phase:    contract\n\n-- migrate:up");
    project.execute("CREATE TABLE late ()").approve(project.plan().digest());
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);

    project.execute("DROP TABLE late");
    assertThat(project.upgrade().applied()).extracting(Revision::message).containsExactly("phone");
    assertThat(project.columns("account")).contains("email");
  }

  @Test
  void aRunThatWasKilledInsideABatchNeedsNoSecondApproval() {
    project.execute("INSERT INTO account SELECT i, i FROM generate_series(2, 4) i");
    TestProject.edit(
        pending,
        "-- migrate:up\nALTER TABLE account ADD COLUMN phone text",
        "-- migrate:up batch key=id size=1 target=1ms\n"
            + "UPDATE account SET email = 1 / (id - (SELECT id FROM beside)) WHERE id BETWEEN :from AND :to");
    project.execute("INSERT INTO beside VALUES (2)");
    project.approve(project.plan().digest());
    killed(project::upgrade);
    project.approve(project.plan().digest());
    project.execute("UPDATE beside SET id = 3");
    killed(project::upgrade);
    project.execute("UPDATE beside SET id = 5");
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  /** It dies where it fails, without a word. */
  private void killed(ThrowingCallable run) {
    assertThatThrownBy(run).isInstanceOf(StepFailedException.class);
    project.execute("DELETE FROM migrate_history WHERE outcome = 'failed'");
  }

  @Test
  void oneApprovalServesAllWhoRunThePlanAtOnce() {
    addAge();
    project.approve(project.plan().digest());
    List<CompletableFuture<Integer>> runs =
        Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> project.upgrade().applied().size()))
            .limit(3)
            .toList();
    assertThat(runs.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(2, 0, 0);
  }

  @Test
  void onlyTheRestAsItWasApproved() {
    TestProject.edit(pending, "-- migrate:down", "-- migrate:up\nSELECT 1 / 0;\n\n-- migrate:down");
    project.approve(project.plan().digest());
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);

    TestProject.edit(pending, "1 / 0", "1 / 1");
    assertRefused(project::upgrade, Input.STEPS);
    project.approve(project.plan().digest());
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  @Test
  void aRunThatDidNothingYetStillRestsOnTheSchema() {
    TestProject.edit(pending, "ADD COLUMN phone text", "ADD COLUMN phone text DEFAULT 1 / 0");
    project.approve(project.plan().digest());
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);

    project.execute("ALTER TABLE account ADD COLUMN byhand text");
    assertRefused(project::upgrade, Input.SCHEMA);
  }

  @Test
  void anApprovalIsSpentWhenOthersCameAfterIt() {
    Approval digest = project.plan().digest();
    project.approve(digest).upgrade();
    project.approve(project.plan(Kind.DOWNGRADE, "-1").digest()).downgrade("-1");

    assertThat(assertRefused(() -> project.approve(digest).upgrade(), Input.JOURNAL))
        .hasMessageContaining("without this approval");
    Approval again = project.plan().digest();
    assertThat(again).isNotEqualTo(digest);
    assertThat(project.approve(again).upgrade().applied()).hasSize(1);
  }

  @Test
  void aGivenApprovalIsHeldToWithoutProtectionToo() {
    project.unprotect(project.query("SELECT current_database()").get(0));
    approvedThen(this::addAge);
    assertRefused(project::upgrade, Input.STEPS);
    assertThat(project.approve(null).upgrade().applied()).hasSize(2);
  }

  @Test
  void protectionIsTakenAwayByTheDatabasesName() {
    String name = project.query("SELECT current_database()").get(0);
    assertThatThrownBy(() -> project.unprotect("shop"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("-Dmigrate.unprotect=" + name);
    assertThat(project.plan().isProtected()).isTrue();

    assertThat(project.protect().unprotect(name).plan().isProtected()).isFalse();
    assertThat(project.upgrade().applied()).hasSize(1);
    assertThat(
            project.query(
                "SELECT kind FROM migrate_history WHERE kind LIKE '%protected' AND by_whom LIKE"
                    + " '%@%' AND finished IS NOT NULL ORDER BY id"))
        .containsExactly("protected", "unprotected");
  }

  @Test
  void noOtherHistoryGetsRoundIt() {
    project.execute("CREATE SCHEMA aside").historySchema("aside");
    assertThatThrownBy(() -> project.stamp("head")).isInstanceOf(ApprovalException.class);
    String name = project.query("SELECT current_database()").get(0);
    assertThatThrownBy(() -> project.unprotect(name))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("-Dmigrate.historySchema=public");
  }

  @Test
  void aProtectedDatabaseIsNotBaselined() throws Exception {
    try (TestProject fresh = new TestProject(root.resolve("fresh"))) {
      fresh.execute("CREATE TABLE old (id int)").protect();
      assertThatThrownBy(fresh::baseline)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("is protected");
      assertThat(fresh.files()).isEmpty();
    }
  }

  private void approvedThen(Runnable change) {
    project.approve(project.plan().digest());
    change.run();
  }

  private ApprovalException assertRefused(ThrowingCallable run, Input... changed) {
    List<String> columns = project.columns("account");
    List<String> journal = journal();
    ApprovalException refused = catchThrowableOfType(ApprovalException.class, run);
    assertThat(refused).isNotNull();
    assertThat(refused.changed()).as(refused.getMessage()).containsExactlyInAnyOrder(changed);
    assertThat(project.columns("account")).isEqualTo(columns);
    assertThat(journal()).isEqualTo(journal);
    return refused;
  }

  private List<String> journal() {
    return project.query("SELECT h::text FROM migrate_history h ORDER BY id");
  }
}
