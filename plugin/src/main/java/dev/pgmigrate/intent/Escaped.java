package dev.pgmigrate.intent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A file of decisions: one on each line, its fields between bars. Empty lines and those that start
 * with {@code #} are skipped.
 */
final class Escaped {
  private Escaped() {}

  /**
   * Makes a decision of the fields of a line.
   *
   * @param <L> the decision
   */
  interface Reader<L> {
    /**
     * Makes it.
     *
     * @param number of the line, from 1
     * @throws IllegalArgumentException when they are none; its message says why
     */
    L read(int number, List<String> fields);
  }

  /**
   * The decisions of a file.
   *
   * @throws MalformedLineException when a line cannot be read
   */
  static <L> List<L> lines(List<String> text, Reader<L> reader) {
    List<L> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      try {
        lines.add(reader.read(i + 1, fields(line)));
      } catch (IllegalArgumentException e) {
        throw new MalformedLineException(i + 1, line, String.valueOf(e.getMessage()), null);
      }
    }
    return lines;
  }

  /** A line of a file. */
  static String line(String... fields) {
    return Arrays.stream(fields).map(Escaped::escape).collect(Collectors.joining(" | "));
  }

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("|", "\\|");
  }

  /** The parts between the bars that no backslash escapes. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      if (i < line.length() && line.charAt(i) == '\\') {
        i++;
      } else if (i == line.length() || line.charAt(i) == '|') {
        fields.add(unescape(line.substring(start, i).strip()));
        start = i + 1;
      }
    }
    return fields;
  }

  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char escaped = text.charAt(i);
        plain.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
