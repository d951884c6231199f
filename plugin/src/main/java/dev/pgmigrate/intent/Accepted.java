package dev.pgmigrate.intent;

import dev.pgmigrate.schema.AspectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Differences that a person accepted: the file accepted.txt. A line holds as long as both values
 * are what they were.
 */
public record Accepted(List<Line> lines) {
  /** Nothing is accepted. */
  public static final Accepted NONE = new Accepted(List.of());

  private static final String HEADER =
      "# Accepted differences: what | value in the database | value in the entities | reason";

  /**
   * One decision.
   *
   * @param current the database's value; {@code -} for none
   * @param desired the entities' value; {@code -} for none
   */
  @API(status = API.Status.EXPERIMENTAL)
  public record Line(AspectKey key, String current, String desired, String reason) {
    /** As it stands in the file: {@code key | current | desired | reason}. */
    @Override
    public String toString() {
      return Escaped.line(key.toString(), current, desired, reason);
    }
  }

  public Accepted {
    lines = List.copyOf(lines);
  }

  /**
   * Reads the file; empty lines and those that start with {@code #} are skipped.
   *
   * @throws MalformedLineException when a line cannot be read
   */
  public static Accepted parse(List<String> text) {
    return new Accepted(Escaped.lines(text, Accepted::line));
  }

  private static Line line(int number, List<String> fields) {
    if (fields.size() != 4) {
      throw new IllegalArgumentException(
          "write 'key | current | desired | reason', a bar in a value as '\\|'");
    }
    return new Line(AspectKey.parse(fields.get(0)), fields.get(1), fields.get(2), fields.get(3));
  }

  /**
   * The file's text with more lines, the newest last; what was said before about the same things is
   * gone, all else stays as it was.
   *
   * @param text the file's lines as they are; empty for a new file
   */
  public static List<String> add(List<String> text, List<Line> more) {
    Set<AspectKey> decided = more.stream().map(Line::key).collect(Collectors.toSet());
    List<String> lines = new ArrayList<>();
    for (String line : text.isEmpty() ? List.of(HEADER) : text) {
      boolean again =
          parse(List.of(line)).lines().stream().anyMatch(old -> decided.contains(old.key()));
      if (!again) {
        lines.add(line);
      }
    }
    more.forEach(line -> lines.add(line.toString()));
    return lines;
  }

  /** The lines by what they are about. */
  Map<AspectKey, Line> byKey() {
    Map<AspectKey, Line> map = new HashMap<>();
    lines.forEach(line -> map.put(line.key(), line));
    return map;
  }
}
