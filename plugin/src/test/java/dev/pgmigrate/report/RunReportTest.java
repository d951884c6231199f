package dev.pgmigrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.journal.Task;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.StepProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {
  private static final Task TASK = task();

  private static Task task() {
    Path path = Path.of("202611221030_000000000001_index.sql");
    String text =
        """
        -- index
        --
        -- revision: 000000000001
        -- parent:   none
        -- created:  2026-11-22T10:30:00Z

        -- migrate:up
        SELECT 1;

        -- migrate:up no-transaction
        CREATE INDEX CONCURRENTLY i ON t (n);
        """;
    return Task.up(new MigrationFile(path, RevisionParser.parse(path, text)));
  }

  private static String line(StepProgress movement) {
    return RunReport.moved(TASK, 2, movement);
  }

  @Test
  void tellsPercentRateAndWhatRemains() {
    StepProgress half =
        new StepProgress(
            "building index: scanning table",
            60_000,
            120_000,
            "blocks",
            1_000,
            Duration.ofSeconds(61),
            List.of());
    assertThat(line(half))
        .isEqualTo(
            "    step 2 of 2: building index: scanning table, 50 %, 1,000 blocks/s, 1 min 1 s,"
                + " about 1 min 0 s left");
  }

  @Test
  void tellsOnlyWhatIsKnown() {
    StepProgress validation =
        new StepProgress("account, 12 GB", 0, 0, "", 0, Duration.ofSeconds(3725), List.of());
    assertThat(line(validation)).isEqualTo("    step 2 of 2: account, 12 GB, 1 h 2 min");
    StepProgress beginning =
        new StepProgress("initializing", 0, 200, "blocks", 0, Duration.ZERO, List.of());
    assertThat(line(beginning)).isEqualTo("    step 2 of 2: initializing, 0 %, 0 s");
    StepProgress more =
        new StepProgress("x", 300, 200, "keys", 10, Duration.ofSeconds(30), List.of());
    assertThat(line(more)).contains("100 %").contains("about 0 s left");
  }

  @Test
  void namesWhomItWaitsFor() {
    Blocker blocker =
        new Blocker(
            42, "nightly report", "ann", "SELECT 1", Duration.ofSeconds(90), "waits before us");
    StepProgress waiting =
        new StepProgress(
            "waiting for old snapshots",
            0,
            2,
            "transactions",
            0,
            Duration.ofSeconds(5),
            List.of(blocker, blocker));
    assertThat(line(waiting))
        .isEqualTo(
            "    step 2 of 2: waiting for old snapshots, 0 %, 5 s, waits for pid 42 (nightly report,"
                + " user ann, transaction open for 90 s, waits before us): SELECT 1 and 1 more");
  }
}
