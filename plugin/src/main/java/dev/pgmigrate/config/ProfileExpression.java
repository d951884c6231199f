package dev.pgmigrate.config;

import java.util.Collection;

/** {@code prod & (cloud | !test)}: for which profiles a document is. */
final class ProfileExpression {
  private final String text;
  private final Collection<String> active;
  private int at;

  private ProfileExpression(String text, Collection<String> active) {
    this.text = text;
    this.active = active;
  }

  /** Whether it holds with these profiles; a comma is an "or". */
  static boolean matches(String expression, Collection<String> active) {
    return new ProfileExpression(expression.replaceAll("\\s+", "").replace(',', '|'), active)
        .either();
  }

  private boolean either() {
    boolean result = both();
    while (next('|')) {
      result |= both();
    }
    return result;
  }

  private boolean both() {
    boolean result = single();
    while (next('&')) {
      result &= single();
    }
    return result;
  }

  private boolean single() {
    if (next('!')) {
      return !single();
    }
    if (next('(')) {
      boolean result = either();
      next(')');
      return result;
    }
    int start = at;
    while (at < text.length() && "|&!()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return active.contains(text.substring(start, at));
  }

  private boolean next(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }
}
