package dev.pgmigrate.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apiguardian.api.API;

/**
 * How long a step may be in the way of others, and how often it is tried.
 *
 * @param lockTimeout how long a statement waits for a lock while others queue behind it; forms with
 *     CONCURRENTLY, behind which nobody queues, wait for ever
 * @param statementTimeout how long a statement may take; zero: for ever
 * @param attempts how often a step, or a range of a batch, is tried that ended by lock timeout,
 *     deadlock, serialization failure or the loss of its session
 * @param firstPause before the second attempt; doubled before each further one, up to half a minute
 * @param patience how long a server that went away is waited for
 * @param grace how long a run that a person stops may take to end by itself
 */
@API(status = API.Status.EXPERIMENTAL)
public record Limits(
    Duration lockTimeout,
    Duration statementTimeout,
    int attempts,
    Duration firstPause,
    Duration patience,
    Duration grace) {
  /** Two seconds, no end, ten attempts in about two minutes, and one minute for a restart. */
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(2), Duration.ZERO, 10, Duration.ofMillis(500), Duration.ofMinutes(1));

  private static final long LONGEST_PAUSE = 30_000;

  /** With five seconds of grace. */
  public Limits(
      Duration lockTimeout,
      Duration statementTimeout,
      int attempts,
      Duration firstPause,
      Duration patience) {
    this(lockTimeout, statementTimeout, attempts, firstPause, patience, Duration.ofSeconds(5));
  }

  /** The same, with this time for a run that a person stops. */
  public Limits withGrace(Duration other) {
    return new Limits(lockTimeout, statementTimeout, attempts, firstPause, patience, other);
  }

  /** For a transaction, whatever the role's own timeouts are. */
  public List<String> forTransaction() {
    return List.of(
        "SET LOCAL lock_timeout = " + lockTimeout.toMillis(),
        "SET LOCAL statement_timeout = " + statementTimeout.toMillis());
  }

  /** How long the server may have nothing to do for us while we wait for its answer. */
  public Duration silence() {
    return patience.dividedBy(6);
  }

  /** The pause after this attempt, from 1; up to a quarter longer than the rule says, by chance. */
  public Duration pause(int attempt) {
    long doubled = firstPause.toMillis() << Math.min(20, attempt - 1);
    long base = Math.min(LONGEST_PAUSE, doubled);
    return Duration.ofMillis(base + ThreadLocalRandom.current().nextLong(base / 4 + 1));
  }
}
