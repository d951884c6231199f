package dev.pgmigrate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgmigrate.journal.Task;
import dev.pgmigrate.revision.MigrationFile;
import dev.pgmigrate.revision.RevisionParser;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.StepProgress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final Task task = task();
  private final List<String> logged = new ArrayList<>();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final Progress log =
      new LogProgress(
          new SystemStreamLog() {
            @Override
            public void info(CharSequence text) {
              logged.add(text.toString().strip());
            }
          });

  private static Task task() {
    Path path = Path.of("202611221030_000000000001_index.sql");
    String text =
        "-- index\n--\n-- revision: 000000000001\n-- parent:   none\n"
            + "-- created:  2026-11-22T10:30:00Z\n\n-- migrate:up\nSELECT 1;\n";
    return Task.up(new MigrationFile(path, RevisionParser.parse(path, text)));
  }

  private void moved(Progress progress, long millis, String phase) {
    progress.moved(
        task, 1, new StepProgress(phase, 0, 0, "", 0, Duration.ofMillis(millis), List.of()));
  }

  @Test
  void theLogHasALineEveryTenSecondsOfWhatTakesLonger() {
    for (long millis = 0; millis <= 25_000; millis += 200) {
      moved(log, millis, "first");
    }
    moved(log, 9_999, "second");
    moved(log, 10_000, "second");
    assertThat(logged)
        .containsExactly(
            "step 1 of 1: first, 10 s", "step 1 of 1: first, 20 s", "step 1 of 1: second, 10 s");
  }

  @Test
  void aTerminalHasOneLineThatIsErasedBeforeAnythingElseIsSaid() {
    Progress live = new LiveProgress(log, terminal);
    moved(live, 200, "one");
    moved(live, 300, "too soon");
    moved(live, 400, "x".repeat(200));
    live.notice("said");
    live.notice("said again");
    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\u001b[K    step 1 of 1: one, 0 s"
                + "\r\u001b[K    step 1 of 1: "
                + "x".repeat(59)
                + "..."
                + "\r\u001b[K");
    assertThat(logged).containsExactly("said", "said again");
  }

  @Test
  void nothingIsErasedWhereNothingWasShown() {
    Progress live = new LiveProgress(log, terminal);
    live.finished(task, Duration.ofSeconds(1));
    assertThat(terminal.size()).isZero();
    assertThat(logged).containsExactly("applied 000000000001 index (1.0 s)");
  }
}
