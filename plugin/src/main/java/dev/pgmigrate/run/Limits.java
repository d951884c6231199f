package dev.pgmigrate.run;

import java.time.Duration;

/**
 * How long a step may be in the way of others, and how often it is tried.
 *
 * @param lockTimeout how long a statement waits for a lock while others queue behind it
 * @param attempts how often a transaction is tried that ended by lock timeout or deadlock
 * @param firstPause before the second attempt; doubled before each further one
 */
public record Limits(Duration lockTimeout, int attempts, Duration firstPause) {
  /** Two seconds, five attempts, pauses of 0.5, 1, 2 and 4 seconds. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(2), 5, Duration.ofMillis(500));
}
