package dev.pgmigrate.report;

import dev.pgmigrate.command.AcceptCommand;
import dev.pgmigrate.intent.Differences;
import dev.pgmigrate.intent.Notice;
import dev.pgmigrate.project.Project;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where entities and database differ: a few one by one, many in groups of one kind. */
final class NoticeReport {
  private static final int FEW = 5;
  private static final int MOST_ALIKE = 5;

  private NoticeReport() {}

  /** What becomes of what only one side states. The changes themselves are not among it. */
  static List<Line> of(List<Notice> notices) {
    Map<Notice.Kind, List<Notice>> byKind = new EnumMap<>(Notice.Kind.class);
    notices.forEach(n -> byKind.computeIfAbsent(n.kind(), kind -> new ArrayList<>()).add(n));
    List<Line> lines = new ArrayList<>();
    byKind.forEach((kind, alike) -> lines.addAll(of(kind, alike)));
    return lines;
  }

  private static List<Line> of(Notice.Kind kind, List<Notice> alike) {
    return switch (kind) {
      case CHANGED, MISSING -> List.of();
      case DATABASE_ONLY_SEEN ->
          List.of(Line.info(count(alike.size(), "thing") + " kept that only the database states."));
      case ACCEPTED ->
          List.of(Line.info(count(alike.size(), "difference") + " accepted in accepted.txt."));
      case DATABASE_ONLY, RETRACTED -> alike.size() > FEW ? groups(kind, alike) : each(alike);
      case LEFT_AS_IS -> List.of(Line.info(WeakNotices.line(alike)));
      case MOVED -> alike.stream().map(notice -> Line.info(notice.message())).toList();
      case GOES_ALONG, STILL_USED, LEFT_OUT ->
          alike.stream().map(notice -> Line.warn(notice.message())).toList();
    };
  }

  /** With the line that keeps it. */
  private static List<Line> each(List<Notice> alike) {
    List<Line> lines = new ArrayList<>();
    for (Notice notice : alike) {
      boolean removed = notice.kind() == Notice.Kind.RETRACTED;
      String text =
          notice.message()
              + "\n    to "
              + (removed ? "keep it" : "accept it")
              + ", a line of accepted.txt: "
              + notice.accepted("why");
      lines.add(removed ? Line.info(text) : Line.warn(text));
    }
    return lines;
  }

  /** A line for each group, and the command that decides all of one. */
  private static List<Line> groups(Notice.Kind kind, List<Notice> alike) {
    boolean removed = kind == Notice.Kind.RETRACTED;
    List<Line> lines = new ArrayList<>();
    lines.add(
        Line.warn(
            removed
                ? alike.size() + " things are no longer stated and are removed:"
                : alike.size() + " things are only in the database and are kept:"));
    Differences differences = Differences.of(alike);
    differences
        .groups()
        .forEach(
            (name, group) ->
                lines.add(Line.warn("  " + name + ": " + group.size() + " (" + some(group) + ")")));
    lines.add(
        Line.warn(
            "  To "
                + (removed ? "keep" : "accept")
                + " a group: mvn migrate:accept -Dmigrate.accept="
                + differences.groups().firstKey()
                + " -Dmigrate.reason=\"...\" (mvn migrate:accept lists all)"));
    return lines;
  }

  private static String some(List<Notice> group) {
    return Counted.some(group.stream().map(Notice::name).toList());
  }

  /** Patterns that match nothing. */
  static void unmatched(List<String> patterns, List<Line> lines) {
    patterns.forEach(
        pattern ->
            lines.add(
                Line.warn(
                    "The filter '"
                        + pattern
                        + "' matches nothing on either side. A name begins with its schema:"
                        + " public.audit_*")));
  }

  /** What {@code accept} found, and what it accepted. */
  static List<Line> of(AcceptCommand.Result result, Project project) {
    List<Line> lines = new ArrayList<>();
    unmatched(result.unmatched(), lines);
    if (result.accepted() > 0) {
      lines.add(
          Line.info(
              "Accepted "
                  + count(result.accepted(), "difference")
                  + " in "
                  + project.show(result.file())));
    }
    if (result.acceptedDrift() > 0) {
      lines.add(
          Line.info(
              "Accepted "
                  + count(result.acceptedDrift(), "difference")
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
            count(left.size(), "difference")
                + (result.accepted() > 0 ? " left" : " between the entities and the history")
                + " (stated -> in the database):"));
    left.groups().forEach((name, group) -> group(name, group, lines));
    lines.add(
        Line.info(
            "To live with them: mvn migrate:accept -Dmigrate.accept=all -Dmigrate.reason=\"...\";"
                + " or name groups, or one value of a group, such as column-type:text"));
    lines.add(Line.info("To change the database: mvn migrate:revision -Dmessage=\"...\""));
    return lines;
  }

  private static void drift(AcceptCommand.Result result, List<Line> lines) {
    if (result.drift().isEmpty()) {
      return;
    }
    lines.add(
        Line.info(
            count(result.drift().size(), "difference")
                + " between the live database and its history, as if somebody had executed:"));
    result.drift().forEach(one -> lines.add(Line.info("  " + one.object() + ": " + one.sql())));
    lines.add(
        Line.info(
            "To live with them: mvn migrate:accept -Dmigrate.accept=drift -Dmigrate.reason=\"...\";"
                + " or with one of them: drift:"
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
      lines.add(Line.info("    " + values.getKey() + ": " + some(values.getValue())));
    }
    if (frequent.size() > MOST_ALIKE) {
      lines.add(Line.info("    and " + (frequent.size() - MOST_ALIKE) + " other values"));
    }
  }

  private static String count(long n, String thing) {
    return Counted.of(n, thing);
  }
}
