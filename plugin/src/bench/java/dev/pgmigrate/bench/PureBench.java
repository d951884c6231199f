package dev.pgmigrate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The pure parts by JMH: warm, in a process of their own with the JVM's own settings. */
class PureBench {
  private static final Map<String, Part> PARTS =
      new TreeMap<>(
          Map.of(
              "compareEqual", new Part("10,000 tables compared with themselves", 0.3),
              "compareThousandChanges", new Part("10,000 tables compared, 1,000 changes", 1),
              "orderTwentyThousandChanges", new Part("20,000 changes ordered", 2),
              "readThousandRevisions", new Part("1,000 revision files read", Double.NaN),
              "lexTenThousandStatements", new Part("10,000 statements lexed", Double.NaN)));

  /** What a benchmark does, and its goal in seconds, if there is one. */
  private record Part(String words, double goal) {}

  @Test
  void partsWithoutDatabase() throws Exception {
    Options options =
        new OptionsBuilder()
            .include(PureParts.class.getName())
            .forks(1)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(2))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(2))
            .build();
    List<String> table = new ArrayList<>(List.of("| | s | goal | reached |", "|---|---:|---|---|"));
    for (RunResult result : new Runner(options).run()) {
      String name = result.getParams().getBenchmark();
      Part part = PARTS.get(name.substring(name.lastIndexOf('.') + 1));
      double seconds = result.getPrimaryResult().getScore();
      boolean goal = !Double.isNaN(part.goal());
      table.add(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %s | %s |",
              part.words(),
              seconds,
              goal ? part.goal() : "",
              !goal ? "" : seconds <= part.goal() ? "yes" : "no"));
    }
    table.forEach(System.out::println);
    BenchPage.write("pure", List.of(), table);
  }
}
