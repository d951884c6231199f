package dev.pgmigrate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentUpgradeTest {
  private static final int REVISIONS = 5;

  @TempDir Path root;

  @Test
  void twoUpgradesAtOnceApplyEachRevisionOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestProject project = new TestProject(root)) {
      StringBuilder schema = new StringBuilder();
      for (int i = 0; i < REVISIONS; i++) {
        schema.append("CREATE TABLE t").append(i).append(" (id int PRIMARY KEY);\n");
        project.schema(schema.toString()).revision("t" + i);
      }
      CyclicBarrier start = new CyclicBarrier(2);
      List<CompletableFuture<UpgradeCommand.Result>> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    start.await();
                  } catch (Exception e) {
                    throw new AssertionError(e);
                  }
                  return project.upgrade();
                },
                threads));
      }
      int applied = 0;
      for (CompletableFuture<UpgradeCommand.Result> run : runs) {
        applied += run.get().applied().size();
      }
      assertThat(applied).isEqualTo(REVISIONS);
      assertThat(
              project.query(
                  "SELECT revision || ' ' || count(*) FROM migrate_history"
                      + " WHERE outcome = 'done' AND kind <> 'initialised' GROUP BY revision"))
          .hasSize(REVISIONS)
          .allSatisfy(row -> assertThat(row).endsWith(" 1"));
      assertThat(project.current().pending()).isEmpty();
    } finally {
      threads.shutdownNow();
    }
  }
}
