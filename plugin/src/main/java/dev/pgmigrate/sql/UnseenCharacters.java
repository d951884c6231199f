package dev.pgmigrate.sql;

import java.util.Locale;
import java.util.Optional;

/**
 * Characters that make a text another one than people see: what no text of PostgreSQL can hold, and
 * what shows the text in another order than it is executed in.
 */
public final class UnseenCharacters {
  /** The name by which a revision's header allows what {@link #direction} finds. */
  public static final String TEXT_DIRECTION = "text-direction";

  private UnseenCharacters() {}

  /**
   * The first NUL of a text, as the fault that it is.
   *
   * @return empty where there is none
   */
  public static Optional<SqlSyntaxException> nul(String text) {
    int at = text.indexOf('\0');
    return at < 0
        ? Optional.empty()
        : Optional.of(
            new SqlSyntaxException(
                line(text, at),
                "there is a NUL character (U+0000), which PostgreSQL cannot store",
                "Remove it."));
  }

  /**
   * The first character that overrides, embeds or isolates the direction of what follows. Letters
   * of scripts that are written from right to left, and the marks beside them, are none.
   *
   * @return empty where there is none
   */
  public static Optional<SqlSyntaxException> direction(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if ((c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069')) {
        return Optional.of(
            new SqlSyntaxException(
                line(text, at),
                "there is U+%04X (%s): people do not read here what is executed"
                    .formatted((int) c, Character.getName(c).toLowerCase(Locale.ROOT)),
                ("Remove it; a literal has it as U&'\\%04X'. A revision that is already applied"
                        + " may keep it: '-- allow: %s <why>' in its header.")
                    .formatted((int) c, TEXT_DIRECTION)));
      }
    }
    return Optional.empty();
  }

  private static int line(String text, int at) {
    return (int)
            text.substring(0, at)
                .replace("\r\n", "\n")
                .chars()
                .filter(c -> c == '\n' || c == '\r')
                .count()
        + 1;
  }
}
