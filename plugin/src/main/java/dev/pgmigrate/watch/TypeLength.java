package dev.pgmigrate.watch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length, precision or scale of a type, as {@code format_type} prints it. */
final class TypeLength {
  private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");
  private static final int MICROSECONDS = 6;
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private TypeLength() {}

  /** Whether each value of the one is short enough for the other; the types themselves fit. */
  static boolean fits(String from, String to) {
    List<Integer> wanted = numbers(to);
    if (wanted.isEmpty()) {
      return true;
    }
    List<Integer> present = numbers(from);
    if (to.startsWith("time") || to.startsWith("interval")) {
      return from.equals("date")
          || wanted.get(0) >= (present.isEmpty() ? MICROSECONDS : present.get(0));
    }
    if (to.startsWith("numeric")) {
      int before = present.isEmpty() ? digits(from) : present.get(0) - scale(present);
      return scale(wanted) >= scale(present) && wanted.get(0) - scale(wanted) >= before;
    }
    return wanted.get(0) >= length(from, present);
  }

  /** How many digits an integer has at most. */
  private static int digits(String type) {
    return switch (type) {
      case "smallint" -> 5;
      case "integer" -> 10;
      case "bigint" -> 19;
      default -> UNLIMITED;
    };
  }

  /** How long a value is at most, as text. */
  private static int length(String type, List<Integer> numbers) {
    return switch (type) {
      case "boolean" -> 5;
      case "uuid" -> 36;
      case "smallint", "integer", "bigint" -> 1 + digits(type);
      default -> {
        if (numbers.isEmpty()) {
          yield UNLIMITED;
        }
        boolean counted = type.startsWith("character") || type.startsWith("bit");
        yield counted ? numbers.get(0) : type.startsWith("numeric") ? numeric(numbers) : UNLIMITED;
      }
    };
  }

  /** With its sign, the zero before the point, and the point. */
  private static int numeric(List<Integer> numbers) {
    return numbers.get(0) + 3;
  }

  private static int scale(List<Integer> numbers) {
    return numbers.size() > 1 ? numbers.get(1) : 0;
  }

  private static List<Integer> numbers(String type) {
    Matcher matcher = NUMBERS.matcher(type);
    if (!matcher.find()) {
      return List.of();
    }
    int first = Integer.parseInt(matcher.group(1));
    return matcher.group(2) == null
        ? List.of(first)
        : List.of(first, Integer.parseInt(matcher.group(2)));
  }
}
