package dev.pgmigrate.config;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * {@code ${name:default}} in a setting, as Spring, Quarkus and Micronaut resolve it: names and
 * defaults may hold placeholders again.
 */
final class SettingPlaceholders {
  private final Function<String, Optional<String>> lookup;
  private final Set<String> within = new HashSet<>();

  SettingPlaceholders(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
  }

  /** Nothing, and the name of it, gives the placeholder a value. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown(String name) {
      super(name);
    }
  }

  /** The text without placeholders. */
  String resolve(String text) throws Unknown {
    int start = text.indexOf("${");
    int end = start < 0 ? -1 : closing(text, start);
    if (end < 0) {
      return text;
    }
    String inside = text.substring(start + 2, end);
    int colon = colon(inside);
    String name = resolve(colon < 0 ? inside : inside.substring(0, colon));
    boolean circle = !within.add(name);
    Optional<String> found = circle ? Optional.empty() : lookup.apply(name);
    if (circle || (found.isEmpty() && colon < 0)) {
      throw new Unknown(name);
    }
    String value = resolve(found.orElseGet(() -> unquoted(inside.substring(colon + 1))));
    within.remove(name);
    return text.substring(0, start) + value + resolve(text.substring(end + 1));
  }

  /** Micronaut quotes a default that holds a colon. */
  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("`") && text.endsWith("`");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static int closing(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        depth++;
      } else if (text.charAt(i) == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The one between name and default: not within a placeholder in the name. */
  private static int colon(String inside) {
    int depth = 0;
    for (int i = 0; i < inside.length(); i++) {
      if (inside.startsWith("${", i)) {
        depth++;
      } else if (inside.charAt(i) == '}') {
        depth--;
      } else if (inside.charAt(i) == ':' && depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
