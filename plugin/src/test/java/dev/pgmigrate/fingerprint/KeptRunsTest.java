package dev.pgmigrate.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunsTest {
  private static final List<KeptLine> LINES =
      List.of(new KeptLine(true, "a \\n b\n    c: é"), new KeptLine(false, ""));

  @TempDir Path folder;

  private static Ingredients of(String text) {
    return new Ingredients().add("a", text).add("b\nc", "same");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void printsWhatWasPrinted() throws IOException {
    KeptRuns runs = new KeptRuns(folder.resolve("a/b"));
    runs.keep(of("1"), LINES);

    assertThat(runs.find(of("1"))).contains(LINES);
    assertThat(runs.find(of("2"))).isEmpty();
  }

  @Test
  void takesNoTornFile() throws IOException {
    KeptRuns runs = new KeptRuns(folder);
    runs.keep(of("1"), LINES);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);

    // Its last byte ends the last line, which is whole without it.
    for (int length = 0; length < whole.length - 1; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(runs.find(of("1"))).as("%d of %d bytes", length, whole.length).isEmpty();
    }
    for (int at = 0; at < whole.length - 1; at++) {
      byte[] other = whole.clone();
      other[at] ^= 1;
      Files.write(file, other);
      assertThat(runs.find(of("1"))).as("byte %d is another", at).isEmpty();
    }
    Files.write(file, whole);
    assertThat(runs.find(of("1"))).contains(LINES);
  }

  @Test
  void takesNoFileThatStandsUnderAnotherName() throws IOException {
    KeptRuns runs = new KeptRuns(folder);
    runs.keep(of("1"), LINES);
    Files.move(files().get(0), folder.resolve(of("2").digest() + ".txt"));

    assertThat(runs.find(of("2"))).isEmpty();
  }

  @Test
  void keepsTheLastUsed() throws IOException {
    KeptRuns runs = new KeptRuns(folder);
    for (int i = 0; i < KeptRuns.MOST; i++) {
      runs.keep(of("" + i), LINES);
      Files.setLastModifiedTime(
          folder.resolve(of("" + i).digest() + ".txt"), FileTime.fromMillis(1000L * i));
    }
    assertThat(runs.find(of("0"))).isPresent();
    runs.keep(of("one more"), LINES);

    assertThat(files()).hasSize(KeptRuns.MOST);
    assertThat(runs.find(of("0"))).as("used last").isPresent();
    assertThat(runs.find(of("1"))).as("used first").isEmpty();
  }

  @Test
  void clearsAwayWhatKilledProcessesLeft() throws IOException {
    for (int i = 0; i < 3 * KeptRuns.MOST; i++) {
      Files.createTempFile(folder, "kept", ".new");
    }
    new KeptRuns(folder).keep(of("1"), LINES);

    assertThat(files()).hasSize(KeptRuns.MOST + 1);
  }

  @Test
  void saysWhatChanged() throws IOException {
    KeptRuns runs = new KeptRuns(folder);
    assertThat(runs.difference(of("1"))).isEmpty();
    runs.keep(of("1"), LINES);

    assertThat(runs.difference(of("2"))).contains("a changed");
    assertThat(runs.difference(new Ingredients().add("a", "2"))).contains("a changed, and 1 more");
    assertThat(runs.difference(of("1").add("d", ""))).contains("d is new");
  }

  @Test
  void severalAtOnceDoNoHarm() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String text = "" + i % 10;
        tasks.add(
            () -> {
              KeptRuns runs = new KeptRuns(folder);
              runs.keep(of(text), List.of(new KeptLine(false, text)));
              return runs.find(of(text)).stream()
                  .allMatch(lines -> lines.equals(List.of(new KeptLine(false, text))));
            });
      }
      for (Future<Boolean> done : pool.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      pool.shutdown();
    }
    KeptRuns runs = new KeptRuns(folder);
    runs.keep(of("last"), LINES);
    assertThat(files()).hasSize(KeptRuns.MOST);
    assertThat(runs.find(of("last"))).contains(LINES);
  }

  @Test
  void tellsOfASecretOnlyByTheDigestOfAll() throws IOException {
    Ingredients ingredients = of("1").secret("password", "s3cret").secret("url", Map.of("a", "b"));
    KeptRuns runs = new KeptRuns(folder);
    runs.keep(ingredients, LINES);

    assertThat(runs.find(ingredients)).contains(LINES);
    assertThat(Files.readString(files().get(0)))
        .contains("password")
        .doesNotContain("s3cret")
        .doesNotContain(new Digest().texts("s3cret").hex().substring(0, 8))
        .contains(new Digest().texts("1").hex().substring(0, 8));
    Ingredients other = of("1").secret("password", "s3cres").secret("url", Map.of("a", "b"));
    assertThat(runs.difference(other)).contains("one of these changed: password, url");
    Files.move(files().get(0), folder.resolve(other.digest() + ".txt"));
    assertThat(runs.find(other)).as("stands under another's name").isEmpty();
  }
}
