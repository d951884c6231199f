package dev.pgmigrate.maven;

import dev.pgmigrate.report.ConsoleReport;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.Task;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Says in Maven's log what the executor does, while it does it. */
record LogProgress(Log log) implements Progress {
  @Override
  public void waiting(Lease.Holder holder) {
    log.info(ConsoleReport.waiting(holder));
  }

  @Override
  public void done(Task task, int step, Duration took) {
    if (task.steps().size() > 1) {
      log.info(ConsoleReport.step(task, step, took));
    }
  }

  @Override
  public void retrying(Task task, int step, String why, List<Blocker> blockers, Duration pause) {
    log.warn(ConsoleReport.retrying(task, step, why, blockers, pause));
  }

  @Override
  public void finished(Task task, Duration took) {
    log.info(ConsoleReport.finished(task, took));
  }

  @Override
  public void notice(String text) {
    log.info(text);
  }
}
