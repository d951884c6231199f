package dev.pgmigrate.jdbc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameter {@code options}: settings that a session begins with, as {@code -c name=value} or
 * {@code --name=value}, a backslash before each blank of a value.
 *
 * @param settings their names in lower case, in their order
 */
record StartupOptions(Map<String, String> settings) {
  private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s\\\\])+", Pattern.DOTALL);
  private static final Pattern SETTING =
      Pattern.compile("(?:-c\\s*|--)([\\w.-]+)=(.*)", Pattern.DOTALL);

  StartupOptions {
    settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** Empty when it holds something else than settings, such as {@code -F}. */
  static Optional<StartupOptions> of(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      String option = word.group();
      if (option.equals("-c") && word.find()) {
        option += word.group();
      }
      Matcher setting = SETTING.matcher(option.replaceAll("(?s)\\\\(.)", "$1"));
      if (!setting.matches()) {
        return Optional.empty();
      }
      settings.put(name(setting.group(1)), setting.group(2));
    }
    return Optional.of(new StartupOptions(settings));
  }

  StartupOptions with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(name(name), value);
    return new StartupOptions(more);
  }

  StartupOptions without(Set<String> names) {
    Map<String, String> rest = new LinkedHashMap<>(settings);
    rest.keySet().removeAll(names);
    return new StartupOptions(rest);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(settings.get(name(name)));
  }

  /** As the server reads it. */
  String text() {
    return settings.entrySet().stream()
        .map(s -> "-c " + s.getKey() + "=" + s.getValue().replaceAll("[\\\\\\s]", "\\\\$0"))
        .collect(Collectors.joining(" "));
  }

  /** A value may be anything. */
  @Override
  public String toString() {
    return "StartupOptions" + settings.keySet();
  }

  private static String name(String written) {
    return written.toLowerCase(Locale.ROOT).replace('-', '_');
  }
}
