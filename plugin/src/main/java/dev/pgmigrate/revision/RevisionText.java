package dev.pgmigrate.revision;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes in the text of a migration file that leave all else in it as a person wrote it. */
public final class RevisionText {
  /** Whatever looks like a header there is none: the first line is the message. */
  private static final Pattern MESSAGE = Pattern.compile("(?m)^[\\s\\uFEFF]*--.*$");

  private static final Pattern BLOCK = Pattern.compile("(?m)^-- *migrate:");
  private static final Pattern PARENT =
      Pattern.compile("(?mi)^(\\s*-- *parent:)([ \\t]*)(.*?)(?=[ \\t]*$)");
  private static final Pattern NEEDS =
      Pattern.compile("(?mi)^(\\s*-- *(?:parent|depends-on):[ \\t]*)(\\S.*?)(?=[ \\t]*$)");
  private static final Pattern REVISION = Pattern.compile("(?mi)^\\s*-- *revision:.*(\\R)");

  private RevisionText() {}

  /**
   * The text with another parent in its header.
   *
   * @param text of a file that {@link RevisionParser} reads
   */
  public static String withParent(String text, String parent) {
    int end = headerEnd(text);
    int start = headerStart(text, end);
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

  /**
   * The text with one revision in the place of others, wherever its header says what it needs.
   *
   * @param text of a file that {@link RevisionParser} reads
   */
  public static String withInstead(String text, Collection<String> others, String one) {
    int end = headerEnd(text);
    int start = headerStart(text, end);
    String header =
        NEEDS
            .matcher(text.substring(start, end))
            .replaceAll(
                line ->
                    Matcher.quoteReplacement(line.group(1) + instead(line.group(2), others, one)));
    return text.substring(0, start) + header + text.substring(end);
  }

  /** As it was written, where none of the others is named. */
  private static String instead(String ids, Collection<String> others, String one) {
    List<String> all = Arrays.stream(ids.split(",")).map(String::strip).toList();
    return all.stream().noneMatch(others::contains)
        ? ids
        : all.stream()
            .map(id -> others.contains(id) ? one : id)
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** Behind the message. */
  private static int headerStart(String text, int end) {
    Matcher message = MESSAGE.matcher(text).region(0, end);
    return message.find() ? message.end() : 0;
  }

  private static int headerEnd(String text) {
    Matcher block = BLOCK.matcher(text);
    return block.find() ? block.start() : text.length();
  }
}
