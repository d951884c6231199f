package dev.pgmigrate.thread;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Work in a thread of its own, while the thread that started it does something else. */
public final class BackgroundTask<T> {
  private final FutureTask<T> task;
  private final Thread thread;

  private BackgroundTask(String name, Callable<T> work) {
    task = new FutureTask<>(work);
    thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Starts it.
   *
   * @param name of the thread
   */
  public static <T> BackgroundTask<T> start(String name, Callable<T> work) {
    return new BackgroundTask<>(name, work);
  }

  /** Waits for its end; an interrupt is for whoever waits next. */
  public void await() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for its end: what it returned. Throws what it threw. */
  public T get() {
    await();
    boolean interrupted = Thread.interrupted();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("The thread has ended", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
