/**
 * The journal and the lease in the target database: the tables migrate_history and migrate_lock.
 *
 * <p>In: rows and heartbeats of a run. Out: what the database records about earlier runs, and
 * whether a person must approve changes.
 *
 * <p>Start at {@link dev.pgmigrate.history.PostgresJournal}.
 */
@NullMarked
package dev.pgmigrate.history;

import org.jspecify.annotations.NullMarked;
