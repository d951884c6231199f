package dev.pgmigrate.page;

import java.util.regex.Pattern;

/**
 * Text of users within Markdown as code hosts show it: nothing of it is formatted, linked, mentions
 * somebody or ends a line.
 */
final class Markdown {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Pattern PUNCTUATION = Pattern.compile("[\\\\`*_\\[\\]|~]");

  /**
   * What a host looks for in the finished text, where no backslash helps: mentions, numbers of
   * issues, addresses, names of emoji. A space without width parts it.
   */
  private static final Pattern LINKED =
      Pattern.compile(
          "[@#!%](?=[\\p{L}\\p{N}_\\[])|(?<=(?i:\\bGH))-(?=\\d)|\\bwww(?=\\.)|:(?=//)|:(?=[\\w+-]+:)");

  private static final String NO_WIDTH = "&#8203;";

  private Markdown() {}

  /** A text on one line. */
  static String escape(String text) {
    String line = BLANKS.matcher(text).replaceAll(" ");
    String parted = LINKED.matcher(line).replaceAll("$0\u200b");
    String html = parted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    // A dollar sign starts a formula where another one follows.
    return PUNCTUATION
        .matcher(html)
        .replaceAll("\\\\$0")
        .replace("\u200b", NO_WIDTH)
        .replace("$", "<span>$</span>");
  }

  /** A text as code within a line. */
  static String code(String text) {
    String line = BLANKS.matcher(text).replaceAll(" ").strip();
    String fence = fence(line, 1);
    boolean touches = line.startsWith("`") || line.endsWith("`");
    return touches ? fence + " " + line + " " + fence : fence + line + fence;
  }

  /** A text as a block of code. */
  static String block(String language, String text) {
    String fence = fence(text, 3);
    return fence + language + "\n" + text + "\n" + fence;
  }

  /** One more than the text has in a row. */
  private static String fence(String text, int least) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return "`".repeat(longest == 0 ? least : Math.max(least, longest + 1));
  }
}
