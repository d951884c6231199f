package dev.pgmigrate.report;

import dev.pgmigrate.catalog.NotCompared;
import dev.pgmigrate.intent.Differences;
import dev.pgmigrate.intent.Neighbours;
import dev.pgmigrate.intent.Notice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison says besides its changes: a few one by one, many in groups of one kind. */
final class NoticeReport {
  private static final int FEW = 5;

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
          List.of(
              Line.info(
                  Phrases.count(alike.size(), "thing") + " kept that only the database has."));
      case ACCEPTED ->
          List.of(
              Line.info(Phrases.count(alike.size(), "difference") + " accepted in accepted.txt."));
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
                ? alike.size() + " things are no longer in the entities and are removed:"
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

  /** A group by its names. */
  static String some(List<Notice> group) {
    return Phrases.some(group.stream().map(Notice::name).toList());
  }

  /** Patterns that match nothing. */
  static void unmatched(List<String> patterns, List<Line> lines) {
    patterns.forEach(
        pattern ->
            lines.add(
                Line.warn(
                    "The filter '"
                        + pattern
                        + "' matches nothing. A name begins with its schema: public.audit_*")));
  }

  /** What is there and cannot be compared, by its kind. */
  static void notCompared(List<NotCompared> notCompared, List<Line> lines) {
    Map<String, List<String>> byKind = new TreeMap<>();
    notCompared.forEach(
        n -> byKind.computeIfAbsent(n.kind(), kind -> new ArrayList<>()).add(n.name()));
    byKind.forEach(
        (kind, names) ->
            lines.add(
                Line.info(
                    "Not compared and not changed: " + kind + " " + String.join(", ", names))));
  }

  /**
   * The objects of other tools and extensions.
   *
   * @param before what became of them
   * @param after what to know of them
   */
  static void neighbours(Neighbours neighbours, String before, String after, List<Line> lines) {
    if (!neighbours.byOwner().isEmpty()) {
      lines.add(Line.info(before + neighbours.inWords() + after));
    }
  }
}
