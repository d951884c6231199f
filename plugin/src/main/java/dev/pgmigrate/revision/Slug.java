package dev.pgmigrate.revision;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as a part of a file name: Latin, Greek and Cyrillic letters in ASCII, all else but
 * digits folded. Letters of other scripts are lost, and a few digits of a hash stand for them.
 */
final class Slug {
  private static final int LENGTH = 40;
  private static final int HASH = 8;
  private static final Pattern HALF = Pattern.compile("(.*) \\((expand|contract)\\)");
  private static final String[] LATIN = {
    "\u00df ss",
    "\u00e6 ae",
    "\u00f8 o",
    "\u0153 oe",
    "\u0142 l",
    "\u0111 d",
    "\u00f0 d",
    "\u00fe th",
    "\u0131 i",
    "\u0127 h",
    "\u014b n"
  };
  private static final String[] GREEK = {
    "\u03b1 a",
    "\u03b2 v",
    "\u03b3 g",
    "\u03b4 d",
    "\u03b5 e",
    "\u03b6 z",
    "\u03b7 i",
    "\u03b8 th",
    "\u03b9 i",
    "\u03ba k",
    "\u03bb l",
    "\u03bc m",
    "\u03bd n",
    "\u03be x",
    "\u03bf o",
    "\u03c0 p",
    "\u03c1 r",
    "\u03c3 s",
    "\u03c2 s",
    "\u03c4 t",
    "\u03c5 y",
    "\u03c6 f",
    "\u03c7 ch",
    "\u03c8 ps",
    "\u03c9 o"
  };
  private static final String[] CYRILLIC = {
    "\u0430 a",
    "\u0431 b",
    "\u0432 v",
    "\u0433 g",
    "\u0434 d",
    "\u0435 e",
    "\u0436 zh",
    "\u0437 z",
    "\u0438 i",
    "\u043a k",
    "\u043b l",
    "\u043c m",
    "\u043d n",
    "\u043e o",
    "\u043f p",
    "\u0440 r",
    "\u0441 s",
    "\u0442 t",
    "\u0443 u",
    "\u0444 f",
    "\u0445 kh",
    "\u0446 ts",
    "\u0447 ch",
    "\u0448 sh",
    "\u0449 shch",
    "\u044a ",
    "\u044b y",
    "\u044c ",
    "\u044d e",
    "\u044e yu",
    "\u044f ya",
    "\u0454 ye",
    "\u0456 i",
    "\u0491 g",
    "\u0452 dj",
    "\u0458 j",
    "\u0459 lj",
    "\u045a nj",
    "\u045b c",
    "\u045f dz",
    "\u0455 dz"
  };
  private static final Map<Integer, String> LETTERS = new HashMap<>();

  static {
    for (String[] script : new String[][] {LATIN, GREEK, CYRILLIC}) {
      for (String letter : script) {
        LETTERS.put(letter.codePointAt(0), letter.substring(2));
      }
    }
  }

  private Slug() {}

  /** Never empty; the half of a pair stays whole, however long the message before it is. */
  static String of(String message) {
    Matcher half = HALF.matcher(message);
    return half.matches()
        ? of(half.group(1), LENGTH - half.group(2).length() - 1) + "_" + half.group(2)
        : of(message, LENGTH);
  }

  private static String of(String message, int length) {
    String plain =
        Normalizer.normalize(message.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "");
    StringBuilder ascii = new StringBuilder();
    plain.codePoints().forEach(letter -> ascii.append(inAscii(letter)));
    boolean lost =
        plain
            .codePoints()
            .anyMatch(
                letter ->
                    letter > 127
                        && Character.isLetterOrDigit(letter)
                        && !LETTERS.containsKey(letter));
    String words = folded(ascii.toString(), lost ? length - HASH - 1 : length);
    if (!lost) {
      return words.isEmpty() ? "revision" : words;
    }
    String hash = new Fingerprint().add(message).hex().substring(0, HASH);
    return words.isEmpty() ? "message_" + hash : words + "_" + hash;
  }

  private static String inAscii(int letter) {
    return LETTERS.getOrDefault(letter, Character.toString(letter));
  }

  private static String folded(String text, int length) {
    String words = text.replaceAll("[^a-z0-9]+", "_");
    String cut = words.length() > length ? words.substring(0, length) : words;
    return cut.replaceAll("^_+|_+$", "");
  }
}
