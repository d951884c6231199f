package dev.pgmigrate.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The seconds that were measured, by line. */
final class Samples {
  private final Map<Line, List<Double>> seconds = new EnumMap<>(Line.class);

  void add(Line line, double sample) {
    seconds.computeIfAbsent(line, l -> new ArrayList<>()).add(sample);
    System.out.printf(Locale.ROOT, "%8.2f s  %s%n", sample, line.words());
  }

  /** Whether it could be measured here. */
  boolean has(Line line) {
    return seconds.containsKey(line);
  }

  /** Of all its samples; not a number where there is none. */
  double median(Line line) {
    List<Double> sorted = new ArrayList<>(seconds.getOrDefault(line, List.of()));
    if (sorted.isEmpty()) {
      return Double.NaN;
    }
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
