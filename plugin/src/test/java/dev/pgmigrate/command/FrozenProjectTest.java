package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.project.ApprovalException;
import dev.pgmigrate.revision.Revision;
import dev.pgmigrate.run.StepFailedException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A project whose files and journal an older plugin has written: resources {@code frozen}, of which
 * the README says how it was made. Its owner is no superuser.
 */
class FrozenProjectTest {
  private static final String IDENTITY =
      "SELECT attidentity FROM pg_attribute WHERE attrelid = 'public.migrate_history'::regclass"
          + " AND attname = 'id'";

  @TempDir Path root;
  private TestProject project;

  @BeforeEach
  void open() throws Exception {
    Path frozen = frozen();
    try (Stream<Path> all = Files.walk(frozen)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        project().write(root.resolve(frozen.relativize(file).toString()), Files.readString(file));
      }
    }
    project.execute("CREATE ROLE frozen_owner; GRANT CREATE ON SCHEMA public TO frozen_owner");
    project.role("frozen_owner");
  }

  private TestProject project() {
    if (project == null) {
      project = new TestProject(root);
    }
    return project;
  }

  private static Path frozen() throws URISyntaxException {
    return Path.of(FrozenProjectTest.class.getResource("/frozen").toURI());
  }

  @AfterEach
  void close() {
    project.execute("DROP OWNED BY frozen_owner; DROP ROLE frozen_owner");
    project.close();
  }

  private void load(String dump) throws SQLException {
    try (Connection connection = project.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE frozen_owner");
      statement.execute(TestProject.read(root.resolve(dump + ".sql")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"applied", "begun", "failed", "expanded"})
  void nothingIsNewAndVerifyIsGreen(String dump) throws SQLException {
    load(dump);
    Map<String, String> files = files();

    RevisionCommand.Result nothing = project.revision(null);

    assertThat(nothing.written()).isNull();
    assertThat(nothing.changes()).isEmpty();
    assertThat(files()).isEqualTo(files);
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.current().isProtected()).isTrue();
    assertThat(project.query(IDENTITY)).as("reading changes nothing").containsExactly("a");
  }

  @Test
  void theRestIsAppliedWithApprovalAndTakenBack() throws SQLException {
    load("applied");
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    assertThatThrownBy(() -> project.downgrade("-1")).isInstanceOf(ApprovalException.class);
    // The batch divides by zero at this one.
    project.execute("UPDATE public.orders SET id = 113 WHERE id = 13");

    assertThat(approved().upgrade().applied())
        .extracting(Revision::message)
        .containsExactly("total and index", "remarks", "rename account.name (expand)");

    assertThat(project.query(IDENTITY)).containsExactly("");
    assertThat(project.query("SELECT id FROM migrate_history WHERE kind = 'format'"))
        .containsExactlyElementsOf(
            project.query("SELECT max(id) + 1 FROM migrate_history WHERE format = 1"));
    assertThat(project.current().held()).hasSize(1);
    project.approve(project.planWithContract().digest());
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
    assertThat(project.columns("account")).contains("full_name").doesNotContain("name");
    assertThat(project.verify().findings()).isEmpty();
    assertThat(project.current().states()).isEmpty();
    back("base");
    assertThat(project.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactlyInAnyOrder("migrate_history", "migrate_lock");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aStepThatWasBegunIsSettled(boolean built) throws SQLException {
    load("begun");
    if (!built) {
      project.execute("DROP INDEX public.ix_orders_account");
    }
    project.execute("UPDATE public.orders SET id = 113 WHERE id = 13");
    assertThatThrownBy(project::upgrade).isInstanceOf(ApprovalException.class);
    assertThat(approved().upgrade().applied()).hasSize(3);
    assertThat(project.query("SELECT to_regclass('public.ix_orders_account')"))
        .containsExactly("ix_orders_account");
    assertThat(project.current().states()).containsExactly(CurrentCommand.State.HELD);
  }

  @Test
  void aBatchGoesOnBehindWhatItHasDone() throws SQLException {
    load("failed");
    assertThatThrownBy(() -> approved().upgrade()).isInstanceOf(StepFailedException.class);
    project.execute("UPDATE public.orders SET id = 113 WHERE id = 13");
    // What is done is not done again.
    project.execute("UPDATE public.orders SET remark = 'done' WHERE id = 1");
    assertThat(approved().upgrade().applied()).hasSize(2);
    assertThat(project.query("SELECT remark FROM orders WHERE id IN (1, 14, 15) ORDER BY id"))
        .containsExactly("done", "x10", "x5");
  }

  @Test
  void aHalfDoneRenameGoesOnAndBack() throws SQLException {
    load("expanded");
    project.execute("UPDATE public.account SET name = 'Other' WHERE id = 1");
    assertThat(project.query("SELECT full_name FROM account WHERE id = 1"))
        .containsExactly("Other");
    project.approve(project.planWithContract().digest());
    assertThat(project.upgradeWithContract().applied()).hasSize(1);
    back("-2");
    assertThat(project.query("SELECT name FROM account WHERE id IN (1, 2) ORDER BY id"))
        .containsExactly("Other", "Name 2");
    assertThat(project.columns("account")).doesNotContain("full_name");
    project.approve(null).unprotect(project.query("SELECT current_database()").get(0));
    assertThat(project.upgrade().applied()).hasSize(1);
  }

  private void back(String to) {
    project.approve(project.plan(PlanCommand.Kind.DOWNGRADE, to).digest()).downgrade(to);
  }

  private TestProject approved() {
    return project.approve(project.plan().digest());
  }

  private Map<String, String> files() {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : project.files()) {
      texts.put(file.getFileName().toString(), TestProject.read(file));
    }
    return texts;
  }
}
