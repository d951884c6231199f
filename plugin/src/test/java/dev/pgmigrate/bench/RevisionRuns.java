package dev.pgmigrate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One round over 1,000 revisions of one statement, and the same for Flyway and psql. */
final class RevisionRuns {
  private static final int COUNT = 1_000;
  private static final String DATABASE = "bench_r1000";

  private final TimedProcess process;
  private final MavenRuns maven;
  private final BenchServer server;
  private final Samples samples;
  private final GeneratedProject ours;
  private final GeneratedProject flyway;
  private final Path all;
  private int last;

  RevisionRuns(
      TimedProcess process, MavenRuns maven, BenchServer server, Samples samples, Path folder)
      throws IOException {
    this.process = process;
    this.maven = maven;
    this.server = server;
    this.samples = samples;
    this.ours = GeneratedProject.revisions(folder, COUNT);
    this.flyway = GeneratedProject.flyway(folder, COUNT);
    this.all = folder.resolve("all.sql");
    StringBuilder sql = new StringBuilder();
    for (int i = 1; i <= COUNT; i++) {
      sql.append("CREATE TABLE t").append(i).append(" (id bigint PRIMARY KEY);\n");
    }
    Files.writeString(all, sql);
  }

  /** Resolves what Flyway and the downgrade need; nothing of it is measured. */
  void prepare() throws Exception {
    maven.run(flyway, "flyway:info", flywayUrl(server.fresh(DATABASE)));
    maven.run(ours, "validate");
  }

  void round() throws Exception {
    String url = server.fresh(DATABASE);
    samples.add(Line.FLYWAY_MANY, maven.run(flyway, "flyway:migrate", flywayUrl(url)));
    samples.add(Line.FLYWAY_NOTHING, maven.run(flyway, "flyway:migrate", flywayUrl(url)));
    server.fresh(DATABASE);
    server.psql(process, DATABASE, all).ifPresent(s -> samples.add(Line.PSQL_MANY, s));
    String ourUrl = "-Dmigrate.url=" + server.fresh(DATABASE);
    samples.add(Line.MANY, maven.run(ours, "migrate:upgrade", ourUrl));
    samples.add(Line.MANY_NOTHING, maven.run(ours, "migrate:upgrade", ourUrl));
    samples.add(
        Line.MANY_DOWN, maven.run(ours, "migrate:downgrade", ourUrl, "-Dmigrate.target=-100"));
    server.drop(DATABASE);
    ours.dropCache();
    samples.add(Line.MANY_VERIFY_COLD, maven.run(ours, "migrate:verify"));
    ours.revision(COUNT, "last" + last++);
    samples.add(Line.MANY_VERIFY_NEW, maven.run(ours, "migrate:verify"));
  }

  private static String flywayUrl(String url) {
    return "-Dflyway.url=" + url;
  }
}
