package dev.pgmigrate.run;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a backend has had nothing to do while somebody waits for its answer, by the looks at it
 * and not by a clock: a process that was frozen for an hour has not looked.
 */
final class Silence {
  private @Nullable String began;
  private Duration soFar = Duration.ZERO;

  /**
   * After one more look.
   *
   * @param now what the backend does; empty when there is none, which counts only where it was seen
   *     before: else the looks may go to another server
   * @param period since the look before
   */
  Duration after(Optional<Looks.Activity> now, Duration period) {
    boolean other = now.filter(a -> began == null || a.began().equals(began)).isEmpty();
    if (began == null) {
      began = now.map(Looks.Activity::began).orElse(null);
    }
    boolean silent = began != null && (other || now.orElseThrow().idle());
    soFar = silent ? soFar.plus(period) : Duration.ZERO;
    return soFar;
  }
}
