package dev.pgmigrate.rows;

import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values that an expression itself suggests: its constants, members of its lists, neighbours of its
 * numbers, texts as long as it wants them, matches of its patterns.
 */
final class Hints {
  private static final long[] STEPS = {1, -1, 2, -2, 3};
  private static final int LONGEST = 200;
  private static final int MOST = 60;

  private final Set<String> exact = new LinkedHashSet<>();
  private final Set<String> near = new LinkedHashSet<>();
  private final List<String> keys = new ArrayList<>();

  private Hints() {}

  /** The texts of values, the likeliest first. */
  static List<String> of(Iterable<String> expressions) {
    Hints hints = new Hints();
    expressions.forEach(hints::add);
    hints.addDocument();
    hints.exact.addAll(hints.near);
    return hints.exact.stream().limit(MOST).toList();
  }

  private void add(String expression) {
    List<Token> tokens = Lexer.tokens(expression);
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.STRING) {
        text(unquoted(token.text()), pattern(tokens, i));
      } else if (token.kind() == Token.Kind.NUMBER) {
        boolean minus = i > 0 && tokens.get(i - 1).is("-");
        number((minus ? "-" : "") + token.text());
      }
    }
  }

  /** Whether the operator before says that the text is a pattern. */
  private static boolean pattern(List<Token> tokens, int at) {
    int before = at - 1;
    while (before >= 0 && (tokens.get(before).is("(") || tokens.get(before).isWord("any"))) {
      before--;
    }
    return before >= 0 && tokens.get(before).text().contains("~");
  }

  private void text(String text, boolean pattern) {
    if (pattern) {
      exact.addAll(PatternSample.of(text));
      return;
    }
    exact.add(text);
    keys.add(text);
    if (text.startsWith("{") && text.endsWith("}")) {
      exact.addAll(List.of(text.substring(1, text.length() - 1).split(",", -1)));
    }
    near.addAll(PatternSample.of(text));
    number(text);
  }

  private void number(String text) {
    try {
      double number = Double.parseDouble(text);
      exact.add(text);
      if (number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE / 2.0) {
        long whole = (long) number;
        for (long step : STEPS) {
          near.add(String.valueOf(whole + step));
        }
        lengths(whole);
      } else {
        near.add(String.valueOf(number + 0.01));
        near.add(String.valueOf(number - 0.01));
      }
      near.add(BigDecimal.valueOf(number / 2).toPlainString());
    } catch (NumberFormatException e) {
      return; // It is no number.
    }
  }

  private void lengths(long length) {
    for (long wanted = length - 1; wanted <= length + 1; wanted++) {
      if (wanted > 0 && wanted <= LONGEST) {
        near.add("a".repeat((int) wanted));
        near.add("b".repeat((int) wanted));
        near.add("1".repeat((int) wanted));
        near.add("A".repeat((int) wanted));
      }
    }
  }

  /** All texts as keys of one JSON object. */
  private void addDocument() {
    if (!keys.isEmpty()) {
      near.add(document("1"));
      near.add(document("\"a\""));
      near.add(document("{}"));
      near.add(document("[]"));
    }
  }

  private String document(String value) {
    List<String> members =
        keys.stream()
            .distinct()
            .filter(key -> key.matches("\\w+"))
            .map(key -> '"' + key + "\": " + value)
            .toList();
    return "{" + String.join(", ", members) + "}";
  }

  private static String unquoted(String literal) {
    int open = literal.indexOf('\'');
    String text = literal.substring(open + 1, literal.length() - 1).replace("''", "'");
    boolean escapes = open > 0 && Character.toUpperCase(literal.charAt(0)) == 'E';
    return escapes ? text.replace("\\\\", "\\") : text;
  }
}
