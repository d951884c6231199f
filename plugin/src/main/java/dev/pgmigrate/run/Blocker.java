package dev.pgmigrate.run;

import java.time.Duration;

/**
 * A session that one of ours waits for.
 *
 * @param pid of its backend
 * @param application as it calls itself
 * @param user whom it logged in as
 * @param query what it executes, or executed last: the beginning
 * @param open how long its transaction has been open
 * @param lock what it holds that we wait for, in words; or what it waits for before us
 */
public record Blocker(
    int pid, String application, String user, String query, Duration open, String lock) {
  /** In one line. */
  public String describe() {
    return "pid %d (%s, user %s, transaction open for %d s, %s): %s"
        .formatted(
            pid,
            application.isEmpty() ? "no application name" : application,
            user,
            open.toSeconds(),
            lock,
            query.isEmpty() ? "(idle)" : query);
  }
}
