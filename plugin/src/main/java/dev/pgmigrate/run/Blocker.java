package dev.pgmigrate.run;

import dev.pgmigrate.jdbc.Backends;
import dev.pgmigrate.sql.ShownSql;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A session that one of ours waits for.
 *
 * @param pid of its backend
 * @param application as it calls itself
 * @param user whom it logged in as
 * @param query what it executes, or executed last: the beginning; null when we may not see it
 * @param open how long its transaction has been open; null when we may not see it
 * @param lock what it holds that we wait for, in words; or what it waits for before us
 */
@API(status = API.Status.EXPERIMENTAL)
public record Blocker(
    int pid,
    String application,
    String user,
    @Nullable String query,
    @Nullable Duration open,
    String lock) {
  /** In one line. */
  public String describe() {
    return "pid %d (%s, user %s, %s%s): %s"
        .formatted(
            pid,
            application.isEmpty() ? "no application name" : application,
            user,
            open == null ? "" : "transaction open for " + open.toSeconds() + " s, ",
            lock,
            query == null
                ? Backends.NOT_VISIBLE
                : query.isEmpty() ? "(idle)" : ShownSql.withoutPasswords(query));
  }
}
