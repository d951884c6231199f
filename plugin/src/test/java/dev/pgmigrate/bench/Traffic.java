package dev.pgmigrate.bench;

import dev.pgmigrate.shadow.ShadowDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Writers that are busy on a table, and what they feel. */
final class Traffic implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final List<Writer> writers = new ArrayList<>();
  private volatile boolean ended;

  /**
   * Starts them, and waits until each has written.
   *
   * @param statement with one parameter, a random number from 1 to {@code rows}
   */
  Traffic(ShadowDatabase database, int number, String statement, int rows)
      throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(number);
    for (int i = 0; i < number; i++) {
      Writer writer = new Writer(database, statement, rows, busy);
      writers.add(writer);
      threads.add(new Thread(writer, "writer-" + i));
    }
    threads.forEach(Thread::start);
    if (!busy.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("The writers do not write");
    }
  }

  /** Forgets what was measured so far. */
  void measure() {
    writers.forEach(Writer::reset);
  }

  /** How long 99 of 100 statements took at most since {@link #measure}. */
  Duration p99() {
    long[] all = all();
    return Duration.ofNanos(all.length == 0 ? 0 : all[(int) (all.length * 0.99)]);
  }

  /** How long the slowest took. */
  Duration slowest() {
    long[] all = all();
    return Duration.ofNanos(all.length == 0 ? 0 : all[all.length - 1]);
  }

  private long[] all() {
    long[] all = writers.stream().flatMapToLong(w -> Arrays.stream(w.taken())).toArray();
    Arrays.sort(all);
    return all;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private final class Writer implements Runnable {
    private final ShadowDatabase database;
    private final String statement;
    private final int rows;
    private final CountDownLatch busy;
    private long[] taken = new long[1 << 12];
    private int count;

    Writer(ShadowDatabase database, String statement, int rows, CountDownLatch busy) {
      this.database = database;
      this.statement = statement;
      this.rows = rows;
      this.busy = busy;
    }

    @Override
    public void run() {
      try (Connection connection = database.connect();
          PreparedStatement write = connection.prepareStatement(statement)) {
        while (!ended) {
          write.setInt(1, 1 + ThreadLocalRandom.current().nextInt(rows));
          long begun = System.nanoTime();
          write.execute();
          add(System.nanoTime() - begun);
          busy.countDown();
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    private synchronized void add(long nanos) {
      if (count == taken.length) {
        taken = Arrays.copyOf(taken, count * 2);
      }
      taken[count++] = nanos;
    }

    synchronized long[] taken() {
      return Arrays.copyOf(taken, count);
    }

    synchronized void reset() {
      count = 0;
    }
  }
}
