package dev.pgmigrate.watch;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length, precision or scale of a type, as {@code format_type} prints it. */
final class TypeLength {
  private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");
  private static final int MICROSECONDS = 6;

  private TypeLength() {}

  /** Whether each value of the one is short enough for the other; the types themselves fit. */
  static boolean fits(String from, String to) {
    List<Integer> wanted = numbers(to);
    if (wanted.isEmpty()) {
      return true;
    }
    List<Integer> present = numbers(from);
    if (to.startsWith("time") || to.startsWith("interval")) {
      return wanted.get(0) >= (present.isEmpty() ? MICROSECONDS : present.get(0));
    }
    if (to.startsWith("numeric")) {
      return from.startsWith("numeric")
          && !present.isEmpty()
          && scale(wanted) >= scale(present)
          && wanted.get(0) - scale(wanted) >= present.get(0) - scale(present);
    }
    return !present.isEmpty() && wanted.get(0) >= present.get(0);
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
