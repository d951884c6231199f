package dev.pgmigrate.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How far a long step has come.
 *
 * @param phase what is being done, in words
 * @param done how many units are done
 * @param total how many there are, as far as is known; 0 when it is not
 * @param unit what is counted; empty when nothing is
 * @param rate units a second; 0 when it is not known yet
 * @param elapsed since it began
 * @param waitingFor whom it waits for now
 */
@API(status = API.Status.EXPERIMENTAL)
public record StepProgress(
    String phase,
    long done,
    long total,
    String unit,
    double rate,
    Duration elapsed,
    List<Blocker> waitingFor) {
  public StepProgress {
    waitingFor = List.copyOf(waitingFor);
  }

  /** What part is done, from 0 to 1; empty when it is not known. */
  public Optional<Double> part() {
    return total <= 0 ? Optional.empty() : Optional.of(Math.min(1, (double) done / total));
  }

  /** How long the rest will take at this rate; empty when it is not known. */
  public Optional<Duration> remaining() {
    return total <= 0 || rate <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, total - done) / rate)));
  }
}
