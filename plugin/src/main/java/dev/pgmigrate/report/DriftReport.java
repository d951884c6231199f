package dev.pgmigrate.report;

import dev.pgmigrate.drift.Drift;
import dev.pgmigrate.drift.LiveComparison;
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

  /** Where a live database stands that a new revision was compared with. */
  static List<Line> live(LiveComparison live) {
    List<Line> lines = new ArrayList<>();
    if (live.problem() != null) {
      lines.add(Line.info("The application's own database was not compared: " + live.problem()));
      return lines;
    }
    lines.add(Line.info("Database: " + live.database()));
    if (!live.unknown().isEmpty()) {
      lines.add(
          Line.warn(
              "The database is ahead of this checkout: it has "
                  + String.join(", ", live.unknown())));
    } else if (!live.pending().isEmpty()) {
      lines.add(
          Line.info(
              "The database is behind by "
                  + Phrases.count(live.pending().size(), "revision")
                  + "; it was compared at its own revision."));
    }
    long open = live.drift().stream().filter(Drift::isOpen).count();
    if (open > 0) {
      lines.add(
          Line.warn(
              "The database has drifted from its history ("
                  + Phrases.count(open, "difference")
                  + "). The new revision starts from the history; to start from the database:"
                  + " -Dmigrate.current=database"));
    }
    lines.addAll(of(live.drift(), "  drift: "));
    return lines;
  }
}
