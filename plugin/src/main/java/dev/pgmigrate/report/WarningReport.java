package dev.pgmigrate.report;

import dev.pgmigrate.change.Warning;
import dev.pgmigrate.draft.RowsInTheWay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Warnings: a few in full, of many alike the first. */
final class WarningReport {
  private static final int MOST_ALIKE = 5;
  private static final int MOST_DETAILS = 6;
  private static final int FIRST_OF_MANY = 3;

  private WarningReport() {}

  /** Each once, with how many rows of the configured database it is about. */
  static List<Line> of(List<Warning> warnings, List<RowsInTheWay> rows) {
    Map<String, Set<String>> byId = new LinkedHashMap<>();
    for (Warning warning : warnings) {
      byId.computeIfAbsent(warning.id(), id -> new LinkedHashSet<>()).add(text(warning, rows));
    }
    List<Line> lines = new ArrayList<>();
    byId.forEach(
        (id, alike) -> {
          int shown = alike.size() > MOST_ALIKE ? FIRST_OF_MANY : alike.size();
          alike.stream().limit(shown).forEach(text -> lines.add(Line.warn(text)));
          if (alike.size() > shown) {
            lines.add(
                Line.warn(
                    id
                        + ": and "
                        + (alike.size() - shown)
                        + " more; the file has each above its statement"));
          }
        });
    return lines;
  }

  private static String text(Warning warning, List<RowsInTheWay> rows) {
    List<String> counted =
        rows.stream()
            .filter(each -> each.warning().equals(warning))
            .map(RowsInTheWay::inWords)
            .distinct()
            .toList();
    List<String> details = Stream.concat(warning.lines().stream(), counted.stream()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(warning.id() + ": " + warning.message());
    if (details.size() <= MOST_DETAILS) {
      lines.addAll(details);
    } else {
      // What was counted says more than the queries, and those stand in the file.
      warning.lines().stream().limit(FIRST_OF_MANY).forEach(lines::add);
      lines.add("and " + (warning.lines().size() - FIRST_OF_MANY) + " more in the file");
      lines.addAll(counted);
    }
    return String.join("\n    ", lines);
  }
}
