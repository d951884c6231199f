package dev.pgmigrate.report;

import dev.pgmigrate.command.AcceptCommand;
import dev.pgmigrate.intent.Differences;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.project.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The differences that can be accepted, by their kind: the goal accept. */
public final class AcceptReport {
  private static final int MOST_ALIKE = 5;

  private AcceptReport() {}

  /** What {@code accept} found, and what it accepted. */
  public static List<Line> accept(AcceptCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    NoticeReport.unmatched(result.unmatched(), lines);
    if (result.accepted() > 0) {
      lines.add(
          Line.info(
              "Accepted "
                  + Phrases.count(result.accepted(), "difference")
                  + " in "
                  + project.show(result.file())));
    }
    if (result.acceptedDrift() > 0) {
      lines.add(
          Line.info(
              "Accepted "
                  + Phrases.count(result.acceptedDrift(), "difference")
                  + " of the live database in "
                  + project.show(result.driftFile())));
    }
    drift(result, lines);
    Differences left = result.left();
    if (left.groups().isEmpty()) {
      lines.add(Line.info("No differences are left."));
      return lines;
    }
    lines.add(
        Line.info(
            Phrases.count(left.size(), "difference")
                + (result.accepted() > 0 ? " left" : " between the entities and the history")
                + " (entities -> database):"));
    left.groups().forEach((name, group) -> group(name, group, lines));
    lines.add(
        Line.info(
            "To accept all: mvn migrate:accept -Dmigrate.accept=all"
                + " -Dmigrate.reason=\"...\"; or name groups, or one value of a group, such as"
                + " column-type:text"));
    lines.add(Line.info("To change the database: mvn migrate:revision -Dmessage=\"...\""));
    return lines;
  }

  private static void drift(AcceptCommand.Result result, List<Line> lines) {
    if (result.drift().isEmpty()) {
      return;
    }
    lines.add(
        Line.info(
            Phrases.count(result.drift().size(), "difference")
                + " between the live database and its history, as if somebody had executed:"));
    result.drift().forEach(one -> lines.add(Line.info("  " + one.object() + ": " + one.sql())));
    lines.add(
        Line.info(
            "To accept all: mvn migrate:accept -Dmigrate.accept=drift"
                + " -Dmigrate.reason=\"...\"; to accept one: drift:"
                + result.drift().get(0).name()));
  }

  private static void group(String name, List<Notice> group, List<Line> lines) {
    lines.add(Line.info("  " + name + ": " + group.size()));
    Map<String, List<Notice>> byValues =
        group.stream()
            .collect(
                Collectors.groupingBy(
                    notice -> notice.desired() + " -> " + notice.current(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Map.Entry<String, List<Notice>>> frequent =
        byValues.entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
            .toList();
    for (Map.Entry<String, List<Notice>> values :
        frequent.subList(0, Math.min(frequent.size(), MOST_ALIKE))) {
      lines.add(Line.info("    " + values.getKey() + ": " + NoticeReport.some(values.getValue())));
    }
    if (frequent.size() > MOST_ALIKE) {
      lines.add(Line.info("    and " + (frequent.size() - MOST_ALIKE) + " other values"));
    }
  }
}
