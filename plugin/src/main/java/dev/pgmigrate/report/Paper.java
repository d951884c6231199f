package dev.pgmigrate.report;

import dev.pgmigrate.lint.Severity;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What lines for people are written on.
 *
 * @param coloured whether it shows colours: a terminal
 * @param width in characters; longer lines are broken between words
 */
public record Paper(boolean coloured, int width) {
  /** A log that a file or a program may keep: nothing is coloured or broken. */
  public static final Paper PLAIN = new Paper(false, Integer.MAX_VALUE);

  /** A terminal. Nobody knows how wide it is, so it is taken to be as wide as they always were. */
  public static final Paper TERMINAL = new Paper(true, 80);

  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
  private static final String RESET = "\u001B[0m";
  private static final String BOLD = "\u001B[1m";
  private static final String FAINT = "\u001B[2m";
  private static final String BOLD_RED = "\u001B[1;31m";
  private static final String BOLD_YELLOW = "\u001B[1;33m";
  private static final String BOLD_CYAN = "\u001B[1;36m";

  String severity(Severity severity) {
    String colour =
        switch (severity) {
          case ERROR -> BOLD_RED;
          case WARNING -> BOLD_YELLOW;
          case NOTE -> BOLD_CYAN;
        };
    return in(colour, severity.name().toLowerCase(Locale.ROOT));
  }

  String strong(String text) {
    return in(BOLD, text);
  }

  String faint(String text) {
    return in(FAINT, text);
  }

  /**
   * The text, its lines broken where they are too long.
   *
   * @param used how far right its first line begins
   * @param indent of all further lines
   */
  String broken(String text, int used, int indent) {
    String margin = " ".repeat(indent);
    StringBuilder all = new StringBuilder();
    int column = used;
    for (String line : text.lines().toList()) {
      if (!all.isEmpty()) {
        all.append('\n').append(margin);
        column = indent;
      }
      broken(line, column, margin, all);
    }
    return all.toString();
  }

  private void broken(String line, int used, String margin, StringBuilder all) {
    int column = used;
    boolean first = true;
    for (String word : line.split(" ", -1)) {
      int length = COLOUR.matcher(word).replaceAll("").length();
      if (!first && column + 1 + length > width) {
        all.append('\n').append(margin);
        column = margin.length();
      } else if (!first) {
        all.append(' ');
        column++;
      }
      all.append(word);
      column += length;
      first = false;
    }
  }

  private String in(String colour, String text) {
    return coloured ? colour + text + RESET : text;
  }
}
