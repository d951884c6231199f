package dev.pgmigrate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's clock jumps. It has no say: lease and journal go by the server's. */
class ClockIT {
  @TempDir Path root;

  @Test
  void aDayForwardAndTwoBack() throws Exception {
    Path library = library();
    assumeTrue(library != null, "libfaketime is not installed");
    Path clock = Files.writeString(root.resolve("clock"), "+0");
    List<String> prefix =
        List.of(
            "env",
            "LD_PRELOAD=" + library,
            "FAKETIME_TIMESTAMP_FILE=" + clock,
            "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1");
    try (Scene scene = new Scene(root)) {
      Wire.Hold first = scene.wire().before(1, "^CREATE TABLE account");
      Wire.Hold second = scene.wire().before(1, "^UPDATE account");
      Maven upgrade = scene.start(prefix, scene.throughWire(), "upgrade");
      first.await();
      Files.writeString(clock, "+1d");
      Maven other = scene.direct("upgrade");
      other.said("Waiting for another run");
      first.release();
      second.await();
      Files.writeString(clock, "-1d");
      second.release();
      assertThat(upgrade.succeeded()).contains("applied 0000000000a3");
      assertThat(other.succeeded()).contains("up to date");
      scene.isWhole(scene.schema());
      assertThat(
              scene.query(
                  "SELECT DISTINCT (abs(extract(epoch FROM now() - finished)) < 600)::text"
                      + " FROM migrate_history WHERE finished IS NOT NULL"))
          .containsExactly("true");
    }
  }

  private static Path library() throws IOException {
    Path libraries = Path.of("/usr/lib");
    if (!Files.isDirectory(libraries)) {
      return null;
    }
    try (Stream<Path> found =
        Files.find(libraries, 3, (path, is) -> path.endsWith("faketime/libfaketime.so.1"))) {
      return found.findFirst().orElse(null);
    }
  }
}
