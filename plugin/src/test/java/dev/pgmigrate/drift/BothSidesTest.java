package dev.pgmigrate.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgmigrate.artifact.ArtifactSource;
import dev.pgmigrate.catalog.CatalogReadException;
import dev.pgmigrate.command.VerifyCommand;
import dev.pgmigrate.lint.Finding;
import dev.pgmigrate.lint.Severity;
import dev.pgmigrate.project.History;
import dev.pgmigrate.project.Project;
import dev.pgmigrate.project.SchemaSources;
import dev.pgmigrate.shadow.ReplayException;
import dev.pgmigrate.shadow.TestServer;
import dev.pgmigrate.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is stated and the history, executed at the same time on a server of our own. */
class BothSidesTest {
  private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY);\n";

  @TempDir Path root;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectories(root.resolve("src/main/schema"));
    Files.createDirectories(root.resolve("src/main/migrations"));
  }

  @Test
  void bothMayNameRolesThatTheServerHasOnce() throws IOException {
    String roles =
        TABLE
            + "CREATE ROLE app_reader;\nGRANT SELECT ON t TO app_reader;\n"
            + "ALTER ROLE app_reader SET work_mem = '8MB';\nGRANT INSERT ON t TO app_writer;\n";
    stated(roles);
    history(roles, "DROP TABLE t;");
    for (int run = 1; run <= 5; run++) {
      assertThat(verify().findings())
          .extracting(Finding::rule)
          .doesNotContain("replays", "goes-down-and-up", "statement-refused", "fails-with-rows")
          .contains("needs-more-than-ownership");
    }
  }

  @Test
  void aSchemaFileThatIsRefusedIsNamed() throws IOException {
    stated(TABLE + "CREATE VIEW v AS SELECT nothing FROM t;\n");
    history(TABLE, "DROP TABLE t;");
    assertThatThrownBy(() -> verify())
        .isInstanceOf(ReplayException.class)
        .hasMessageContaining("schema.sql")
        .hasMessageContaining("nothing");
  }

  @Test
  void aRevisionThatIsRefusedIsAFindingWithItsLine() throws IOException {
    stated(TABLE);
    history(TABLE + "ALTER TABLE t ADD COLUMN n nothing;\n", "DROP TABLE t;");
    assertThat(verify().findings())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("replays");
              assertThat(finding.line()).isEqualTo(9);
            });
  }

  @Test
  void whatFailsBesideTheOtherIsTriedAgainAlone() throws IOException {
    stated(TABLE);
    history(TABLE, "DROP TABLE t;");
    Project project = project();
    History history = History.read(project);
    List<String> threads = new CopyOnWriteArrayList<>();
    try (SchemaSources sources = new SchemaSources(project);
        BothSides sides =
            BothSides.of(
                sources,
                () -> {
                  threads.add(Thread.currentThread().getName());
                  if (threads.size() == 1) {
                    throw new CatalogReadException("cache lookup failed for role 16384", null);
                  }
                  return sources.replayed(history, history.graph().revisions());
                })) {
      assertThat(sides.replayed().revisions()).hasSize(1);
    }
    assertThat(threads).containsExactly("migrate-history", Thread.currentThread().getName());
  }

  @Test
  void theLiveDatabaseIsReadWhileTheHistoryIsExecuted() throws IOException {
    stated(TABLE);
    history(TABLE, "DROP TABLE t;");
    Project project = project();
    History history = History.read(project);
    CountDownLatch liveBegun = new CountDownLatch(1);
    LiveComparison found = LiveComparison.failed("live", "compared");
    try (SchemaSources sources = new SchemaSources(project).begun();
        BothSides sides =
            BothSides.of(
                sources,
                () -> {
                  awaited(liveBegun);
                  return sources.replayed(history, history.graph().revisions());
                },
                replayed -> {
                  liveBegun.countDown();
                  assertThat(replayed.get().revisions()).hasSize(1);
                  return found;
                })) {
      assertThat(sides.live()).isSameAs(found);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What other tests do at the same time has threads of its own: these are of one group. */
  private Verdict verify() {
    ThreadGroup group = new ThreadGroup("verify");
    FutureTask<Verdict> verifying = new FutureTask<>(() -> VerifyCommand.run(project()));
    new Thread(group, verifying, "verify").start();
    try {
      return verifying.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Thread[] threads = new Thread[20];
      int left = group.enumerate(threads);
      assertThat(Arrays.stream(threads, 0, left).map(Thread::getName))
          .noneMatch(name -> name.startsWith("migrate-"));
    }
  }

  private void stated(String sql) throws IOException {
    Files.writeString(root.resolve("src/main/schema/schema.sql"), sql);
  }

  private void history(String up, String down) throws IOException {
    Files.writeString(
        root.resolve("src/main/migrations/202611221000_00000000000a_t.sql"),
        """
        -- t
        --
        -- revision: 00000000000a
        -- parent:   none
        -- created:  2026-11-22T10:00:00Z

        -- migrate:up
        %s
        -- migrate:down
        %s
        """
            .formatted(up, down));
  }

  private Project project() {
    Project at = Project.at(root);
    ArtifactSource artifacts = TestServer.artifacts();
    return new Project(
        root,
        at.migrations(),
        at.schemaFiles(),
        at.work(),
        null,
        at.staleSources(),
        at.target(),
        true,
        "embedded",
        null,
        at.filters(),
        artifacts,
        artifacts,
        at.server());
  }
}
