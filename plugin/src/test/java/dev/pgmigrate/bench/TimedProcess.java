package dev.pgmigrate.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a program and says how long it took, from its start to its end. */
final class TimedProcess {
  private final Path output;

  /**
   * A runner.
   *
   * @param output where a program's output goes; what stood there is replaced
   */
  TimedProcess(Path output) {
    this.output = output;
  }

  /** Seconds; a failure of the program is one of the bench. */
  double run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().remove("MAVEN_OPTS");
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    int status = builder.start().waitFor();
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (status != 0) {
      throw new AssertionError(
          String.join(" ", command) + " ended with " + status + "\n" + Files.readString(output));
    }
    return seconds;
  }

  /** What the last program printed. */
  String printed() throws IOException {
    return Files.readString(output).strip();
  }

  /** The program of this name on the PATH. */
  static Optional<Path> onPath(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(Pattern.quote(File.pathSeparator), -1))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(Path.of(folder, name), Path.of(folder, name + ".exe")))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
