package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of ANALYZE for a column.
 *
 * @param target the statistics target; null for the server's setting
 * @param options {@code n_distinct} and similar options
 */
public record Statistics(@Nullable Integer target, Map<String, String> options) {
  public Statistics {
    options = Maps.ordered(options);
  }

  /** The statistics of a column; null without settings. */
  public static @Nullable Statistics of(@Nullable Integer target, Map<String, String> options) {
    return target == null && options.isEmpty() ? null : new Statistics(target, options);
  }

  /** {@code 500, n_distinct=-0.5}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(target == null ? "" : target.toString());
    options.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value));
    return text.toString();
  }
}
