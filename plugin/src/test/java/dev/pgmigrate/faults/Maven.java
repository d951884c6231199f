package dev.pgmigrate.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Maven process of its own that runs one goal of the plugin. */
final class Maven implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final Process process;
  private final List<String> output = new ArrayList<>();
  private final Thread reader;

  private Maven(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "maven-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a goal.
   *
   * @param folder where it runs; there need be no POM
   * @param prefix words before the command, such as a program that sets another clock
   */
  static Maven start(Path folder, List<String> prefix, String goal, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    String home = System.getProperty("faults.maven.home");
    command.add(home == null ? "mvn" : Path.of(home, "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp"));
    String repository = System.getProperty("faults.repository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
      command.add("-s");
      command.add(settings(folder).toString());
    }
    command.add(
        "dev.pgmigrate:migrate-maven-plugin:"
            + System.getProperty("faults.version", "0.1.0-SNAPSHOT")
            + ":"
            + goal);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("MAVEN_OPTS");
    // A server that the goal would start must not be the one that we asked for.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("MAVEN_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return new Maven(builder.redirectErrorStream(true).start());
  }

  /** Those of the integration builds: the repository of the outer build is one of theirs. */
  private static Path settings(Path folder) throws IOException {
    Path settings = folder.resolve("settings.xml");
    if (!Files.exists(settings)) {
      String outer = Path.of(System.getProperty("faults.outer.repository")).toUri().toString();
      String text = Files.readString(Path.of("../src-it/settings.xml"));
      Files.writeString(settings, text.replace("@localRepositoryUrl@", outer));
    }
    return settings;
  }

  boolean runs() {
    return process.isAlive();
  }

  /** SIGKILL. */
  void kill() throws Exception {
    signal("KILL");
    process.waitFor();
  }

  /** Sends a signal by the system's own kill, such as {@code STOP}. */
  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Waits until it has said something. */
  void said(String text) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (output) {
      while (output.stream().noneMatch(line -> line.contains(text))) {
        if (!process.isAlive() && !reader.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError("It never said: " + text + "\n" + String.join("\n", output));
        }
        output.wait(100);
      }
    }
  }

  /** Waits for its end. */
  Maven ended() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end\n" + output());
    }
    reader.join();
    return this;
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Waits for its end, which must be a success. */
  String succeeded() throws InterruptedException {
    ended();
    if (exitCode() != 0) {
      throw new AssertionError("It failed\n" + output());
    }
    return output();
  }

  /** Waits for its end, which must be a failure. */
  String failed() throws InterruptedException {
    ended();
    if (exitCode() == 0) {
      throw new AssertionError("It succeeded\n" + output());
    }
    return output();
  }

  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
          output.notifyAll();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
