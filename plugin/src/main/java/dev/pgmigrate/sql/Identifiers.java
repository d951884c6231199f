package dev.pgmigrate.sql;

import java.util.function.UnaryOperator;

/**
 * The identifiers in an expression as the catalog deparses it: literals are passed over. A function
 * or type of a column's name counts too; so an answer may be too large, never too small.
 */
public final class Identifiers {
  private Identifiers() {}

  /** Whether {@code text} has the identifier {@code name}. */
  public static boolean mentions(String text, String name) {
    boolean[] found = {false};
    map(
        text,
        identifier -> {
          found[0] |= identifier.equals(name);
          return identifier;
        });
    return found[0];
  }

  /** The text with one identifier renamed. */
  public static String rename(String text, String from, String to) {
    return map(text, name -> name.equals(from) ? to : name);
  }

  /** The text with each identifier replaced. */
  public static String map(String text, UnaryOperator<String> replacement) {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (c == '\'') {
        end = closing(text, i);
        result.append(text, i, end);
      } else if (c == '"') {
        end = closing(text, i);
        String name = text.substring(i + 1, Math.max(i + 1, end - 1)).replace("\"\"", "\"");
        append(result, text.substring(i, end), name, replacement);
      } else if (Character.isLetter(c) || c == '_') {
        while (end < text.length() && isPart(text.charAt(end))) {
          end++;
        }
        String word = text.substring(i, end);
        append(result, word, word, replacement);
      } else if (Character.isDigit(c)) {
        while (end < text.length() && isPart(text.charAt(end))) {
          end++;
        }
        result.append(text, i, end);
      } else {
        result.append(c);
      }
      i = end;
    }
    return result.toString();
  }

  private static void append(
      StringBuilder result, String written, String name, UnaryOperator<String> replacement) {
    String replaced = replacement.apply(name);
    result.append(replaced.equals(name) ? written : Identifier.quote(replaced));
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  /** The position after the quote that closes the one at {@code start}; a doubled one goes on. */
  private static int closing(String text, int start) {
    char quote = text.charAt(start);
    int i = start + 1;
    while (i < text.length()) {
      if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
      i++;
    }
    return text.length();
  }
}
