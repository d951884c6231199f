package dev.pgmigrate.maven;

import dev.pgmigrate.MigrationException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as PostgreSQL's own settings are written: {@code 500}, {@code 500ms}, {@code 2s}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) *(ms|s|min|h|)");

  private Durations() {}

  /** The duration that a parameter says. */
  static Duration parse(String parameter, String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new MigrationException(
          parameter + " is " + text + "; write it as 500ms, 2s, 5min or 1h, or 0 for none");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMillis(number);
    };
  }
}
