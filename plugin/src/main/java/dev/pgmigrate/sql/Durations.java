package dev.pgmigrate.sql;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as PostgreSQL's own settings are written: {@code 500}, {@code 500ms}, {@code 2s}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}) *(ms|s|min|h|)");

  private Durations() {}

  /** The duration that a text says; a number alone counts milliseconds. Empty: it says none. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "min" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofMillis(number);
        });
  }
}
