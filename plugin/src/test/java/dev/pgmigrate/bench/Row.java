package dev.pgmigrate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table.
 *
 * @param peer does the same work, or a known part of it; or null
 * @param goal at most so many seconds, computed from what the peers took; or null
 */
record Row(Line line, @Nullable Line peer, @Nullable Goal goal) {
  /** A limit, in words and computed. */
  record Goal(String words, ToDoubleFunction<Samples> seconds) {}

  private static final List<Row> ALL =
      List.of(
          row(Line.VALIDATE),
          row(Line.PROCESS_CLASSES),
          row(Line.METADATA),
          row(Line.HIBERNATE_VALIDATE),
          row(Line.PG_DUMP),
          row(Line.PSQL_FIRST),
          row(Line.PSQL_MANY),
          row(Line.FLYWAY_MANY),
          row(Line.FLYWAY_NOTHING),
          row(Line.NO_CHANGE_5, Line.VALIDATE, plus(Line.VALIDATE, 0.7)),
          row(Line.NO_CHANGE_100, Line.VALIDATE),
          row(Line.NO_CHANGE_1000, Line.VALIDATE, plus(Line.VALIDATE, 1)),
          row(Line.FORKING, Line.PROCESS_CLASSES, plus(Line.PROCESS_CLASSES, 1)),
          row(Line.COLD_5, Line.VALIDATE, plus(Line.VALIDATE, 2.5)),
          row(Line.COLD_1000, Line.METADATA, times(3, Line.METADATA)),
          row(Line.COLD_1000_TUNED, Line.METADATA),
          row(Line.CHANGED, Line.METADATA, times(2, Line.METADATA)),
          row(Line.FROM_NOTHING, Line.METADATA, times(4, Line.METADATA)),
          row(Line.VERIFY_COLD, Line.HIBERNATE_VALIDATE),
          row(Line.VERIFY_WARM, Line.HIBERNATE_VALIDATE),
          row(Line.UPGRADE_FIRST, Line.PSQL_FIRST),
          row(Line.UPGRADE_NOTHING, Line.VALIDATE, plusDumps()),
          row(Line.CURRENT_FIRST, Line.VALIDATE),
          row(Line.CURRENT, Line.VALIDATE, plusDumps()),
          row(Line.PLAN, Line.VALIDATE, plusDumps()),
          row(Line.DIFF, Line.VALIDATE),
          row(Line.MANY, Line.FLYWAY_MANY, times(0.45, Line.FLYWAY_MANY)),
          row(Line.MANY_NOTHING, Line.FLYWAY_NOTHING, plus(Line.VALIDATE, 0.7)),
          row(Line.MANY_DOWN),
          row(
              Line.MANY_VERIFY_COLD,
              Line.PSQL_MANY,
              new Goal("2 x psql + 3 s", s -> 2 * s.median(Line.PSQL_MANY) + 3)),
          row(Line.MANY_VERIFY_NEW, Line.VALIDATE, plus(Line.VALIDATE, 3)),
          row(Line.CATALOG_1000, Line.PG_DUMP, times(0.35, Line.PG_DUMP)),
          row(Line.CATALOG_10000, Line.CATALOG_1000, times(11, Line.CATALOG_1000)));

  /** The table in Markdown. */
  static List<String> table(Samples samples) {
    List<String> lines = new ArrayList<>();
    lines.add("| | s | compared with | ratio | goal | reached |");
    lines.add("|---|---:|---|---:|---|---|");
    ALL.forEach(row -> lines.add(row.markdown(samples)));
    return lines;
  }

  private String markdown(Samples samples) {
    if (!samples.has(line)) {
      return "| " + line.words() + " | not here | | | | |";
    }
    double seconds = samples.median(line);
    String compared = "";
    String ratio = "";
    if (peer != null && samples.has(peer)) {
      compared = peer.words();
      ratio = number(seconds / samples.median(peer));
    }
    String limit = "";
    String reached = "";
    if (goal != null) {
      double at = goal.seconds().applyAsDouble(samples);
      limit = goal.words() + (Double.isNaN(at) ? "" : ": " + number(at));
      reached = Double.isNaN(at) ? "not here" : seconds <= at ? "yes" : "no";
    }
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(line.words(), number(seconds), compared, ratio, limit, reached);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static Row row(Line line) {
    return new Row(line, null, null);
  }

  private static Row row(Line line, Line peer) {
    return new Row(line, peer, null);
  }

  private static Row row(Line line, Line peer, Goal goal) {
    return new Row(line, peer, goal);
  }

  private static Goal plus(Line base, double more) {
    return new Goal("+ " + number(more) + " s", s -> s.median(base) + more);
  }

  private static Goal times(double factor, Line base) {
    return new Goal("x " + number(factor), s -> factor * s.median(base));
  }

  private static Goal plusDumps() {
    return new Goal("+ 3 x pg_dump", s -> s.median(Line.VALIDATE) + 3 * s.median(Line.PG_DUMP));
  }
}
