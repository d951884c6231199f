package dev.pgmigrate.revision;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Comments that a person reads as a marker or a header, and the parser as a remark: those that
 * differ in blanks, dashes, case or the style of the comment. None of them is given a meaning: a
 * file that is applied would change by that.
 */
final class Lookalike {
  /** The header names, in the order in which they are written. */
  static final List<String> HEADERS =
      List.of(
          "revision",
          "parent",
          "depends-on",
          "replaces",
          "labels",
          "created",
          "phase",
          "irreversible",
          "allow");

  private static final Map<String, String> HEADER_BY_LETTERS =
      HEADERS.stream()
          .collect(
              Collectors.toMap(
                  name -> name.replace("-", ""),
                  Function.identity(),
                  (a, b) -> a,
                  LinkedHashMap::new));

  /** Signs of a comment, and what stands for a dash. */
  private static final String SIGNS = "*/_\u2212\u02D7\u2043\u2500\u2501";

  private static final Pattern COMMENT = Pattern.compile("--|/\\*");

  private Lookalike() {}

  /** The marker that a line of a comment seems to be, or to end with, as it is to be written. */
  static Optional<String> marker(String line) {
    if (hasNoColon(line)) {
      return Optional.empty();
    }
    return asMarker(line)
        .or(
            () ->
                commentsWithin(line)
                    .flatMap(within -> asMarker(within).stream())
                    .filter(marker -> marker.matches("-- migrate:(up|down)\\b.*"))
                    .findFirst());
  }

  /** The header that a line above the first block seems to be, or to end with. */
  static Optional<String> header(String line) {
    if (hasNoColon(line)) {
      return Optional.empty();
    }
    return asHeader(line)
        .or(() -> commentsWithin(line).flatMap(each -> asHeader(each).stream()).findFirst());
  }

  private static Optional<String> asMarker(String line) {
    return name(line)
        .filter("migrate"::equals)
        .map(name -> "-- migrate:" + firstWordFolded(value(line)));
  }

  private static Optional<String> asHeader(String line) {
    return name(line)
        .map(HEADER_BY_LETTERS::get)
        .map(name -> "-- " + name + ": " + value(line))
        .map(String::strip);
  }

  /** Most lines end here: their characters are looked at once, and nothing is normalised. */
  private static boolean hasNoColon(String line) {
    return line.indexOf(':') < 0 && isAscii(line);
  }

  private static boolean isAscii(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Without the forms of one character; ASCII has none, and the tables for it are large. */
  private static String normalized(String line) {
    return isAscii(line) ? line : Normalizer.normalize(line, Normalizer.Form.NFKC);
  }

  /** A line that was joined with the one before it stands behind its own dashes. */
  private static Stream<String> commentsWithin(String line) {
    if (line.indexOf("--", 1) < 0 && line.indexOf("/*", 1) < 0) {
      return Stream.of();
    }
    // One at the line's beginning says the same as the line.
    return COMMENT
        .matcher(line)
        .results()
        .filter(found -> found.start() > 0)
        .map(found -> line.substring(found.end()));
  }

  /** The letters before the first colon: blanks, dashes, case and signs of comments are none. */
  private static Optional<String> name(String line) {
    String plain = normalized(line);
    int colon = plain.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < colon; i += Character.charCount(plain.codePointAt(i))) {
      int c = plain.codePointAt(i);
      if (!isIgnored(c)) {
        letters.appendCodePoint(c);
      }
    }
    return Optional.of(letters.toString().toLowerCase(Locale.ROOT));
  }

  private static boolean isIgnored(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT,
          Character.NON_SPACING_MARK,
          Character.DASH_PUNCTUATION ->
          true;
      default -> SIGNS.indexOf(c) >= 0;
    };
  }

  private static String value(String line) {
    String plain = normalized(line);
    String value = plain.substring(plain.indexOf(':') + 1).replaceAll("[\\s\\p{Z}\\p{C}]+", " ");
    return value.replaceFirst("\\*/.*", "").strip();
  }

  private static String firstWordFolded(String value) {
    int end = value.indexOf(' ') < 0 ? value.length() : value.indexOf(' ');
    return value.substring(0, end).toLowerCase(Locale.ROOT) + value.substring(end);
  }
}
