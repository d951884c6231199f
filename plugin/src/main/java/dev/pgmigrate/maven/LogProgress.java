package dev.pgmigrate.maven;

import dev.pgmigrate.journal.Task;
import dev.pgmigrate.report.LeaseReport;
import dev.pgmigrate.report.RunReport;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.StepProgress;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/**
 * Says in Maven's log what the executor does, while it does it; of what takes long a line now and
 * then.
 */
final class LogProgress implements Progress {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final Log log;
  private Duration told = Duration.ZERO;

  LogProgress(Log log) {
    this.log = log;
  }

  @Override
  public void waiting(Lease.Holder holder) {
    log.info(LeaseReport.waiting(holder));
  }

  @Override
  public void done(Task task, int step, Duration took) {
    if (task.steps().size() > 1) {
      log.info(RunReport.step(task, step, took));
    }
  }

  @Override
  public void retrying(Task task, int step, String why, List<Blocker> blockers, Duration pause) {
    log.warn(RunReport.retrying(task, step, why, blockers, pause));
  }

  @Override
  public synchronized void moved(Task task, int step, StepProgress movement) {
    Duration elapsed = movement.elapsed();
    if (elapsed.compareTo(told) < 0) {
      told = Duration.ZERO; // Another statement.
    }
    if (elapsed.minus(told).compareTo(EVERY) >= 0) {
      told = elapsed;
      log.info(RunReport.moved(task, step, movement));
    }
  }

  @Override
  public void finished(Task task, Duration took) {
    log.info(RunReport.finished(task, took));
  }

  @Override
  public void notice(String text) {
    log.info(text);
  }
}
