package dev.pgmigrate.report;

import dev.pgmigrate.command.DiffCommand;
import java.util.ArrayList;
import java.util.List;

/** What the goal diff found. */
public final class DiffReport {

  private DiffReport() {}

  /** What {@code diff} found, without the SQL. */
  public static List<Line> diff(DiffCommand.Result result) {
    List<Line> lines = new ArrayList<>();
    NoticeReport.unmatched(result.unmatched(), lines);
    result.leftOut().forEach(notice -> lines.add(Line.warn(notice.message())));
    NoticeReport.notCompared(result.notCompared(), lines);
    NoticeReport.neighbours(
        result.neighbours(), "Left out: ", ". It is only in a database.", lines);
    if (!result.rename().isEmpty()) {
      lines.add(Line.warn("Some drops look like renames. To rename: " + result.rename()));
    }
    lines.addAll(WarningReport.of(result.warnings(), List.of()));
    lines.add(
        Line.info(
            result.changes().isEmpty()
                ? "No changes."
                : Phrases.count(result.changes().size(), "change") + "."));
    return lines;
  }
}
