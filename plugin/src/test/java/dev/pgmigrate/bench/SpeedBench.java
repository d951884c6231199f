package dev.pgmigrate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long the goals take, as whole processes, beside what does the same work; medians of {@code
 * -Dbench.runs} rounds. What is compared is measured in the same round.
 */
class SpeedBench {
  private static final int RUNS = Integer.getInteger("bench.runs", 3);

  @Test
  void goalsBesideTheirPeers() throws Exception {
    Path folder =
        Files.createDirectories(
                Path.of(System.getProperty("bench.folder", "target/bench")).toAbsolutePath())
            .toRealPath();
    TimedProcess process = new TimedProcess(folder.resolve("output.txt"));
    MavenRuns maven = new MavenRuns(process);
    Samples samples = new Samples();
    try (BenchServer server = BenchServer.start()) {
      EntityRuns entities = new EntityRuns(process, maven, server, samples, folder);
      RevisionRuns revisions = new RevisionRuns(process, maven, server, samples, folder);
      CatalogRuns catalogs = new CatalogRuns(server, samples);
      entities.prepare();
      revisions.prepare();
      catalogs.prepare();
      maven.goOffline();
      for (int i = 0; i < RUNS; i++) {
        entities.round();
        revisions.round();
        catalogs.round();
      }
      catalogs.close();
      List<String> table = Row.table(samples);
      List<String> machine = Machine.words(server.version(), maven.version(folder), RUNS);
      table.forEach(System.out::println);
      machine.forEach(System.out::println);
      BenchPage.write("goals", machine, table);
    }
  }
}
