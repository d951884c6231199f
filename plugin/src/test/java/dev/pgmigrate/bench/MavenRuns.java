package dev.pgmigrate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Maven processes in generated projects, with the plugin that this build has packaged. */
final class MavenRuns {
  private final TimedProcess process;
  private boolean offline;

  MavenRuns(TimedProcess process) {
    this.process = process;
  }

  /** From now on nothing is downloaded. */
  void goOffline() {
    offline = true;
  }

  /** Seconds, with Maven's own settings of the JVM. */
  double run(GeneratedProject project, String... arguments)
      throws IOException, InterruptedException {
    return process.run(project.folder(), Map.of(), command(arguments));
  }

  /** Seconds, with other settings of the JVM. */
  double runTuned(String mavenOpts, GeneratedProject project, String... arguments)
      throws IOException, InterruptedException {
    return process.run(project.folder(), Map.of("MAVEN_OPTS", mavenOpts), command(arguments));
  }

  /** Such as {@code 3.9.11}. */
  String version(Path folder) throws IOException, InterruptedException {
    process.run(folder, Map.of(), List.of(program(), "-B", "-v"));
    Matcher version = Pattern.compile("Apache Maven (\\S+)").matcher(process.printed());
    return version.find() ? version.group(1) : "";
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program(), "-B", "-ntp", "-q"));
    if (offline) {
      command.add("-o");
    }
    String repository = System.getProperty("bench.repository");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  private static String program() {
    String home = System.getProperty("bench.maven.home");
    return home == null ? "mvn" : Path.of(home, "bin", "mvn").toString();
  }
}
