package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.command.CurrentCommand.State;
import dev.pgmigrate.draft.Placement;
import dev.pgmigrate.history.PostgresLease;
import dev.pgmigrate.jdbc.Database;
import dev.pgmigrate.journal.AppliedRevision;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.report.CurrentReport;
import dev.pgmigrate.report.Line;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code current} says is the matter with a database. */
class CurrentCommandTest {
  @TempDir Path root;
  private TestProject project;
  private Revision first;

  @BeforeEach
  void apply() {
    project = new TestProject(root);
    first = project.schema("CREATE TABLE account (id bigint);").revision("first").revision();
    project.upgrade();
  }

  @AfterEach
  void close() {
    project.close();
  }

  @Test
  void nothing() {
    CurrentCommand.Result current = project.currentWithDrift();
    assertThat(current.states()).isEmpty();
    assertThat(current.driftUnknown()).isNull();
    assertThat(text(current))
        .endsWith("At: " + first.id() + " first", "Pending: nothing")
        .hasSize(3);
    assertThat(failure(current, EnumSet.allOf(State.class))).isNull();
  }

  @Test
  void nothingOfAnEmptyDatabase() {
    project.downgrade("base");
    CurrentCommand.Result current = project.currentWithDrift();
    assertThat(current.states()).containsExactly(State.PENDING);
    assertThat(current.driftUnknown()).isNull();
  }

  @Test
  void ahead() throws IOException {
    RevisionCommand.Result second = second();
    project.upgrade();
    Files.delete(second.written());

    CurrentCommand.Result current = project.currentWithDrift();

    String named = second.revision().id() + " second";
    assertThat(current.states()).containsExactly(State.AHEAD);
    assertThat(text(current))
        .contains("Ahead: " + named + " is applied, but this checkout does not have it")
        .contains(
            "Drift: unknown, revision " + second.revision().id() + " is not in this checkout");
    assertThat(failure(current, Set.of(State.AHEAD))).startsWith("ahead: " + named + " is applied");
    assertThat(failure(current, Set.of(State.PENDING, State.FAILED))).isNull();
    assertThatThrownBy(project::upgrade).hasMessageStartingWith("ahead: ");
    assertThatThrownBy(() -> project.downgrade("-1")).hasMessageStartingWith("ahead: ");
  }

  /** The previous release is deployed again, and its deploy job is green. */
  @Test
  void aheadAfterARollback() throws IOException {
    RevisionCommand.Result second = second();
    project.upgrade();
    Files.delete(second.written());
    String named = second.revision().id() + " (second)";
    assertThatThrownBy(project::upgrade)
        .hasMessageStartingWith("ahead: The database has " + named)
        .hasMessageEndingWith("on purpose: -Dmigrate.ahead=allow");
    Project rolledBack = project.project().allowingAhead();
    List<String> notices = new ArrayList<>();

    UpgradeCommand.Result upgraded =
        UpgradeCommand.run(
            new UpgradeCommand.Input(
                rolledBack,
                "head",
                false,
                new Progress() {
                  @Override
                  public void notice(String text) {
                    notices.add(text);
                  }
                }));
    PlanCommand.Result plan =
        PlanCommand.run(
            new PlanCommand.Input(rolledBack, PlanCommand.Kind.UPGRADE, null, false, false, false));

    assertThat(upgraded.applied()).isEmpty();
    assertThat(notices)
        .contains(
            "The database is ahead of this checkout, which migrate.ahead allows. It has " + named);
    assertThat(plan.revisions()).isEmpty();
    assertThat(plan.command()).isEqualTo("mvn migrate:upgrade -Dmigrate.ahead=allow");
    assertThatThrownBy(
            () ->
                DowngradeCommand.run(
                    new DowngradeCommand.Input(rolledBack, "-1", false, Progress.SILENT)))
        .hasMessageStartingWith("ahead: ");
  }

  @Test
  void aheadByAContractRevisionIsRefusedAlways() throws IOException {
    RevisionCommand.Result second = second();
    TestProject.edit(second.written(), "-- created:", "-- phase:    contract\n-- created:");
    project.upgradeWithContract();
    Files.delete(second.written());

    assertThatThrownBy(
            () ->
                UpgradeCommand.run(
                    new UpgradeCommand.Input(
                        project.project().allowingAhead(), "head", false, Progress.SILENT)))
        .hasMessageStartingWith("ahead: ")
        .hasMessageContaining(second.revision().id() + " (second) is a contract revision");
  }

  @Test
  void whatContractRevisionsHoldBack() {
    Revision before = second().revision();
    RevisionCommand.Result contract = project.emptyRevision("contract");
    TestProject.edit(contract.written(), "-- created:", "-- phase:    contract\n-- created:");
    Revision behind =
        project
            .at(new Placement(null, List.of(), List.of("head")))
            .emptyRevision("behind")
            .revision();

    CurrentCommand.Result current = project.current();

    assertThat(current.states()).containsExactly(State.PENDING, State.HELD);
    assertThat(current.pending()).extracting(Revision::id).containsExactly(before.id());
    assertThat(text(current))
        .contains("Pending: " + before.id() + " second")
        .contains(
            "Held: "
                + behind.id()
                + " behind, needs "
                + contract.revision().id()
                + " contract (depends-on), which is not applied: an upgrade to it is refused")
        .anyMatch(line -> line.startsWith("Held: " + contract.revision().id()));
    assertThat(failure(current, Set.of(State.HELD)))
        .startsWith("held: " + contract.revision().id())
        .contains("-Dmigrate.phase=contract");
  }

  @Test
  void failedAndMended() {
    RevisionCommand.Result second = second();
    TestProject.edit(
        second.written(), "-- migrate:down", "-- migrate:up\nSELECT 1/0;\n\n-- migrate:down");
    assertThatThrownBy(project::upgrade).isInstanceOf(StepFailedException.class);

    CurrentCommand.Result current = project.currentWithDrift();

    assertThat(current.states()).containsExactly(State.PENDING, State.FAILED);
    assertThat(current.driftUnknown()).contains("is partly applied");
    assertThat(text(current))
        .anyMatch(
            line ->
                line.matches(
                    "Failed: "
                        + second.revision().id()
                        + " second, 1 of 2 steps applied; step 2 at 20.*Z:"
                        + " .*division by zero.* \\(22012\\)"));
    assertThat(failure(current, Set.of(State.FAILED))).startsWith("failed: ");

    TestProject.edit(second.written(), "SELECT 1/0", "SELECT 1");
    project.upgrade();
    assertThat(project.currentWithDrift().states()).isEmpty();
  }

  @Test
  void driftUntilItIsUndone() {
    project.execute("ALTER TABLE account ADD COLUMN by_hand integer");
    CurrentCommand.Result current = project.currentWithDrift();
    assertThat(current.states()).containsExactly(State.DRIFTED);
    assertThat(text(current)).anyMatch(line -> line.matches("Drifted: ALTER TABLE .*by_hand.*"));
    assertThat(failure(current, Set.of(State.DRIFTED))).startsWith("drifted: ALTER TABLE");

    CurrentCommand.Result unasked = project.current();
    assertThat(unasked.states()).isEmpty();
    assertThat(text(unasked)).contains("Drift: unknown, the check is switched off");

    project.execute("ALTER TABLE account DROP COLUMN by_hand");
    assertThat(project.currentWithDrift().states()).isEmpty();
  }

  @Test
  void whoeverWantsToKnowOfDriftIsToldThatNobodyKnows() {
    Revision broken = second().revision();
    project.execute("ALTER TABLE account ADD COLUMN by_hand integer");
    project.stamp(broken.id());
    TestProject.edit(project.revisionFiles().get(1), "ALTER TABLE account", "ALTER TABLE nowhere");
    project.execute("UPDATE migrate_history SET checksum = NULL");

    CurrentCommand.Result current = project.currentWithDrift();

    assertThat(current.driftUnknown()).contains("nowhere");
    assertThat(failure(current, Set.of(State.DRIFTED))).startsWith("drifted: unknown, ");
  }

  @Test
  void editedFiles() {
    Path file = project.revisionFiles().get(0);
    TestProject.edit(file, "CREATE TABLE account", "CREATE UNLOGGED TABLE account");

    CurrentCommand.Result current = project.currentWithDrift();

    assertThat(current.states()).containsExactly(State.EDITED);
    assertThat(text(current))
        .anyMatch(
            line ->
                line.startsWith("Edited: migrations/" + file.getFileName() + ":")
                    && line.contains("step 1 of revision " + first.id() + " was edited"))
        .contains("Drift: unknown, an applied revision was edited");
    assertThat(failure(current, Set.of(State.EDITED))).startsWith("edited: migrations/");
  }

  @Test
  void tablesWithoutAHistory() {
    project.execute("DROP TABLE migrate_history; DROP TABLE migrate_lock");
    assertThat(project.currentWithDrift().driftUnknown()).contains("no history of migrations");
    PlanCommand.Input plan =
        new PlanCommand.Input(project.project(), PlanCommand.Kind.STAMP, null, false, false, true);
    assertThat(PlanCommand.run(plan).driftUnknown()).contains("no history of migrations");
  }

  @Test
  void protectionAndTheHolderOfTheLease() {
    assertThat(project.current().isProtected()).isFalse();
    project.protect();
    Database database = Database.of(project.url(), null, null);
    PostgresLease lease = new PostgresLease(database, "public", PostgresLease.Times.DEFAULT);
    try (Lease.Held held = lease.acquire("0123456789ab", "somebody@host", Progress.SILENT)) {
      assertThat(text(project.current()))
          .anyMatch(line -> line.startsWith("Protected: "))
          .anyMatch(line -> line.startsWith("At work: somebody@host (run 0123456789ab, since 20"));
      project.execute("UPDATE migrate_lock SET expires = clock_timestamp() - interval '5 s'");
      assertThat(text(project.current()))
          .anyMatch(line -> line.matches("Lease: of somebody@host .*, expired [5-9] s ago: .*"));
      assertThat(project.current().isAtWork()).isFalse();
    }
    assertThat(project.current().holder()).isNull();
  }

  @Test
  void whatARunIsAtWorkOnHasNotFailed() {
    RevisionCommand.Result second = second();
    TestProject.edit(
        second.written(), "-- migrate:down", "-- migrate:up\nSELECT 1;\n\n-- migrate:down");
    project.upgrade();
    project.execute(
        "DELETE FROM migrate_history WHERE revision = '"
            + second.revision().id()
            + "' AND step = 2");
    assertThat(project.current().unfinished())
        .extracting(AppliedRevision::id)
        .containsExactly(second.revision().id());
    assertThat(project.current().states()).containsExactly(State.PENDING, State.FAILED);
    assertThat(text(project.current())).anyMatch(line -> line.startsWith("Interrupted: "));

    Database database = Database.of(project.url(), null, null);
    PostgresLease lease = new PostgresLease(database, "public", PostgresLease.Times.DEFAULT);
    try (Lease.Held held = lease.acquire("0123456789ab", "somebody@host", Progress.SILENT)) {
      assertThat(project.current().states()).containsExactly(State.PENDING);
      assertThat(text(project.current())).anyMatch(line -> line.startsWith("At work on: "));
    }
  }

  private RevisionCommand.Result second() {
    return project.schema("CREATE TABLE account (id bigint, name text);").revision("second");
  }

  private List<String> text(CurrentCommand.Result result) {
    return CurrentReport.text(result, project.project()).stream().map(Line::text).toList();
  }

  private String failure(CurrentCommand.Result result, Set<State> unwanted) {
    return CurrentReport.failure(result, unwanted, project.project());
  }
}
