package dev.pgmigrate.maven;

import dev.pgmigrate.journal.Task;
import dev.pgmigrate.report.RunReport;
import dev.pgmigrate.run.Blocker;
import dev.pgmigrate.run.Lease;
import dev.pgmigrate.run.Progress;
import dev.pgmigrate.run.StepProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * For a person at a terminal: one line that tells how far the step has come, rewritten in place and
 * erased before anything else is said.
 */
final class LiveProgress implements Progress {
  private static final String ERASE = "\r\u001b[K";
  private static final Duration EVERY = Duration.ofMillis(200);

  /** A line that wraps could not be erased. */
  private static final int WIDTH = 79;

  private final Progress log;
  private final OutputStream terminal;
  private Duration shown = Duration.ZERO;
  private boolean visible;

  /**
   * @param log what else is said goes there
   * @param terminal past System.out, which Maven 4 decorates
   */
  LiveProgress(Progress log, OutputStream terminal) {
    this.log = log;
    this.terminal = terminal;
  }

  @Override
  public synchronized void moved(Task task, int step, StepProgress movement) {
    Duration elapsed = movement.elapsed();
    if (elapsed.compareTo(shown) < 0) {
      shown = Duration.ZERO; // Another statement.
    }
    if (elapsed.minus(shown).compareTo(EVERY) >= 0) {
      shown = elapsed;
      String line = RunReport.moved(task, step, movement);
      write(ERASE + (line.length() > WIDTH ? line.substring(0, WIDTH - 3) + "..." : line));
      visible = true;
    }
  }

  private void erase() {
    if (visible) {
      write(ERASE);
      visible = false;
    }
  }

  private void write(String text) {
    try {
      terminal.write(text.getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException e) {
      // Nobody sees it: the terminal is gone. The log goes on.
    }
  }

  @Override
  public synchronized void waiting(Lease.Holder holder) {
    erase();
    log.waiting(holder);
  }

  @Override
  public synchronized void started(Task task, int step) {
    erase();
    log.started(task, step);
  }

  @Override
  public synchronized void done(Task task, int step, Duration took) {
    erase();
    log.done(task, step, took);
  }

  @Override
  public synchronized void retrying(
      Task task, int step, String why, List<Blocker> blockers, Duration pause) {
    erase();
    log.retrying(task, step, why, blockers, pause);
  }

  @Override
  public synchronized void failed(Task task, int step) {
    erase();
    log.failed(task, step);
  }

  @Override
  public synchronized void finished(Task task, Duration took) {
    erase();
    log.finished(task, took);
  }

  @Override
  public synchronized void notice(String text) {
    erase();
    log.notice(text);
  }
}
