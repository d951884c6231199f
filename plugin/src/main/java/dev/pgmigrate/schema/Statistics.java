package dev.pgmigrate.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ANALYZE is told about a column.
 *
 * @param target how much it samples; null when it is the server's setting
 * @param options {@code n_distinct} and the like
 */
public record Statistics(@Nullable Integer target, Map<String, String> options) {
  public Statistics {
    options = Maps.ordered(options);
  }

  /** The statistics of a column; null where nothing is said. */
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
