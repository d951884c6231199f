package dev.pgmigrate.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The psql of this machine, which may have none. */
public final class Psql {
  private Psql() {}

  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
  }

  /** Runs a script, which must succeed. */
  public static void run(String url, List<String> lines) throws IOException {
    Path file = Files.createTempFile("script", ".sql");
    try {
      Files.write(file, lines);
      Process psql =
          new ProcessBuilder(
                  "psql",
                  "-X",
                  "-q",
                  "-v",
                  "ON_ERROR_STOP=1",
                  "-f",
                  file.toString(),
                  url.substring("jdbc:".length()))
              .redirectErrorStream(true)
              .start();
      String said = new String(psql.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(psql.waitFor()).as("%s%n%s", said, String.join("\n", lines)).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Files.delete(file);
    }
  }
}
