package dev.pgmigrate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation for a person at a terminal: headings and bold words stand out,
 * paragraphs and lists are broken at its edge, a link is its words, SQL is indented. Nothing else
 * of Markdown is on these pages. For a file or a program it is the page as it is written.
 */
public final class PageText {
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final Pattern INLINE =
      Pattern.compile("`([^`]+)`|\\*\\*(.+?)\\*\\*|\\[(.+?)\\]\\([^)]*\\)");
  private static final String FENCE = "```";
  private static final String ITEM = "- ";
  private static final String CODE_INDENT = "    ";

  private final Paper paper;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder paragraph = new StringBuilder();

  private PageText(Paper paper) {
    this.paper = paper;
  }

  /**
   * The whole page.
   *
   * @param markdown as the documentation has it
   */
  public static String of(String markdown, Paper paper) {
    return paper.coloured() ? new PageText(paper).page(markdown) : markdown;
  }

  private String page(String markdown) {
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      if (line.startsWith(FENCE)) {
        end();
        code = !code;
      } else if (code) {
        text.append(CODE_INDENT).append(line).append('\n');
      } else if (heading.matches()) {
        end();
        text.append(paper.strong(heading.group(1))).append('\n');
      } else if (line.isBlank()) {
        end();
        text.append('\n');
      } else {
        if (line.startsWith(ITEM)) {
          end();
        }
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
      }
    }
    end();
    return text.toString();
  }

  private void end() {
    if (!paragraph.isEmpty()) {
      int indent = paragraph.indexOf(ITEM) == 0 ? ITEM.length() : 0;
      text.append(paper.broken(inline(paragraph.toString()), 0, indent)).append('\n');
      paragraph.setLength(0);
    }
  }

  /** Each word is strong of its own: a line may be broken behind it. */
  private String inline(String words) {
    return INLINE
        .matcher(words)
        .replaceAll(
            found -> {
              String bold = found.group(2);
              if (bold == null) {
                String plain = found.group(1) != null ? found.group(1) : inline(found.group(3));
                return Matcher.quoteReplacement(plain);
              }
              List<String> strong = new ArrayList<>();
              for (String word : inline(bold).split(" ", -1)) {
                strong.add(paper.strong(word));
              }
              return Matcher.quoteReplacement(String.join(" ", strong));
            });
  }
}
