/**
 * Executes the statements of a revision on a throw-away database and records what PostgreSQL does:
 * locks, table rewrites, scans, index builds, created and dropped objects.
 *
 * <p>In: a database with the older revisions applied, and a revision. Out: a {@link
 * dev.pgmigrate.lint.WatchedRevision}. Sources: event triggers, {@code pg_locks}, the server's
 * messages at debug1, and the catalog rows of each touched relation.
 *
 * <p>Start at {@link dev.pgmigrate.watch.Watcher}.
 */
@NullMarked
package dev.pgmigrate.watch;

import org.jspecify.annotations.NullMarked;
