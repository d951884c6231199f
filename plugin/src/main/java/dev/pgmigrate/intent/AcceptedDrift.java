package dev.pgmigrate.intent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What somebody changed in a live database past the migrations, and a person decided to live with:
 * the file drift.txt. A line holds as long as the database differs in just this.
 */
public record AcceptedDrift(List<Line> lines) {
  /** Nothing is accepted. */
  public static final AcceptedDrift NONE = new AcceptedDrift(List.of());

  private static final String HEADER =
      "# Accepted drift: what differs in the live database | statement that makes the difference | reason";

  /**
   * One decision.
   *
   * @param number of the line in its file, from 1; 0 when it is in none yet
   * @param object what differs, e.g. {@code column public.account.nick}
   * @param sql the statement that would make the difference
   */
  public record Line(int number, String object, String sql, String reason) {
    /** As it stands in the file: {@code object | sql | reason}. */
    @Override
    public String toString() {
      return Escaped.line(object, sql, reason);
    }
  }

  public AcceptedDrift {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the file; empty lines and those that start with {@code #} are skipped.
   *
   * @throws MalformedLineException when a line cannot be read, or gives no reason
   */
  public static AcceptedDrift parse(List<String> text) {
    return new AcceptedDrift(Escaped.lines(text, AcceptedDrift::line));
  }

  private static Line line(int number, List<String> fields) {
    if (fields.size() != 3 || fields.get(2).isEmpty()) {
      throw new IllegalArgumentException(
          "write 'object | sql | reason', a bar in a value as '\\|'");
    }
    return new Line(number, fields.get(0), fields.get(1), fields.get(2));
  }

  /**
   * The file's text with more lines, the newest last.
   *
   * @param text the file's lines as they are; empty for a new file
   */
  public static List<String> add(List<String> text, List<Line> more) {
    List<String> lines = new ArrayList<>(text.isEmpty() ? List.of(HEADER) : text);
    more.forEach(line -> lines.add(line.toString()));
    return lines;
  }

  /** The decision about a difference, if there is one. */
  public Optional<Line> about(String object, String sql) {
    return lines.stream()
        .filter(line -> line.object().equals(object) && line.sql().equals(sql))
        .findFirst();
  }
}
