package dev.pgmigrate.bench;

import dev.pgmigrate.entity.EntityProject;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** One round over 5, 100 and 1,000 entities. */
final class EntityRuns {
  /** What the page advises. */
  static final String TUNED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final String REVISION = "migrate:revision-no-fork";
  private static final String MESSAGE = "-Dmessage=first";
  private static final String DATABASE = "bench_e1000";

  private final TimedProcess process;
  private final MavenRuns maven;
  private final BenchServer server;
  private final Samples samples;
  private final Path folder;
  private final GeneratedProject five;
  private final GeneratedProject hundred;
  private final GeneratedProject thousand;
  private int fields;

  EntityRuns(
      TimedProcess process, MavenRuns maven, BenchServer server, Samples samples, Path folder)
      throws IOException {
    this.process = process;
    this.maven = maven;
    this.server = server;
    this.samples = samples;
    this.folder = folder;
    this.five = GeneratedProject.entities(folder, 5);
    this.hundred = GeneratedProject.entities(folder, 100);
    this.thousand = GeneratedProject.entities(folder, 1_000);
  }

  /** Compiles, and resolves everything that the goals need; nothing of it is measured. */
  void prepare() throws Exception {
    String url = "-Dmigrate.url=" + server.fresh(DATABASE);
    for (GeneratedProject project : List.of(five, hundred, thousand)) {
      project.dropHistory();
      maven.run(project, "process-classes");
    }
    maven.run(five, "migrate:revision", MESSAGE);
    maven.run(hundred, REVISION, MESSAGE);
    for (String goal : List.of("verify", "upgrade", "current", "plan", "diff")) {
      maven.run(five, "migrate:" + goal, url);
    }
  }

  void round() throws Exception {
    samples.add(Line.VALIDATE, maven.run(thousand, "validate"));
    samples.add(Line.PROCESS_CLASSES, maven.run(thousand, "process-classes"));
    samples.add(Line.METADATA, hibernate());
    few();
    thousandWithoutDatabase();
    thousandWithDatabase();
  }

  private void few() throws Exception {
    maven.run(five, REVISION, MESSAGE); // there is a history from here on
    five.dropCache();
    samples.add(Line.COLD_5, maven.run(five, REVISION, MESSAGE));
    samples.add(Line.NO_CHANGE_5, maven.run(five, REVISION, MESSAGE));
    hundred.dropCache();
    maven.run(hundred, REVISION, MESSAGE); // writes the history in the first round
    maven.run(hundred, REVISION, MESSAGE);
    samples.add(Line.NO_CHANGE_100, maven.run(hundred, REVISION, MESSAGE));
  }

  private void thousandWithoutDatabase() throws Exception {
    thousand.dropHistory();
    samples.add(Line.FROM_NOTHING, maven.run(thousand, REVISION, MESSAGE));
    thousand.dropCache();
    samples.add(Line.COLD_1000, maven.run(thousand, REVISION, MESSAGE));
    samples.add(Line.NO_CHANGE_1000, maven.run(thousand, REVISION, MESSAGE));
    samples.add(Line.FORKING, maven.run(thousand, "migrate:revision", MESSAGE));
    thousand.dropCache();
    samples.add(Line.COLD_1000_TUNED, maven.runTuned(TUNED, thousand, REVISION, MESSAGE));
    oneFieldMore();
    thousand.dropCache();
    samples.add(Line.VERIFY_COLD, maven.run(thousand, "migrate:verify"));
    samples.add(Line.VERIFY_WARM, maven.run(thousand, "migrate:verify"));
  }

  private void thousandWithDatabase() throws Exception {
    String database = server.fresh(DATABASE);
    String url = "-Dmigrate.url=" + database;
    samples.add(Line.UPGRADE_FIRST, maven.run(thousand, "migrate:upgrade", url));
    samples.add(Line.UPGRADE_NOTHING, maven.run(thousand, "migrate:upgrade", url));
    samples.add(Line.CURRENT_FIRST, maven.run(thousand, "migrate:current", url));
    samples.add(Line.CURRENT, maven.run(thousand, "migrate:current", url));
    samples.add(Line.PLAN, maven.run(thousand, "migrate:plan", url));
    samples.add(
        Line.DIFF,
        maven.run(
            thousand, "migrate:diff", url, "-Dmigrate.from=database", "-Dmigrate.to=history"));
    samples.add(Line.HIBERNATE_VALIDATE, hibernate(database));
    server.dump(process, folder, DATABASE).ifPresent(s -> samples.add(Line.PG_DUMP, s));
    Path up = folder.resolve("first.sql");
    String revision = Files.readString(thousand.revisions().get(0));
    Files.writeString(up, revision.substring(0, revision.indexOf("-- migrate:down")));
    server.fresh("bench_psql");
    server.psql(process, "bench_psql", up).ifPresent(s -> samples.add(Line.PSQL_FIRST, s));
    server.drop("bench_psql");
  }

  /** A field of a new name each time: no cache has seen it. The history stays as it was. */
  private void oneFieldMore() throws Exception {
    Path changed = thousand.classes().resolve("acme/E7.class");
    Path kept =
        Files.copy(changed, folder.resolve("E7.class"), StandardCopyOption.REPLACE_EXISTING);
    byte[] lock = Files.readAllBytes(thousand.migrations().resolve("model.lock"));
    List<Path> before = thousand.revisions();
    compile(GeneratedProject.entity(7, "String more" + fields++ + ";"));
    samples.add(Line.CHANGED, maven.run(thousand, REVISION, "-Dmessage=more"));
    for (Path revision : thousand.revisions()) {
      if (!before.contains(revision)) {
        Files.delete(revision);
      }
    }
    if (thousand.revisions().size() != 1) {
      throw new AssertionError("The history is not what it was: " + thousand.revisions());
    }
    Files.write(thousand.migrations().resolve("model.lock"), lock);
    Files.move(kept, changed, StandardCopyOption.REPLACE_EXISTING);
  }

  private void compile(String source) throws IOException {
    Path file = Files.createDirectories(folder.resolve("acme")).resolve("E7.java");
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                classPath(),
                "-d",
                thousand.classes().toString(),
                file.toString());
    if (status != 0) {
      throw new AssertionError("The entity with one field more does not compile");
    }
  }

  /** Hibernate alone; with a URL it validates the tables. */
  private double hibernate(String... url) throws Exception {
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classPath(),
                    HibernatePeer.class.getName(),
                    thousand.classes().toString()),
                Stream.of(url))
            .toList();
    double seconds = process.run(folder, Map.of(), command);
    if (!process.printed().lines().toList().contains("1000")) {
      throw new AssertionError(process.printed());
    }
    return seconds;
  }

  /** As the project's own: what it does not have, such as Envers, would take time, too. */
  private String classPath() throws IOException {
    Path own =
        Path.of(
            java.net.URLDecoder.decode(
                HibernatePeer.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                StandardCharsets.UTF_8));
    return Stream.concat(
            Stream.of(thousand.classes(), own),
            EntityProject.jars(
                "(?!.*(envers|validator|eclipse|expressly|slf4j|plugin|logback|testng)).*")
                .stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
