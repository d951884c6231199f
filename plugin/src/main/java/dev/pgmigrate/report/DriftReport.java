package dev.pgmigrate.report;

import dev.pgmigrate.drift.Drift;
import java.util.ArrayList;
import java.util.List;

/** Where a live database is not what its revisions made. */
final class DriftReport {
  private static final int MOST = 20;

  private DriftReport() {}

  /**
   * What is new, the first of many; then how much is accepted.
   *
   * @param label before each
   */
  static List<Line> of(List<Drift> drift, String label) {
    List<Line> lines = new ArrayList<>();
    List<Drift> open = drift.stream().filter(Drift::isOpen).toList();
    open.stream().limit(MOST).forEach(one -> lines.add(Line.warn(label + one.sql())));
    if (open.size() > MOST) {
      lines.add(Line.warn(label + "and " + (open.size() - MOST) + " more"));
    }
    List<Drift> accepted = drift.stream().filter(one -> !one.isOpen()).toList();
    if (!accepted.isEmpty()) {
      lines.add(Line.info("Drift accepted in drift.txt:"));
    }
    accepted.stream()
        .limit(MOST)
        .forEach(one -> lines.add(Line.info("  " + one.sql() + " (" + one.accepted() + ")")));
    if (accepted.size() > MOST) {
      lines.add(Line.info("  and " + (accepted.size() - MOST) + " more"));
    }
    return lines;
  }
}
