package dev.pgmigrate.bench;

import dev.pgmigrate.shadow.ShadowDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks, every few milliseconds, how long sessions of the plugin hold a lock on a table that stops
 * its writers: SHARE and everything stronger.
 */
final class StrongLocks implements AutoCloseable {
  private static final String HELD =
      """
      SELECT 1
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a USING (pid)
      WHERE l.locktype = 'relation'
        AND l.relation = CAST(? AS regclass)
        AND l.granted
        AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        AND a.application_name LIKE 'migrate%'
      LIMIT 1
      """;

  private final Thread thread;
  private volatile boolean ended;
  private volatile long longest;

  StrongLocks(ShadowDatabase database, String table) {
    thread = new Thread(() -> watch(database, table), "strong-locks");
    thread.start();
  }

  /** The longest time without a break; exact to some milliseconds. */
  Duration longest() {
    return Duration.ofNanos(longest);
  }

  private void watch(ShadowDatabase database, String table) {
    try (Connection connection = database.connect();
        PreparedStatement held = connection.prepareStatement(HELD)) {
      held.setString(1, table);
      long since = 0;
      while (!ended) {
        long now = System.nanoTime();
        try (ResultSet row = held.executeQuery()) {
          boolean is = row.next();
          if (since != 0) {
            longest = Math.max(longest, System.nanoTime() - since);
          }
          since = !is ? 0 : since == 0 ? now : since;
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
