package dev.pgmigrate.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts that a pattern likely matches; whether it does is PostgreSQL's to say. Knows literals,
 * classes, groups, alternatives and repetitions of regular expressions, and the wildcards of LIKE.
 */
final class PatternSample {
  private static final int VARIANTS = 4;
  private static final String WORDS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- .@/+,:";
  private static final int MOST = 64;

  private final String pattern;
  private final int variant;
  private int at;

  private PatternSample(String pattern, int variant) {
    this.pattern = pattern;
    this.variant = variant;
  }

  /** Samples of the text as a regular expression and as a pattern of LIKE. */
  static List<String> of(String pattern) {
    List<String> samples = new ArrayList<>();
    if (pattern.contains("%") || pattern.contains("_")) {
      for (char c : new char[] {'a', 'b', '1'}) {
        samples.add(pattern.replace('%', c).replace('_', c));
      }
      samples.add(pattern.replace("%", "").replace('_', 'a'));
    }
    for (int variant = 0; variant < VARIANTS; variant++) {
      try {
        samples.add(new PatternSample(pattern, variant).alternatives());
      } catch (IndexOutOfBoundsException unfinished) {
        return samples; // It is no regular expression.
      }
    }
    return samples;
  }

  private String alternatives() {
    List<String> all = new ArrayList<>();
    all.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all.add(sequence());
    }
    return all.get(variant % all.size());
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      String atom = atom();
      text.append(atom.repeat(repetitions()));
    }
    return text.length() > MOST ? text.substring(0, MOST) : text.toString();
  }

  private String atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^', '$' -> "";
      case '.' -> pick("abcd");
      case '\\' -> pick(shorthand(pattern.charAt(at++)));
      case '[' -> pick(members());
      case '(' -> group();
      default -> String.valueOf(c);
    };
  }

  private String group() {
    boolean ahead = pattern.startsWith("?!", at) || pattern.startsWith("?=", at);
    if (pattern.startsWith("?", at)) {
      at += pattern.startsWith("?<", at) ? 3 : 2;
    }
    String text = alternatives();
    at++;
    return ahead ? "" : text;
  }

  private String pick(String members) {
    return members.isEmpty() ? "" : String.valueOf(members.charAt(variant % members.length()));
  }

  private static String shorthand(char c) {
    return switch (c) {
      case 'd' -> "1234567890";
      case 'w' -> "abcd1234_";
      case 's' -> " ";
      case 'D', 'S', 'W' -> c == 'W' ? "-+" : "abcd";
      case 'A', 'Z', 'm', 'M', 'y', 'b' -> "";
      default -> String.valueOf(c);
    };
  }

  /** The members of a class, the bracket being open. */
  private String members() {
    StringBuilder members = new StringBuilder();
    boolean not = pattern.charAt(at) == '^';
    at += not ? 1 : 0;
    int first = at;
    while (pattern.charAt(at) != ']' || at == first) {
      if (pattern.startsWith("[:", at)) {
        int end = pattern.indexOf(":]", at);
        members.append(named(pattern.substring(at + 2, end)));
        at = end + 2;
        continue;
      }
      char c = pattern.charAt(at++);
      if (c == '\\') {
        members.append(shorthand(pattern.charAt(at++)));
      } else if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        for (char one = c; one <= pattern.charAt(at + 1); one++) {
          members.append(one);
        }
        at += 2;
      } else {
        members.append(c);
      }
    }
    at++;
    return not ? others(members.toString()) : members.toString();
  }

  private static String named(String name) {
    return switch (name) {
      case "digit" -> "1234567890";
      case "upper" -> "ABCD";
      case "space", "blank" -> " ";
      case "punct" -> ".,:";
      case "xdigit" -> "abcdef1234567890";
      default -> "abcd";
    };
  }

  private static String others(String members) {
    StringBuilder others = new StringBuilder();
    WORDS.chars().filter(c -> members.indexOf(c) < 0).forEach(c -> others.append((char) c));
    return others.toString();
  }

  private int repetitions() {
    if (at >= pattern.length()) {
      return 1;
    }
    int times =
        switch (pattern.charAt(at)) {
          case '?', '*' -> variant % 2;
          case '+' -> 1 + variant;
          case '{' -> bound();
          default -> -1;
        };
    if (times < 0) {
      return 1;
    }
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    return Math.min(times, MOST);
  }

  /** The least of a bound; leaves at its closing brace. */
  private int bound() {
    int end = pattern.indexOf('}', at);
    String[] bounds = pattern.substring(at + 1, end).split(",", -1);
    at = end;
    try {
      return Integer.parseInt(bounds[0].strip());
    } catch (NumberFormatException e) {
      throw new StringIndexOutOfBoundsException(bounds[0]);
    }
  }
}
