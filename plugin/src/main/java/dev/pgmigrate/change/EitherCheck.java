package dev.pgmigrate.change;

import dev.pgmigrate.schema.Expression;
import dev.pgmigrate.sql.Lexer;
import dev.pgmigrate.sql.Token;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A check that lets through what either of two lets through, as a person would write it. */
public final class EitherCheck {
  private static final Set<Token.Kind> LITERALS = Set.of(Token.Kind.STRING, Token.Kind.NUMBER);

  private EitherCheck() {}

  /**
   * One list where both list values of the same column, one range where both are ranges of it; else
   * the two with OR between them.
   */
  public static Expression of(Expression one, Expression other) {
    List<Token> a = tokens(one);
    List<Token> b = tokens(other);
    boolean sameColumn =
        a.size() > 1
            && b.size() > 1
            && a.get(0).folded().equals(b.get(0).folded())
            && a.get(1).folded().equals(b.get(1).folded());
    if (sameColumn && isList(a) && isList(b)) {
      Set<String> values = new LinkedHashSet<>(values(a));
      values.addAll(values(b));
      return Expression.of(a.get(0).text() + " IN (" + String.join(", ", values) + ")");
    }
    if (sameColumn && isRange(a) && isRange(b)) {
      BigDecimal least = number(a, 2).min(number(b, 2));
      BigDecimal most = number(a, 4).max(number(b, 4));
      return Expression.of(a.get(0).text() + " BETWEEN " + least + " AND " + most);
    }
    return Expression.of("(" + one.text() + ") OR (" + other.text() + ")");
  }

  /** Without parentheses around the whole. */
  private static List<Token> tokens(Expression expression) {
    List<Token> tokens = Lexer.tokens(expression.text());
    while (isWrapped(tokens)) {
      tokens = tokens.subList(1, tokens.size() - 1);
    }
    return tokens;
  }

  private static boolean isWrapped(List<Token> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size() - 1; i++) {
      depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
      if (depth == 0) {
        return false;
      }
    }
    return tokens.size() > 2 && tokens.get(tokens.size() - 1).is(")");
  }

  private static boolean isIn(Token token) {
    return token.isWord("in");
  }

  /** {@code column IN ('a', 'b')}. */
  private static boolean isList(List<Token> tokens) {
    if (tokens.size() < 5 || !isIn(tokens.get(1)) || !tokens.get(2).is("(")) {
      return false;
    }
    for (int i = 3; i < tokens.size() - 1; i++) {
      boolean fits = i % 2 == 1 ? LITERALS.contains(tokens.get(i).kind()) : tokens.get(i).is(",");
      if (!fits) {
        return false;
      }
    }
    return tokens.size() % 2 == 1 && tokens.get(tokens.size() - 1).is(")");
  }

  private static List<String> values(List<Token> tokens) {
    return tokens.stream()
        .filter(token -> LITERALS.contains(token.kind()))
        .map(Token::text)
        .collect(Collectors.toList());
  }

  /** {@code column BETWEEN 0 AND 3}. */
  private static boolean isRange(List<Token> tokens) {
    return tokens.size() == 5
        && tokens.get(1).isWord("between")
        && tokens.get(2).kind() == Token.Kind.NUMBER
        && tokens.get(3).isWord("and")
        && tokens.get(4).kind() == Token.Kind.NUMBER;
  }

  private static BigDecimal number(List<Token> tokens, int at) {
    return new BigDecimal(tokens.get(at).text());
  }
}
