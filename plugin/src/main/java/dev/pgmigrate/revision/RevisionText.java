package dev.pgmigrate.revision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes in the text of a migration file that leave all else in it as a person wrote it. */
public final class RevisionText {
  /** Whatever looks like a header there is none: the first line is the message. */
  private static final Pattern MESSAGE = Pattern.compile("(?m)^[\\s\\uFEFF]*--.*$");

  private static final Pattern BLOCK = Pattern.compile("(?m)^-- *migrate:");
  private static final Pattern PARENT =
      Pattern.compile("(?mi)^(\\s*-- *parent:)([ \\t]*)(.*?)(?=[ \\t]*$)");
  private static final Pattern REVISION = Pattern.compile("(?mi)^\\s*-- *revision:.*(\\R)");

  private RevisionText() {}

  /**
   * The text with another parent in its header.
   *
   * @param text of a file that {@link RevisionParser} reads
   */
  public static String withParent(String text, String parent) {
    Matcher block = BLOCK.matcher(text);
    int end = block.find() ? block.start() : text.length();
    Matcher message = MESSAGE.matcher(text).region(0, end);
    int start = message.find() ? message.end() : 0;
    Matcher old = PARENT.matcher(text).region(start, end);
    if (old.find()) {
      String space = old.group(2).isEmpty() ? " " : old.group(2);
      return text.substring(0, old.end(1)) + space + parent + text.substring(old.end(3));
    }
    Matcher revision = REVISION.matcher(text).region(start, end);
    if (!revision.find()) {
      throw new IllegalArgumentException("The text has no line '-- revision:'");
    }
    int after = revision.end();
    return text.substring(0, after)
        + "-- parent:   "
        + parent
        + revision.group(1)
        + text.substring(after);
  }
}
