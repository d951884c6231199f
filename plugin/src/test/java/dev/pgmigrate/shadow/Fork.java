package dev.pgmigrate.shadow;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** A {@link ServerHolder} in a JVM of its own. */
final class Fork implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Fork(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** Runs it, as another user when a prefix says so. */
  static Fork of(List<String> prefix, String classPath, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(withDefaultSignals());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", classPath, ServerHolder.class.getName()));
    command.addAll(List.of(arguments));
    return new Fork(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /**
   * A process that was started in the background of a script ignores SIGINT, and so does all that
   * it starts: a JVM leaves it at that. GNU's env takes it back.
   */
  private static List<String> withDefaultSignals() throws IOException {
    List<String> env = List.of("env", "--default-signal=INT,QUIT,HUP,TERM");
    List<String> probe = new ArrayList<>(env);
    probe.add("true");
    try {
      Process probing =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return probing.waitFor() == 0 ? env : List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** Its one line. */
  String said() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new AssertionError("The forked JVM ended without a word");
    }
    return line;
  }

  /** What it started and what that started. */
  Set<ProcessHandle> descendants() {
    return process.descendants().collect(Collectors.toSet());
  }

  /** Sends it a signal, such as {@code INT}, by the system's own kill. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  int await() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The forked JVM does not end");
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits, within a bound, until it is so. */
  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Not within 30 s: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  /** The class path where everybody can read it. */
  static String copyOfClassPath(Path to) throws IOException {
    Files.createDirectories(to);
    List<String> copies = new ArrayList<>();
    for (String entry : classPath().split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      Path copy = to.resolve(copies.size() + "-" + path.getFileName());
      if (Files.isDirectory(path)) {
        LocalFolder.copy(path, copy);
      } else if (entry.matches(".*(postgresql|commons|xz|jspecify).*")) {
        Files.copy(path, copy);
      } else {
        continue;
      }
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  /** The class path of the tests. */
  static String classPath() {
    String surefire = System.getProperty("surefire.test.class.path");
    return surefire == null ? System.getProperty("java.class.path") : surefire;
  }
}
