package dev.pgmigrate.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a rule, for the person who got a finding: the documentation's, which is in the jar,
 * too.
 *
 * @param id the rule
 * @param happens what the statement does
 * @param why what PostgreSQL does, and to whom
 * @param allow when it may be as it is
 * @param instead SQL that has no finding of the rule
 * @param markdown all of the page
 */
public record RulePage(
    String id, String happens, String why, String allow, String instead, String markdown) {
  private static final Pattern PARTS =
      Pattern.compile(
          "# \\S+\\s+(.+?)\\s+\\*\\*Why\\.\\*\\* (.+?)\\s+\\*\\*When to allow it\\.\\*\\*"
              + " (.+?)\\s+## Before\\s.*## Instead\\s+```sql\\n(.+?)\\n```\\s*",
          Pattern.DOTALL);

  /** A piece of a sentence. */
  record Piece(String text, boolean code) {}

  /** The page of this rule; empty for a check, which has none. */
  public static Optional<RulePage> of(String id) {
    try (InputStream page = RulePage.class.getResourceAsStream("rules/" + id + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(parse(id, new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page that is as all of them are. */
  static RulePage parse(String id, String markdown) {
    Matcher parts = PARTS.matcher(markdown.replace("\r\n", "\n"));
    if (!parts.matches()) {
      throw new IllegalStateException("the page of " + id + " is not as the others are");
    }
    return new RulePage(
        id, line(parts, 1), line(parts, 2), line(parts, 3), parts.group(4), markdown);
  }

  private static String line(Matcher parts, int group) {
    return parts.group(group).replaceAll("\\s+", " ");
  }

  /** What happens, and why, as HTML has it: code apart. */
  public List<Piece> reason() {
    return pieces(happens + " " + why);
  }

  /** When to allow it, likewise. */
  public List<Piece> allowance() {
    return pieces(allow);
  }

  /** What stands between two backticks is code. */
  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    for (String part : text.split("`", -1)) {
      pieces.add(new Piece(part, pieces.size() % 2 == 1));
    }
    return pieces;
  }
}
